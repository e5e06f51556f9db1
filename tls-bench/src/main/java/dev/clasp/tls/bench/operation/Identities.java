package dev.clasp.tls.bench.operation;

import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One certificate for localhost under one root, for every stack in the run.
 *
 * @param root in DER
 * @param server leaf and key; the client's, too, where it has one
 */
record Identities(KeyType keyType, Bytes root, IssuedCertificate server) {
  static final String SERVER_NAME = "localhost";

  private static final Map<KeyType, Identities> MADE = new ConcurrentHashMap<>();

  /** The same for every thread of a JVM. */
  static Identities of(KeyType keyType) {
    return MADE.computeIfAbsent(keyType, Identities::make);
  }

  private static Identities make(KeyType keyType) {
    CryptoProvider crypto = CryptoProviders.standard();
    Instant now = Instant.now();
    CertificateAuthority authority =
        CertificateAuthority.root(crypto, keyType, "Benchmark root", now);
    return new Identities(
        keyType,
        authority.rootCertificate(),
        authority.issue(LeafRequest.forLoopback(keyType, now)));
  }
}
