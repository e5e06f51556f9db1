package dev.clasp.tls.record;

import static dev.clasp.tls.protocol.AlertDescription.BAD_RECORD_MAC;
import static dev.clasp.tls.protocol.AlertDescription.UNEXPECTED_MESSAGE;
import static dev.clasp.tls.record.Records.APPLICATION;
import static dev.clasp.tls.record.Records.HANDSHAKE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers, and the records that may come unprotected under keys. */
class ReadHalfTest {
  private static final Bytes CHANGE_CIPHER_SPEC = Bytes.of(1);

  @Test
  void consumesNothingBeforeTheRecordIsWhole() throws Exception {
    ReadHalf reader = Records.reader(APPLICATION);
    ByteBuffer record =
        Records.sealed(Records.writer(APPLICATION), ContentType.APPLICATION_DATA, Bytes.of(1));

    for (int length = 0; length < record.limit(); length++) {
      ByteBuffer part = record.duplicate().limit(length);
      assertEquals(ReadOutcome.Plain.UNDERFLOW, reader.open(part, Records.room()));
      assertEquals(0, part.position());
    }
    assertEquals(ReadOutcome.Plain.APPLICATION_DATA, reader.open(record, Records.room()));
    assertFalse(record.hasRemaining());
  }

  @Test
  void leavesTheNextRecordInTheBuffer() throws Exception {
    WriteHalf writer = Records.writer(APPLICATION);
    ReadHalf reader = Records.reader(APPLICATION);
    ByteBuffer wire = ByteBuffer.allocate(100);
    writer.seal(ContentType.APPLICATION_DATA, Bytes.of(1, 2).asByteBuffer(), wire);
    int firstEnds = wire.position();
    writer.seal(ContentType.APPLICATION_DATA, Bytes.of(3).asByteBuffer(), wire);
    wire.flip();
    ByteBuffer plaintext = Records.room();

    reader.open(wire, plaintext);
    assertEquals(firstEnds, wire.position());
    reader.open(wire, plaintext);

    assertEquals(Bytes.of(1, 2, 3), Bytes.copyOf(plaintext.flip()));
  }

  @Test
  void fillsABufferThatHoldsTheContentAndNotTheTypeAndPadding() throws Exception {
    ByteBuffer record = Records.sealedAs(Records.writer(APPLICATION), 23, Bytes.of(4, 5), 100);
    ByteBuffer plaintext = ByteBuffer.allocate(2);

    assertEquals(
        ReadOutcome.Plain.APPLICATION_DATA, Records.reader(APPLICATION).open(record, plaintext));
    assertEquals(Bytes.of(4, 5), Bytes.copyOf(plaintext.flip()));
  }

  @Test
  void consumesNothingWhenTheContentDoesNotFitAndOpensItLater() throws Exception {
    ReadHalf reader = Records.reader(APPLICATION);
    ByteBuffer record = Records.sealedAs(Records.writer(APPLICATION), 23, Bytes.of(4, 5), 0);
    ByteBuffer tooSmall = ByteBuffer.allocate(1);
    ByteBuffer plaintext = ByteBuffer.allocate(2);

    assertEquals(ReadOutcome.Plain.OVERFLOW, reader.open(record, tooSmall));
    assertEquals(0, record.position());
    assertEquals(0, tooSmall.position());
    assertEquals(ReadOutcome.Plain.APPLICATION_DATA, reader.open(record, plaintext));
    assertEquals(Bytes.of(4, 5), Bytes.copyOf(plaintext.flip()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 1 << 14})
  void deliversHandshakeBytesWithoutTouchingThePosition(int room) throws Exception {
    ByteBuffer plaintext = ByteBuffer.allocate(room);
    ByteBuffer record =
        Records.sealed(Records.writer(HANDSHAKE), ContentType.HANDSHAKE, Records.counting(9));

    assertEquals(
        new Fragment(ContentType.HANDSHAKE, Records.counting(9), true),
        Records.reader(HANDSHAKE).open(record, plaintext));
    assertEquals(0, plaintext.position());
  }

  @Test
  @DisplayName("an unprotected change_cipher_spec comes through under keys (RFC 9846 §5)")
  void deliversChangeCipherSpecUnderKeys() throws Exception {
    WriteHalf writer = Records.writer(HANDSHAKE);
    ReadHalf reader = Records.reader(HANDSHAKE);

    assertEquals(
        new Fragment(ContentType.CHANGE_CIPHER_SPEC, CHANGE_CIPHER_SPEC, false),
        reader.open(
            Records.raw(ContentType.CHANGE_CIPHER_SPEC, CHANGE_CIPHER_SPEC), Records.room()));
    // and does not count as a protected record
    assertEquals(
        new Fragment(ContentType.HANDSHAKE, Bytes.of(1), true),
        reader.open(Records.sealed(writer, ContentType.HANDSHAKE, Bytes.of(1)), Records.room()));
  }

  @Test
  @DisplayName("a plaintext alert comes through while the peer may have no keys (RFC 9846 §7.3)")
  void deliversAPlaintextAlertBeforeTheFirstProtectedRecord() throws Exception {
    assertEquals(
        new Fragment(ContentType.ALERT, Bytes.of(2, 47), false),
        Records.reader(HANDSHAKE)
            .open(Records.raw(ContentType.ALERT, Bytes.of(2, 47)), Records.room()));
  }

  @Test
  @DisplayName("a plaintext alert after a protected record: unexpected_message (RFC 9846 §5)")
  void refusesAPlaintextAlertOnceThePeerHasShownItsKeys() throws Exception {
    ReadHalf reader = Records.reader(HANDSHAKE);
    reader.open(
        Records.sealed(Records.writer(HANDSHAKE), ContentType.HANDSHAKE, Bytes.of(1)),
        Records.room());

    Refused.with(
        UNEXPECTED_MESSAGE,
        "5",
        () -> reader.open(Records.raw(ContentType.ALERT, Bytes.of(2, 47)), Records.room()));
  }

  @Test
  @DisplayName("a plaintext alert under application keys: unexpected_message (RFC 9846 §5)")
  void refusesAPlaintextAlertUnderApplicationKeys() {
    Refused.with(
        UNEXPECTED_MESSAGE,
        "5",
        () ->
            Records.reader(APPLICATION)
                .open(Records.raw(ContentType.ALERT, Bytes.of(1, 0)), Records.room()));
  }

  @Test
  @DisplayName("the old keys no longer open anything after a key change: bad_record_mac (§5.2)")
  void refusesRecordsUnderTheOldKeys() throws Exception {
    ReadHalf reader = Records.reader(HANDSHAKE);
    ByteBuffer old = Records.sealed(Records.writer(HANDSHAKE), ContentType.HANDSHAKE, Bytes.of(1));

    reader.changeKeys(APPLICATION);

    Refused.with(BAD_RECORD_MAC, "5.2", () -> reader.open(old, Records.room()));
  }

  @Test
  void isUnusableOnceDestroyed() throws Exception {
    ReadHalf reader = Records.reader(APPLICATION);
    ByteBuffer record =
        Records.sealed(Records.writer(APPLICATION), ContentType.APPLICATION_DATA, Bytes.of(1));

    reader.destroy();

    assertTrue(reader.isProtected());
    assertThrows(IllegalStateException.class, () -> reader.open(record, Records.room()));
    assertThrows(
        IllegalStateException.class,
        () ->
            reader.open(Records.raw(ContentType.CHANGE_CIPHER_SPEC, Bytes.of(1)), Records.room()));
  }
}
