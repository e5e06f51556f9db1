package dev.clasp.tls.record;

import static dev.clasp.tls.protocol.AlertDescription.BAD_RECORD_MAC;
import static dev.clasp.tls.protocol.AlertDescription.RECORD_OVERFLOW;
import static dev.clasp.tls.protocol.AlertDescription.UNEXPECTED_MESSAGE;
import static dev.clasp.tls.record.Records.APPLICATION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What protected records look like, and what a ReadHalf with keys refuses. */
class Tls13RecordsTest {
  private WriteHalf writer;
  private ReadHalf reader;

  @BeforeEach
  void sameKeysOnBothSides() throws Exception {
    writer = Records.writer(APPLICATION);
    reader = Records.reader(APPLICATION);
  }

  @Test
  @DisplayName("the client's records of RFC 8448 §3, from its traffic secret")
  void matchesTheTrace() throws Exception {
    Epoch13 epoch =
        new Epoch13(
            Epoch13.Kind.APPLICATION,
            Suite13.TLS_AES_128_GCM_SHA256,
            Secret.copyOf(
                Bytes.fromHex("9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5")));
    WriteHalf half = Records.writer(epoch);

    ByteBuffer data =
        Records.sealed(half, ContentType.APPLICATION_DATA, Records.counting(50)); // number 0
    ByteBuffer alert = Records.sealed(half, ContentType.ALERT, Bytes.of(1, 0)); // number 1

    assertEquals(
        Bytes.fromHex(
            "1703030043 a23f7054b62c94d0affafe8228ba55cbefacea42f914aa66bcab3f2b"
                + "9819a8a5b46b395bd54a9a20441e2b62974e1f5a6292a2977014bd1e3deae63aeebb21694915e4"),
        Bytes.copyOf(data));
    assertEquals(
        Bytes.fromHex("1703030013 c9872760655666b74d7ff1153efd6db6d0b0e3"), Bytes.copyOf(alert));
  }

