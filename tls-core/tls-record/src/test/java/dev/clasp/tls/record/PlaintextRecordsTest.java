package dev.clasp.tls.record;

import static dev.clasp.tls.protocol.AlertDescription.RECORD_OVERFLOW;
import static dev.clasp.tls.protocol.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ReadHalf without keys accepts and refuses. */
class PlaintextRecordsTest {
  private final ReadHalf half = new ReadHalf(Records.CRYPTO);

  @ParameterizedTest
  @EnumSource(
      value = ContentType.class,
      names = {"HANDSHAKE", "ALERT", "CHANGE_CIPHER_SPEC"})
  void deliversTheContent(ContentType type) throws Exception {
    Bytes content = Bytes.of(1, 0);

    assertEquals(
        new Fragment(type, content, false),
        half.open(Records.raw(type, content), ByteBuffer.allocate(0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 19, 24, 'G', 0x80, 255})
  @DisplayName("an undefined type: unexpected_message (RFC 9846 §5)")
  void refusesAnUndefinedType(int type) {
    Refused.with(
        UNEXPECTED_MESSAGE, "5", () -> half.open(Records.headerOnly(type, 1), Records.room()));
  }

  @Test
  @DisplayName("application data: unexpected_message (RFC 9846 §5.1)")
  void refusesApplicationData() {
    Refused.with(
        UNEXPECTED_MESSAGE, "5.1", () -> half.open(Records.headerOnly(23, 1), Records.room()));
  }

  @Test
  @DisplayName("2^14 bytes are accepted (RFC 9846 §5.1)")
  void acceptsAFullRecord() throws Exception {
    Bytes content = Records.counting(1 << 14);

    Fragment fragment =
        (Fragment) half.open(Records.raw(ContentType.HANDSHAKE, content), Records.room());

    assertEquals(content, fragment.content());
  }

  @Test
  @DisplayName("2^14+1 bytes: record_overflow, before the body has come (RFC 9846 §5.1)")
  void refusesALongRecord() {
    Refused.with(
        RECORD_OVERFLOW,
        "5.1",
        () -> half.open(Records.headerOnly(22, (1 << 14) + 1), Records.room()));
  }

  @ParameterizedTest
  @EnumSource(
      value = ContentType.class,
      names = {"HANDSHAKE", "ALERT", "CHANGE_CIPHER_SPEC"})
  @DisplayName("an empty fragment: unexpected_message (RFC 9846 §5.4)")
  void refusesAnEmptyFragment(ContentType type) {
    Refused.with(
        UNEXPECTED_MESSAGE,
        "5.4",
        () -> half.open(Records.headerOnly(type.value(), 0), Records.room()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x0200, 0x0300, 0x0301, 0x0304, 0xFFFF})
  @DisplayName("legacy_record_version is ignored for all purposes (RFC 9846 §5.1)")
  void ignoresTheVersion(int version) throws Exception {
    Bytes content = Bytes.of(1, 2, 3, 4);

    assertEquals(
        new Fragment(ContentType.HANDSHAKE, content, false),
        half.open(Records.raw(22, version, content), Records.room()));
  }
}
