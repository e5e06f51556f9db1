package dev.clasp.tls.handshake.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent.PeerIdentified;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.config.CertificateCompression;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ZlibCompression;
import dev.clasp.tls.handshake.message.CompressedCertificate;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compressed certificates (RFC 8879). */
class CertificateCompressionsTest {
  private static final Rfc SECTION = Rfc.rfc(8879, "4");
  private static final List<CertificateCompression> ZLIB = List.of(new ZlibCompression());

  private final List<HandshakeType> seen = new ArrayList<>();

  private Loopback loopback() {
    return Loopback.of(
        TestConfigs.client().certificateCompressions(ZLIB),
        TestConfigs.server().certificateCompressions(ZLIB));
  }

  private Loopback watched(Loopback loopback) {
    return loopback
        .framesToClient(
            frame -> {
              seen.add(frame.type());
              return frame;
            })
        .framesToServer(
            frame -> {
              seen.add(frame.type());
              return frame;
            });
  }

  private static Loopback edited(java.util.function.UnaryOperator<CompressedCertificate> edit) {
    return new CertificateCompressionsTest().loopback().toClient(CompressedCertificate.class, edit);
  }

  @Test
  @DisplayName("the server compresses where both can")
  void compresses() {
    Loopback loopback = watched(loopback()).connect();

    assertTrue(seen.contains(HandshakeType.COMPRESSED_CERTIFICATE));
    assertFalse(seen.contains(HandshakeType.CERTIFICATE));
    assertTrue(loopback.client().event(PeerIdentified.class).isPresent());
  }

  @Test
  @DisplayName("and not where one cannot")
  void oneSided() {
    watched(Loopback.of(TestConfigs.client().certificateCompressions(ZLIB), TestConfigs.server()))
        .connect();
    watched(Loopback.of(TestConfigs.client(), TestConfigs.server().certificateCompressions(ZLIB)))
        .connect();

    assertFalse(seen.contains(HandshakeType.COMPRESSED_CERTIFICATE));
  }

  @Test
  @DisplayName("the client's certificate is compressed, too")
  void clientCertificate() {
    Loopback loopback =
        watched(
                Loopback.of(
                    TestConfigs.client()
                        .certificateCompressions(ZLIB)
                        .credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
                    TestConfigs.server()
                        .certificateCompressions(ZLIB)
                        .clientAuthentication(
                            ClientAuthentication.NEEDED, TestCertificates.trust())))
            .connect();

    assertEquals(2, seen.stream().filter(HandshakeType.COMPRESSED_CERTIFICATE::equals).count());
    assertTrue(loopback.server().event(PeerIdentified.class).isPresent());
  }

  @Test
  @DisplayName("§4: an algorithm we did not offer → illegal_parameter")
  void otherAlgorithm() {
    edited(
            message ->
                new CompressedCertificate(
                    CertificateCompression.BROTLI,
                    message.uncompressedLength(),
                    message.compressedCertificateMessage()))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, SECTION);
  }

  @Test
  @DisplayName("§4: another length than it claims → bad_certificate")
  void otherLength() {
    for (int difference : List.of(-1, 1)) {
      edited(
              message ->
                  new CompressedCertificate(
                      message.algorithm(),
                      message.uncompressedLength() + difference,
                      message.compressedCertificateMessage()))
          .clientFails(AlertDescription.BAD_CERTIFICATE, SECTION);
    }
  }

  @Test
  @DisplayName("§4: what cannot be decompressed → bad_certificate")
  void garbage() {
    edited(
            message ->
                new CompressedCertificate(
                    message.algorithm(), message.uncompressedLength(), Bytes.fromHex("00010203")))
        .clientFails(AlertDescription.BAD_CERTIFICATE, SECTION);
  }

  @Test
  @DisplayName("a claim beyond our limit is refused before anything is decompressed")
  void claimsTooMuch() {
    AtomicInteger calls = new AtomicInteger();
    CertificateCompression counting =
        new CertificateCompression() {
          @Override
          public int algorithm() {
            return ZLIB;
          }

          @Override
          public Bytes compress(Bytes content) {
            return new ZlibCompression().compress(content);
          }

          @Override
          public Optional<Bytes> decompress(Bytes compressed, int length) {
            calls.incrementAndGet();
            return new ZlibCompression().decompress(compressed, length);
          }
        };
    Loopback.of(
            TestConfigs.client().certificateCompressions(List.of(counting)),
            TestConfigs.server().certificateCompressions(ZLIB))
        .toClient(
            CompressedCertificate.class,
            message ->
                new CompressedCertificate(
                    message.algorithm(),
                    HandshakeDeframer.DEFAULT_MAX_MESSAGE_LENGTH + 1,
                    message.compressedCertificateMessage()))
        .clientFails(AlertDescription.BAD_CERTIFICATE, Rfc.rfc(8879, "5"));

    assertEquals(0, calls.get());
  }

  @Test
  @DisplayName("a small message that would become large gives no more than it claims")
  void bomb() {
    Bytes bomb = new ZlibCompression().compress(Bytes.copyOf(new byte[1 << 24]));

    assertEquals(Optional.empty(), new ZlibCompression().decompress(bomb, 1000));
  }

  @Test
  @DisplayName("zlib: undoes itself, and refuses every prefix and every byte more")
  void zlib() {
    ZlibCompression zlib = new ZlibCompression();
    Bytes content = TestCertificates.server("P-256").endEntity().der();
    Bytes compressed = zlib.compress(content);

    assertEquals(Optional.of(content), zlib.decompress(compressed, content.size()));
    for (int length = 0; length < compressed.size(); length++) {
      assertEquals(Optional.empty(), zlib.decompress(compressed.first(length), content.size()));
    }
    assertEquals(Optional.empty(), zlib.decompress(compressed.plus(Bytes.of(0)), content.size()));
  }
}
