package dev.clasp.tls.record;

import static dev.clasp.tls.protocol.AlertDescription.BAD_RECORD_MAC;
import static dev.clasp.tls.protocol.AlertDescription.UNEXPECTED_MESSAGE;
import static dev.clasp.tls.record.Records.HANDSHAKE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dropping the early data of a client we did not agree with (RFC 9846 §4.3.10). */
class EarlyDataSkippingTest {
  private static final Bytes CONTENT = Records.counting(100);
  private static final int BODY = 100 + 1 + 16;

  @ParameterizedTest
  @EnumSource(Suite13.class)
  @DisplayName("records that do not open are dropped up to the first that does")
  void dropsWhatDoesNotOpen(Suite13 suite) throws Exception {
    Epoch13 handshake = Records.epoch(Epoch13.Kind.HANDSHAKE, suite);
    ReadHalf reader = Records.reader(handshake);
    reader.skipEarlyData(10_000);

    for (int i = 0; i < 3; i++) {
      ByteBuffer early = earlyRecord();
      assertEquals(ReadOutcome.Plain.SKIPPED, reader.open(early, Records.room()));
      assertEquals(early.limit(), early.position());
    }
    assertInstanceOf(
        Fragment.class,
        reader.open(
            Records.sealed(Records.writer(handshake), ContentType.HANDSHAKE, Bytes.of(1)),
            Records.room()));
    Refused.with(BAD_RECORD_MAC, "5.2", () -> reader.open(earlyRecord(), Records.room()));
  }

  @Test
  @DisplayName("beyond the limit the record is the error it is: bad_record_mac")
  void dropsNoMoreThanTheLimit() throws Exception {
    ReadHalf reader = Records.reader(HANDSHAKE);
    reader.skipEarlyData(2 * BODY + 1);

    reader.open(earlyRecord(), Records.room());
    reader.open(earlyRecord(), Records.room());

    Refused.with(BAD_RECORD_MAC, "5.2", () -> reader.open(earlyRecord(), Records.room()));
  }

  @Test
  @DisplayName("without keys, after HelloRetryRequest, application data is dropped")
  void dropsApplicationDataUpToTheSecondClientHello() throws Exception {
    ReadHalf reader = new ReadHalf(Records.CRYPTO);
    reader.skipEarlyData(10_000);

    assertEquals(ReadOutcome.Plain.SKIPPED, reader.open(earlyRecord(), Records.room()));
    assertInstanceOf(
        Fragment.class,
        reader.open(Records.raw(ContentType.HANDSHAKE, Bytes.of(1)), Records.room()));
    Refused.with(UNEXPECTED_MESSAGE, "5.1", () -> reader.open(earlyRecord(), Records.room()));
  }

  @Test
  @DisplayName("without keys, beyond the limit: unexpected_message")
  void dropsNoMoreThanTheLimitWithoutKeys() throws Exception {
    ReadHalf reader = new ReadHalf(Records.CRYPTO);
    reader.skipEarlyData(BODY);

    reader.open(earlyRecord(), Records.room());

    Refused.with(UNEXPECTED_MESSAGE, "5.1", () -> reader.open(earlyRecord(), Records.room()));
  }

  @Test
  @DisplayName("nothing is dropped unless the handshake asked for it: bad_record_mac (§5.2)")
  void dropsNothingByItself() {
    Refused.with(
        BAD_RECORD_MAC, "5.2", () -> Records.reader(HANDSHAKE).open(earlyRecord(), Records.room()));
  }

  private static ByteBuffer earlyRecord() throws Exception {
    WriteHalf early =
        Records.writer(Records.epoch(Epoch13.Kind.EARLY_DATA, Suite13.TLS_AES_128_GCM_SHA256));
    return Records.sealed(early, ContentType.APPLICATION_DATA, CONTENT);
  }
}
