package dev.clasp.tls.handshake.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Rfc;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** record_size_limit and max_fragment_length in TLS 1.3 (RFC 8449, RFC 6066 §4). */
class RecordSizeTest {
  private static Loopback answering(Loopback loopback, Extension... answer) {
    return loopback.toClient(
        EncryptedExtensions.class,
        message -> {
          var extensions = message.extensions();
          for (Extension each : answer) {
            extensions = extensions.with(each);
          }
          return new EncryptedExtensions(extensions);
        });
  }

  @Test
  @DisplayName("RFC 8449 §4: each side keeps the other's limit; one byte of it is the content type")
  void recordSizeLimit() {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client().recordSizeLimit(512),
                TestConfigs.server().recordSizeLimit(1024))
            .connect();

    assertEquals(List.of(List.of(1023, 511)), loopback.client().limits());
    assertEquals(List.of(List.of(511, 1023)), loopback.server().limits());
  }

  @Test
  @DisplayName("RFC 8449 §4: a server without a limit says so")
  void serverWithoutLimit() {
    Loopback loopback =
        Loopback.of(TestConfigs.client().recordSizeLimit(512), TestConfigs.server()).connect();

    assertEquals(List.of(List.of(1 << 14, 511)), loopback.client().limits());
    assertEquals(List.of(List.of(511, 1 << 14)), loopback.server().limits());
  }

  @Test
  @DisplayName("RFC 6066 §4: the length the client asks for, in both directions")
  void maxFragmentLength() {
    Loopback loopback =
        Loopback.of(TestConfigs.client().maxFragmentLength(1024), TestConfigs.server()).connect();

    assertEquals(List.of(List.of(1024, 1024)), loopback.client().limits());
    assertEquals(List.of(List.of(1024, 1024)), loopback.server().limits());
  }

  @Test
  @DisplayName("nothing is limited unless it is asked for")
  void nothing() {
    Loopback loopback =
        Loopback.of(TestConfigs.client(), TestConfigs.server().recordSizeLimit(512)).connect();

    assertEquals(List.of(), loopback.client().limits());
    assertEquals(List.of(), loopback.server().limits());
  }

  @Test
  @DisplayName("RFC 8449 §4: less than 64 → illegal_parameter, from either side")
  void tooSmall() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toServer(ClientHello.class, hello -> Hellos.with(hello, new RecordSizeLimit(63)))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc(8449, "4"));
    answering(
            Loopback.of(TestConfigs.client().recordSizeLimit(512), TestConfigs.server()),
            new RecordSizeLimit(63))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc(8449, "4"));
  }

  @Test
  @DisplayName("RFC 8449 §5: both extensions in the answer → illegal_parameter")
  void both() {
    answering(
            Loopback.of(
                TestConfigs.client().recordSizeLimit(512).maxFragmentLength(512),
                TestConfigs.server()),
            new MaxFragmentLength(1))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc(8449, "5"));
  }

  @Test
  @DisplayName("RFC 6066 §4: a length that means nothing → illegal_parameter")
  void unknownLength() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toServer(ClientHello.class, hello -> Hellos.with(hello, new MaxFragmentLength(5)))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc(6066, "4"));
  }

  @Test
  @DisplayName("RFC 6066 §4: another length than we asked for → illegal_parameter")
  void otherLength() {
    answering(
            Loopback.of(TestConfigs.client().maxFragmentLength(512), TestConfigs.server()),
            new MaxFragmentLength(2))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc(6066, "4"));
  }
}
