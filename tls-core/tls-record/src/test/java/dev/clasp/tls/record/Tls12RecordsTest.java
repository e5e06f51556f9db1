package dev.clasp.tls.record;

import static dev.clasp.tls.protocol.AlertDescription.BAD_RECORD_MAC;
import static dev.clasp.tls.protocol.AlertDescription.PROTOCOL_VERSION;
import static dev.clasp.tls.protocol.AlertDescription.RECORD_OVERFLOW;
import static dev.clasp.tls.protocol.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What protected records of TLS 1.2 look like, and what a ReadHalf with keys refuses. */
class Tls12RecordsTest {
  private static final Epoch12 GCM =
      Records12.epoch(Suite12.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, false);
  private static final Epoch12 CBC = Records12.epoch(Suite12.TLS_RSA_WITH_AES_128_CBC_SHA, false);

  static List<Epoch12> everyProtection() {
    List<Epoch12> epochs = Records12.everyProtection();
    assertEquals(17, epochs.size(), "7 AEADs, 5 pairs of CBC and HMAC in either order");
    return epochs;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  void opensWhatItSealed(Epoch12 epoch) throws Exception {
    WriteHalf writer = Records12.writer(epoch);
    ReadHalf reader = Records12.reader(epoch);

    for (int length = 1; length < 100; length++) {
      Bytes content = Records.counting(length);
      for (ContentType type : List.of(ContentType.HANDSHAKE, ContentType.ALERT)) {
        ByteBuffer wire = Records.sealed(writer, type, content);
        assertEquals(type.value(), wire.get(0), "nothing hides the type");
        assertEquals(new Fragment(type, content, true), reader.open(wire, Records.room()));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  void applicationDataMayBeEmptyOrFull(Epoch12 epoch) throws Exception {
    WriteHalf writer = Records12.writer(epoch);
    ReadHalf reader = Records12.reader(epoch);

    for (int length : new int[] {0, 1, 1 << 14}) {
      ByteBuffer plaintext = Records.room();
      ByteBuffer wire =
          Records.sealed(writer, ContentType.APPLICATION_DATA, Records.counting(length));
      assertEquals(ReadOutcome.Plain.APPLICATION_DATA, reader.open(wire, plaintext));
      assertEquals(Records.counting(length), Bytes.copyOf(plaintext.flip()));
    }
  }

  @Test
  @DisplayName("RFC 5288 §3: the explicit nonce is in front; ours is the sequence number")
  void explicitNonce() throws Exception {
    WriteHalf writer = Records12.writer(GCM);
    for (int number = 0; number < 3; number++) {
      ByteBuffer wire = Records.sealed(writer, ContentType.APPLICATION_DATA, Bytes.of(1, 2, 3));

      assertEquals(5 + 8 + 3 + 16, wire.remaining());
      assertEquals(number, wire.getLong(5));
    }
  }

  @Test
  @DisplayName("RFC 5288 §3: the sender chooses the explicit nonce")
  void takesAnyExplicitNonce() throws Exception {
    Bytes explicit = Bytes.fromHex("fedcba9876543210");
    Bytes salt = Bytes.fromHex("03030303"); // as Records12 has it
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(GCM.encKey().use(byte[]::clone), "AES"),
        new GCMParameterSpec(128, salt.plus(explicit).toArray()));
    gcm.updateAAD(Bytes.fromHex("0000000000000000" + "17" + "0303" + "0002").toArray());
    Bytes body = explicit.plus(Bytes.copyOf(gcm.doFinal(new byte[] {4, 2})));
    ByteBuffer plaintext = Records.room();

    Records12.reader(GCM).open(Records.raw(ContentType.APPLICATION_DATA, body), plaintext);

    assertEquals(Bytes.of(4, 2), Bytes.copyOf(plaintext.flip()));
  }

  @Test
  @DisplayName("RFC 7905 §2: ChaCha20-Poly1305 has no explicit nonce")
  void chaChaHasNoExplicitNonce() throws Exception {
    Epoch12 epoch = Records12.epoch(Suite12.TLS_PSK_WITH_CHACHA20_POLY1305_SHA256, false);

    ByteBuffer wire =
        Records.sealed(Records12.writer(epoch), ContentType.APPLICATION_DATA, Bytes.of(1, 2, 3));

    assertEquals(5 + 3 + 16, wire.remaining());
  }

  @Test
  @DisplayName("RFC 5246 §6.2.3.2: IV, then content, MAC and padding under CBC")
  void macThenEncrypt() throws Exception {
    Bytes content = Bytes.of('h', 'e', 'l', 'l', 'o');
    Bytes mac = Records12.mac(CBC, 0, ContentType.APPLICATION_DATA, content);
    Bytes body = Records12.encrypted(CBC, Bytes.concat(content, mac, Records12.padding(7 + 16)));
    ByteBuffer plaintext = Records.room();

    Records12.reader(CBC).open(Records.raw(ContentType.APPLICATION_DATA, body), plaintext);

    assertEquals(content, Bytes.copyOf(plaintext.flip()));
  }

  @Test
  @DisplayName("RFC 7366 §3: IV, then content and padding under CBC, then the MAC of it all")
  void encryptThenMac() throws Exception {
    Epoch12 epoch = Records12.epoch(Suite12.TLS_RSA_WITH_AES_128_CBC_SHA, true);
    Bytes content = Bytes.of('h', 'e', 'l', 'l', 'o');
    Bytes encrypted = Records12.encrypted(epoch, content.plus(Records12.padding(11)));
    Bytes mac = Records12.mac(epoch, 0, ContentType.APPLICATION_DATA, encrypted);
    ByteBuffer plaintext = Records.room();

    Records12.reader(epoch)
        .open(Records.raw(ContentType.APPLICATION_DATA, encrypted.plus(mac)), plaintext);

    assertEquals(content, Bytes.copyOf(plaintext.flip()));
  }

  @Test
  @DisplayName("RFC 5246 §6.2.3.2: a policy makes CBC pad up to 256 bytes")
  void paddingPolicy() throws Exception {
    Bytes content = Records.counting(100);
    int least =
        Records.sealed(Records12.writer(CBC), ContentType.APPLICATION_DATA, content).remaining();
    WriteHalf writer = Records12.writer(CBC, PaddingPolicy.FULL);
    ByteBuffer wire = Records.sealed(writer, ContentType.APPLICATION_DATA, content);

    assertEquals(least + 240, wire.remaining());
    ByteBuffer plaintext = Records.room();
    Records12.reader(CBC).open(wire, plaintext);
    assertEquals(content, Bytes.copyOf(plaintext.flip()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  @DisplayName("RFC 5246 §6.2.3: over 2^14 + 2048 bytes is a record_overflow, told by the header")
  void ciphertextTooLong(Epoch12 epoch) {
    int max = (1 << 14) + 2048;
    refused(
        RECORD_OVERFLOW,
        Rfc.rfc5246("6.2.3"),
        epoch,
        Records.headerOnly(ContentType.APPLICATION_DATA.value(), max + 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  @DisplayName("RFC 5246 §6.2.3: up to 2^14 + 2048 bytes must be read")
  void ciphertextAsLongAsAllowed(Epoch12 epoch) throws Exception {
    ByteBuffer header = Records.headerOnly(ContentType.APPLICATION_DATA.value(), (1 << 14) + 2048);

    assertEquals(ReadOutcome.Plain.UNDERFLOW, Records12.reader(epoch).open(header, Records.room()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  @DisplayName("RFC 5246 §6.2.1: more than 2^14 bytes of content is a record_overflow")
  void contentTooLong(Epoch12 epoch) throws Exception {
    ByteBuffer wire =
        Records.sealedAs(
            Records12.writer(epoch),
            ContentType.APPLICATION_DATA.value(),
            Records.zeros((1 << 14) + 1),
            0);

    refused(RECORD_OVERFLOW, Rfc.rfc5246("6.2.1"), epoch, wire);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  @DisplayName("RFC 5246 §6.2.1: no empty fragments but of application data")
  void emptyContent(Epoch12 epoch) throws Exception {
    for (ContentType type :
        List.of(ContentType.HANDSHAKE, ContentType.ALERT, ContentType.CHANGE_CIPHER_SPEC)) {
      ByteBuffer wire = Records.sealedAs(Records12.writer(epoch), type.value(), Bytes.empty(), 0);

      refused(UNEXPECTED_MESSAGE, Rfc.rfc5246("6.2.1"), epoch, wire);
    }
  }

  @Test
  @DisplayName("RFC 5246 §6: a record of unknown type is an unexpected_message")
  void unknownType() {
    for (int type : new int[] {0, 19, 24, 255}) {
      refused(UNEXPECTED_MESSAGE, Rfc.rfc5246("6"), GCM, Records.headerOnly(type, 100));
    }
  }

  @Test
  @DisplayName("RFC 5246 §6.2.1: a record of another version is a protocol_version")
  void otherVersion() {
    for (int version : new int[] {0x0300, 0x0301, 0x0302, 0x0304}) {
      ByteBuffer wire =
          Records.raw(ContentType.APPLICATION_DATA.value(), version, Records.zeros(64));

      refused(PROTOCOL_VERSION, Rfc.rfc5246("6.2.1"), GCM, wire);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  @DisplayName("RFC 5246 §6.1: a record that is repeated, left out or moved does not authenticate")
  void sequenceNumbers(Epoch12 epoch) throws Exception {
    WriteHalf writer = Records12.writer(epoch);
    ByteBuffer first = Records.sealed(writer, ContentType.APPLICATION_DATA, Bytes.of(1));
    ByteBuffer second = Records.sealed(writer, ContentType.APPLICATION_DATA, Bytes.of(2));

    refused(BAD_RECORD_MAC, Rfc.rfc5246("7.2.2"), epoch, second.duplicate());
    ReadHalf reader = Records12.reader(epoch);
    reader.open(first.duplicate(), Records.room());
    refused(BAD_RECORD_MAC, Rfc.rfc5246("7.2.2"), reader, first.duplicate());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  @DisplayName("RFC 5246 §7.1: under keys, change_cipher_spec is protected like everything")
  void changeCipherSpecUnderKeys(Epoch12 epoch) throws Exception {
    ByteBuffer bare = Records.raw(ContentType.CHANGE_CIPHER_SPEC, Bytes.of(1));
    refused(BAD_RECORD_MAC, Rfc.rfc5246("7.2.2"), epoch, bare);

    ByteBuffer wire =
        Records.sealed(Records12.writer(epoch), ContentType.CHANGE_CIPHER_SPEC, Bytes.of(1));
    assertEquals(
        new Fragment(ContentType.CHANGE_CIPHER_SPEC, Bytes.of(1), true),
        Records12.reader(epoch).open(wire, Records.room()));
  }

  @Test
  @DisplayName("RFC 5246 §7.2: under keys, an alert is protected")
  void bareAlertUnderKeys() {
    ByteBuffer bare = Records.raw(ContentType.ALERT, Bytes.of(2, 40));

    refused(BAD_RECORD_MAC, Rfc.rfc5246("7.2.2"), GCM, bare);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  @DisplayName("RFC 9325 §4.4: keys wear out; the last two records are for alerts")
  void recordLimit(Epoch12 epoch) throws Exception {
    WriteHalf writer = Records12.writer(epoch);
    long limit = writer.recordsLeft();
    if (epoch.suite().protection() instanceof Protection12.Aead aead) {
      assertEquals(aead.algorithm().recordLimit(), limit);
    } else {
      assertEquals(1L << 26, limit);
    }

    writer.continueAt(SequenceNumber.startingAt(limit - 2));
    LocalFault fault =
        assertThrows(
            LocalFault.class,
            () -> Records.sealed(writer, ContentType.APPLICATION_DATA, Bytes.of(1)));
    assertEquals(Optional.of(AlertDescription.INTERNAL_ERROR), fault.alert());
    Records.sealed(writer, ContentType.ALERT, Bytes.of(2, 80));
    Records.sealed(writer, ContentType.ALERT, Bytes.of(1, 0));
    assertThrows(LocalFault.class, () -> Records.sealed(writer, ContentType.ALERT, Bytes.of(1, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  void refusesAWireBufferWithTooLittleRoom(Epoch12 epoch) throws Exception {
    WriteHalf writer = Records12.writer(epoch);
    int length = writer.recordLength(ContentType.APPLICATION_DATA, 10);
    ByteBuffer wire = ByteBuffer.allocate(length - 1);

    assertThrows(
        IllegalArgumentException.class,
        () -> writer.seal(ContentType.APPLICATION_DATA, Records.counting(10).asByteBuffer(), wire));
    assertEquals(0, wire.position());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  void aBufferTooSmallIsAnOverflowAndTheRecordCanBeOpenedAgain(Epoch12 epoch) throws Exception {
    ByteBuffer wire =
        Records.sealed(
            Records12.writer(epoch), ContentType.APPLICATION_DATA, Records.counting(100));
    ReadHalf reader = Records12.reader(epoch);

    assertEquals(ReadOutcome.Plain.OVERFLOW, reader.open(wire, ByteBuffer.allocate(99)));
    assertEquals(0, wire.position());
    assertEquals(ReadOutcome.Plain.APPLICATION_DATA, reader.open(wire, ByteBuffer.allocate(100)));
  }

  private static void refused(AlertDescription alert, Rfc clause, Epoch12 epoch, ByteBuffer wire) {
    refused(alert, clause, Records12.reader(epoch), wire);
  }

  private static void refused(
      AlertDescription alert, Rfc clause, ReadHalf reader, ByteBuffer wire) {
    Refused.with(alert, clause, () -> reader.open(wire, Records.room()));
  }
}