  @ParameterizedTest
  @EnumSource(Suite13.class)
  void everySuiteOpensWhatItSealed(Suite13 suite) throws Exception {
    Epoch13 epoch = Records.epoch(Epoch13.Kind.HANDSHAKE, suite);
    WriteHalf half = Records.writer(epoch);
    ReadHalf opening = Records.reader(epoch);

    for (int length = 1; length < 40; length++) {
      Bytes content = Records.counting(length);
      assertEquals(
          new Fragment(ContentType.HANDSHAKE, content, true),
          opening.open(Records.sealed(half, ContentType.HANDSHAKE, content), Records.room()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void workOnHeapAndDirectBuffers(boolean direct) throws Exception {
    Bytes content = Records.counting(1 << 14);
    ByteBuffer wire = buffer(direct, RecordLimits.MAX_RECORD + 3).position(3);
    ByteBuffer plaintext = buffer(direct, (1 << 14) + 7 + 1).position(7);

    writer.seal(ContentType.APPLICATION_DATA, content.asByteBuffer(), wire);
    ReadOutcome outcome = reader.open(wire.flip().position(3), plaintext);

    assertEquals(ReadOutcome.Plain.APPLICATION_DATA, outcome);
    assertEquals(content, Bytes.copyOf(plaintext.flip().position(7)));
  }

  @Test
  @DisplayName("the outer type is 23 and the version 0x0303 (RFC 9846 §5.2)")
  void hidesTheType() throws Exception {
    ByteBuffer wire = Records.sealed(writer, ContentType.HANDSHAKE, Bytes.of(1, 2, 3));

    assertEquals(new RecordHeader(23, 0x0303, 3 + 1 + 16), RecordHeader.peek(wire).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 21, 22, 24, 255})
  @DisplayName("another outer type: unexpected_message (RFC 9846 §5)")
  void refusesAnotherOuterType(int type) {
    Refused.with(
        UNEXPECTED_MESSAGE, "5", () -> reader.open(Records.headerOnly(type, 20), Records.room()));
  }

  @Test
  @DisplayName("2^14+257 bytes: record_overflow, before the body has come (RFC 9846 §5.2)")
  void refusesALongCiphertext() {
    Refused.with(
        RECORD_OVERFLOW,
        "5.2",
        () -> reader.open(Records.headerOnly(23, (1 << 14) + 257), Records.room()));
  }

  @Test
  @DisplayName("2^14+256 bytes that authenticate nothing: bad_record_mac (RFC 9846 §5.2)")
  void acceptsTheLengthOfTheLongestCiphertext() {
    Bytes body = Records.zeros((1 << 14) + 256);

    Refused.with(
        BAD_RECORD_MAC,
        "5.2",
        () -> reader.open(Records.raw(ContentType.APPLICATION_DATA, body), Records.room()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16})
  @DisplayName("shorter than a tag, or a tag alone that is wrong: bad_record_mac (RFC 9846 §5.2)")
  void refusesAShortBody(int length) {
    Refused.with(
        BAD_RECORD_MAC,
        "5.2",
        () ->
            reader.open(
                Records.raw(ContentType.APPLICATION_DATA, Records.zeros(length)), Records.room()));
  }

  @Test
  @DisplayName("every flipped bit, header included: bad_record_mac (RFC 9846 §5.2)")
  void refusesEveryFlippedBit() throws Exception {
    Bytes record =
        Bytes.copyOf(Records.sealed(writer, ContentType.APPLICATION_DATA, Bytes.of(7, 8)));
    int refused = 0;
    for (int bit = 8; bit < 8 * record.size(); bit++) {
      if (bit / 8 == 3 || bit / 8 == 4) {
        continue; // the length: covered by lying about it below
      }
      byte[] flipped = record.toArray();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Refused.with(
          BAD_RECORD_MAC, "5.2", () -> reader.open(ByteBuffer.wrap(flipped), Records.room()));
      refused++;
    }
    assertEquals(8 * (2 + 2 + 1 + 16), refused);
  }

  @Test
  @DisplayName("a length under the protection that is not the true one: bad_record_mac (§5.2)")
  void authenticatesTheLength() throws Exception {
    RecordHeader lie = new RecordHeader(23, 0x0303, 2 + 1 + 16 + 1);
    ByteBuffer wire = ByteBuffer.allocate(64);
    writer.sealAs(lie, 23, Bytes.of(7, 8).asByteBuffer(), 0, wire);
    wire.putShort(3, (short) (2 + 1 + 16)); // so that the record comes through whole

    Refused.with(BAD_RECORD_MAC, "5.2", () -> reader.open(wire.flip(), Records.room()));
  }

  @Test
  @DisplayName("a record repeated or left out: bad_record_mac, as the nonce is wrong (§5.3)")
  void refusesRecordsOutOfOrder() throws Exception {
    ByteBuffer first = Records.sealed(writer, ContentType.APPLICATION_DATA, Bytes.of(1));
    ByteBuffer second = Records.sealed(writer, ContentType.APPLICATION_DATA, Bytes.of(2));

    Refused.with(BAD_RECORD_MAC, "5.2", () -> reader.open(second, Records.room()));

    ReadHalf another = Records.reader(APPLICATION);
    another.open(first.duplicate(), Records.room());
    Refused.with(BAD_RECORD_MAC, "5.2", () -> another.open(first, Records.room()));
  }

  @Test
  @DisplayName("sequence numbers start at 0 again after a key change (RFC 9846 §5.3)")
  void restartsTheSequenceWithNewKeys() throws Exception {
    writer.seal(ContentType.APPLICATION_DATA, Bytes.of(1).asByteBuffer(), Records.room());
    writer.changeKeys(Records.HANDSHAKE);
    ReadHalf fresh = Records.reader(Records.HANDSHAKE);

    assertEquals(
        ReadOutcome.Plain.APPLICATION_DATA,
        fresh.open(
            Records.sealed(writer, ContentType.APPLICATION_DATA, Bytes.of(1)), Records.room()));
  }

  private static ByteBuffer buffer(boolean direct, int capacity) {
    return direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
  }
}
