package dev.clasp.tls.record;

import static dev.clasp.tls.record.Records.APPLICATION;
import static dev.clasp.tls.record.Records.HANDSHAKE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.LocalFault;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteHalfTest {
  private final WriteHalf unprotected = new WriteHalf(Records.CRYPTO, PaddingPolicy.NONE);

  @Test
  @DisplayName("records say 0x0303 (RFC 9846 §5.1)")
  void writesTheVersion() throws Exception {
    assertEquals(
        Bytes.fromHex("16 0303 0002 0102"),
        Bytes.copyOf(Records.sealed(unprotected, ContentType.HANDSHAKE, Bytes.of(1, 2))));
  }

  @Test
  @DisplayName("an initial ClientHello says 0x0301 (RFC 9846 §5.1)")
  void writesTheVersionOfAnInitialClientHello() throws Exception {
    unprotected.legacyRecordVersion(RecordHeader.INITIAL_CLIENT_HELLO_VERSION);

    assertEquals(
        Bytes.fromHex("16 0301 0002 0102"),
        Bytes.copyOf(Records.sealed(unprotected, ContentType.HANDSHAKE, Bytes.of(1, 2))));
  }

  @Test
  @DisplayName("change_cipher_spec is never protected, and does not count (RFC 9846 §5, §5.3)")
  void writesChangeCipherSpecUnprotected() throws Exception {
    WriteHalf half = Records.writer(HANDSHAKE);

    assertEquals(
        Bytes.fromHex("14 0303 0001 01"),
        Bytes.copyOf(Records.sealed(half, ContentType.CHANGE_CIPHER_SPEC, Bytes.of(1))));
    assertEquals(6, half.recordLength(ContentType.CHANGE_CIPHER_SPEC, 1));
    assertEquals(0, half.recordsSealed());
  }

  @Test
  @DisplayName("application data is never written unprotected (RFC 9846 §5.1)")
  void refusesApplicationDataWithoutKeys() {
    assertThrows(
        IllegalStateException.class,
        () -> Records.sealed(unprotected, ContentType.APPLICATION_DATA, Bytes.of(1)));
  }

  @ParameterizedTest
  @EnumSource(
      value = ContentType.class,
      names = {"HANDSHAKE", "ALERT"})
  @DisplayName("an empty handshake or alert record is never written (RFC 9846 §5.1, §5.4)")
  void refusesAnEmptyFragment(ContentType type) throws Exception {
    WriteHalf half = Records.writer(HANDSHAKE);

    assertThrows(IllegalArgumentException.class, () -> Records.sealed(half, type, Bytes.empty()));
  }

  @Test
  @DisplayName("more than 2^14 bytes are never written in one record (RFC 9846 §5.1)")
  void refusesALongFragment() throws Exception {
    WriteHalf half = Records.writer(APPLICATION);

    assertThrows(
        IllegalArgumentException.class,
        () -> Records.sealed(half, ContentType.APPLICATION_DATA, Records.zeros((1 << 14) + 1)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writesNothingWithoutRoomForTheRecord(boolean withKeys) throws Exception {
    WriteHalf half = withKeys ? Records.writer(HANDSHAKE) : unprotected;
    int length = half.recordLength(ContentType.HANDSHAKE, 3);
    ByteBuffer tooSmall = ByteBuffer.allocate(length - 1);
    ByteBuffer content = Bytes.of(1, 2, 3).asByteBuffer();

    assertThrows(
        IllegalArgumentException.class, () -> half.seal(ContentType.HANDSHAKE, content, tooSmall));
    assertEquals(0, tooSmall.position());
    assertEquals(3, content.remaining());

    ByteBuffer exact = ByteBuffer.allocate(length);
    half.seal(ContentType.HANDSHAKE, content, exact);
    assertFalse(exact.hasRemaining());
  }

  @Test
  @DisplayName("padding never makes an inner plaintext longer than 2^14+1 (RFC 9846 §5.2)")
  void cutsPaddingToAFullRecord() throws Exception {
    WriteHalf half = new WriteHalf(Records.CRYPTO, (type, length) -> 1 << 20);
    half.changeKeys(APPLICATION);
    ReadHalf reader = Records.reader(APPLICATION);

    for (int length : new int[] {0, 1, 1 << 14}) {
      ByteBuffer wire =
          Records.sealed(half, ContentType.APPLICATION_DATA, Records.counting(length));
      ByteBuffer plaintext = Records.room();

      assertEquals(5 + (1 << 14) + 1 + 16, wire.remaining());
      assertEquals(ReadOutcome.Plain.APPLICATION_DATA, reader.open(wire, plaintext));
      assertEquals(Records.counting(length), Bytes.copyOf(plaintext.flip()));
    }
  }

  @Test
  @DisplayName("the limit of the AEAD is kept, and an alert can still be sent (RFC 9846 §5.5)")
  void refusesToWearOutItsKeys() throws Exception {
    WriteHalf half = Records.writer(APPLICATION);
    half.continueAt(SequenceNumber.startingAt(half.recordsLeft() - 5));

    for (int i = 0; i < 3; i++) {
      Records.sealed(half, ContentType.HANDSHAKE, Bytes.of(1));
    }
    LocalFault thrown =
        assertThrows(
            LocalFault.class, () -> Records.sealed(half, ContentType.HANDSHAKE, Bytes.of(1)));
    assertEquals(Optional.of(AlertDescription.INTERNAL_ERROR), thrown.alert());

    Records.sealed(half, ContentType.ALERT, Bytes.of(1, 90));
    Records.sealed(half, ContentType.ALERT, Bytes.of(1, 0));
    assertEquals(0, half.recordsLeft());
    assertThrows(LocalFault.class, () -> Records.sealed(half, ContentType.ALERT, Bytes.of(1, 0)));
  }

  @Test
  @DisplayName("AES-GCM protects 2^24.5 records under one key (RFC 9846 §5.5)")
  void knowsTheLimitOfAesGcm() throws Exception {
    WriteHalf half = Records.writer(APPLICATION);
    Records.sealed(half, ContentType.APPLICATION_DATA, Bytes.of(1));

    assertEquals((long) Math.pow(2, 24.5) - 1, half.recordsLeft());
  }

  @Test
  @DisplayName("the epoch never exceeds 2^48-1 (RFC 9846 §4.7.3)")
  void refusesTooManyKeyUpdates() throws Exception {
    WriteHalf half =
        new WriteHalf(Records.CRYPTO, PaddingPolicy.NONE, RecordLimits.MAX_SENDER_EPOCH);

    half.changeKeys(APPLICATION); // epoch 2^48-1
    assertFalse(half.mayUpdateKeys());
    LocalFault thrown = assertThrows(LocalFault.class, () -> half.changeKeys(APPLICATION));
    assertEquals(Optional.of(AlertDescription.INTERNAL_ERROR), thrown.alert());
  }

  @Test
  void sealsAsToldWhateverRuleItBreaks() throws Exception {
    WriteHalf half = Records.writer(HANDSHAKE);
    RecordHeader header = new RecordHeader(99, 0x7F7F, 1);
    ByteBuffer wire = ByteBuffer.allocate(100);

    half.sealAs(header, 77, Bytes.of(5).asByteBuffer(), 3, wire);

    assertEquals(Optional.of(header), RecordHeader.peek(wire.flip()));
    assertEquals(5 + 1 + 1 + 3 + 16, wire.remaining());
    assertEquals(1, half.recordsSealed());
  }

  @Test
  void isUnusableOnceDestroyed() throws Exception {
    WriteHalf half = Records.writer(APPLICATION);

    half.destroy();

    assertTrue(half.isProtected());
    assertThrows(
        IllegalStateException.class,
        () -> Records.sealed(half, ContentType.APPLICATION_DATA, Bytes.of(1)));
  }
}
