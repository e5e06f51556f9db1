package dev.clasp.tls.handshake.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * One byte of one message is another than was sent, as an attacker in possession of the handshake
 * keys could make it. Somebody has to notice, and nothing but {@link TlsException} may come of it:
 * the transcript is what both Finished cover (RFC 9846 §4.5.3).
 */
class TamperedHandshakeTest {
  /**
   * ClientHello, HelloRetryRequest, ClientHello, ServerHello, EncryptedExtensions,
   * CertificateRequest, Certificate, CertificateVerify, Finished, Certificate, CertificateVerify,
   * Finished.
   */
  private static final int MESSAGES = 12;

  @Property(tries = 200)
  void aChangedByteNeverGoesUnnoticed(
      @ForAll @IntRange(max = MESSAGES - 1) int message,
      @ForAll @IntRange(max = 2000) int position,
      @ForAll @IntRange(min = 1, max = 255) int mask) {
    Tampering tampering = new Tampering(message, position, mask);
    Loopback loopback =
        Loopback.of(
                TestConfigs.client()
                    .keyShares(List.of())
                    .applicationProtocols(List.of("h2", "http/1.1"))
                    .credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
                TestConfigs.server()
                    .applicationProtocols(List.of("h2"))
                    .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()))
            .framesToClient(tampering::pass)
            .framesToServer(tampering::pass);

    Optional<TlsException> failure = loopback.failure();

    assertTrue(failure.isPresent(), "nobody noticed");
    assertTrue(failure.get().alert().isPresent(), "no alert");
    assertTrue(failure.get().clause().isPresent(), "no clause");
  }

  /** Without a change all messages pass, so the property above is about the change. */
  @Property(tries = 1)
  void withoutAChangeItConnects() {
    Tampering none = new Tampering(MESSAGES, 0, 1);
    Loopback.of(
            TestConfigs.client()
                .keyShares(List.of())
                .credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
            TestConfigs.server()
                .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()))
        .framesToClient(none::pass)
        .framesToServer(none::pass)
        .connect();

    assertEquals(MESSAGES, none.passed);
  }

  /** Changes one byte behind the header of the nth message, in both directions counted together. */
  private static final class Tampering {
    private final int message;
    private final int position;
    private final int mask;
    private int passed;

    Tampering(int message, int position, int mask) {
      this.message = message;
      this.position = position;
      this.mask = mask;
    }

    HandshakeFrame pass(HandshakeFrame frame) {
      if (passed++ != message) {
        return frame;
      }
      byte[] body = frame.body().toArray();
      body[position % body.length] ^= (byte) mask;
      Bytes changed = Bytes.copyOf(body);
      return new HandshakeFrame(
          frame.type(), changed, frame.raw().first(4).plus(changed), frame.endsRecord());
    }
  }
}
