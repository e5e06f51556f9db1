package dev.clasp.tls.record;

import static dev.clasp.tls.protocol.AlertDescription.RECORD_OVERFLOW;
import static dev.clasp.tls.protocol.AlertDescription.UNEXPECTED_MESSAGE;
import static dev.clasp.tls.record.Records.APPLICATION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hidden type and padding, through a whole record. */
class InnerPlaintextTest {
  private WriteHalf writer;
  private ReadHalf reader;

  @BeforeEach
  void sameKeysOnBothSides() throws Exception {
    writer = Records.writer(APPLICATION);
    reader = Records.reader(APPLICATION);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 16_384 - 4})
  @DisplayName("padding is removed (RFC 9846 §5.4)")
  void removesPadding(int padding) throws Exception {
    ByteBuffer plaintext = Records.room();

    reader.open(Records.sealedAs(writer, 23, Bytes.of(0, 1, 0, 0), padding), plaintext);

    assertEquals(Bytes.of(0, 1, 0, 0), Bytes.copyOf(plaintext.flip()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000})
  @DisplayName("only zeros: unexpected_message (RFC 9846 §5.4)")
  void refusesOnlyZeros(int zeros) {
    Refused.with(
        UNEXPECTED_MESSAGE,
        "5.4",
        () -> reader.open(Records.sealedAs(writer, 0, Records.zeros(zeros), 0), Records.room()));
  }

  @Test
  @DisplayName("nothing at all, not even a type: unexpected_message (RFC 9846 §5.4)")
  void refusesAnEmptyInnerPlaintext() throws Exception {
    // The sealer always adds a type, so this one is sealed with the AEAD itself.
    var kdf =
        new dev.clasp.tls.crypto.Tls13Kdf(Records.CRYPTO.hashes(), APPLICATION.suite().hash());
    var key = kdf.expandLabel(APPLICATION.trafficSecret(), "key", Bytes.empty(), 16);
    var iv = kdf.expandLabel(APPLICATION.trafficSecret(), "iv", Bytes.empty(), 12);
    byte[] nonce = new byte[12];
    new dev.clasp.tls.crypto.PerRecordNonce(iv).write(0, nonce);
    ByteBuffer wire = ByteBuffer.allocate(5 + 16);
    new RecordHeader(23, 0x0303, 16).writeTo(wire);
    Records.CRYPTO
        .aeads()
        .keyed(APPLICATION.suite().aead(), key)
        .seal(nonce, wire.duplicate().flip(), ByteBuffer.allocate(0), wire);

    Refused.with(UNEXPECTED_MESSAGE, "5.4", () -> reader.open(wire.flip(), Records.room()));
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22})
  @DisplayName("an empty alert or handshake fragment: unexpected_message (RFC 9846 §5.4)")
  void refusesAnEmptyFragment(int type) {
    Refused.with(
        UNEXPECTED_MESSAGE,
        "5.4",
        () -> reader.open(Records.sealedAs(writer, type, Bytes.empty(), 9), Records.room()));
  }

  @Test
  @DisplayName("an empty application data fragment is accepted (RFC 9846 §5.1, §5.4)")
  void acceptsEmptyApplicationData() throws Exception {
    ByteBuffer plaintext = Records.room();

    assertEquals(
        ReadOutcome.Plain.APPLICATION_DATA,
        reader.open(Records.sealedAs(writer, 23, Bytes.empty(), 9), plaintext));
    assertEquals(0, plaintext.position());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 1, 24, 255})
  @DisplayName("a protected change_cipher_spec or undefined type: unexpected_message (§5)")
  void refusesAnotherInnerType(int type) {
    Refused.with(
        UNEXPECTED_MESSAGE,
        "5",
        () -> reader.open(Records.sealedAs(writer, type, Bytes.of(1), 0), Records.room()));
  }

  @Test
  @DisplayName("content, type and padding of 2^14+1 bytes are accepted (RFC 9846 §5.4)")
  void acceptsTheLongestInnerPlaintext() throws Exception {
    ByteBuffer plaintext = Records.room();

    reader.open(Records.sealedAs(writer, 23, Records.counting(1 << 14), 0), plaintext);

    assertEquals(Records.counting(1 << 14), Bytes.copyOf(plaintext.flip()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 239})
  @DisplayName("2^14+2 bytes, by content or by padding: record_overflow (RFC 9846 §5.4)")
  void refusesALongInnerPlaintext(int excess) throws Exception {
    Bytes tooLong = Records.counting((1 << 14) + excess);
    Refused.with(
        RECORD_OVERFLOW,
        "5.4",
        () -> reader.open(Records.sealedAs(writer, 23, tooLong, 0), Records.room()));

    WriteHalf padding = Records.writer(APPLICATION);
    Refused.with(
        RECORD_OVERFLOW,
        "5.4",
        () ->
            Records.reader(APPLICATION)
                .open(
                    Records.sealedAs(padding, 23, Bytes.of(1), (1 << 14) - 1 + excess),
                    Records.room()));
  }

  @Test
  @DisplayName("a refused record leaves the plaintext buffer as it was")
  void deliversNothingOnRefusal() {
    ByteBuffer plaintext = Records.room().position(11);

    Refused.with(
        UNEXPECTED_MESSAGE,
        "5",
        () -> reader.open(Records.sealedAs(writer, 20, Bytes.of(1), 0), plaintext));

    assertEquals(11, plaintext.position());
  }
}
