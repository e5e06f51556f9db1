package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.Suite13;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sessions to keep and to seal. */
final class Sessions {
  static final CryptoProvider CRYPTO = CryptoProviders.standard();
  static final Instant NOW = TestCertificates.NOW;

  private Sessions() {}

  static SessionOrigin origin() {
    return SessionOrigin.of(
        CRYPTO.random(),
        NOW,
        Optional.of("server.test"),
        Optional.of("h2"),
        TestCertificates.server("P-256").chain());
  }

  static Session13 session13() {
    return new Session13(
        origin(),
        Suite13.TLS_AES_256_GCM_SHA384,
        CRYPTO.random().secret(48),
        CRYPTO.random().bytes(32),
        0xFFFF_FFF0L,
        NOW,
        Duration.ofHours(1),
        16384);
  }

  static Session12 session12() {
    return new Session12(
        origin().withApplicationProtocol(Optional.empty()),
        new CipherSuite(0xC02B),
        CRYPTO.random().secret(48),
        true,
        new SessionId(CRYPTO.random().bytes(32)),
        Bytes.empty(),
        NOW,
        Duration.ofHours(1));
  }
}
