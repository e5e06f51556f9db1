package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A CA, a certificate of each kind for localhost, and configurations that use them; made once. */
final class Fixtures {
  static final CryptoProvider CRYPTO = CryptoProviders.standard();
  static final Instant NOW = Instant.now();
  static final CertificateAuthority AUTHORITY =
      CertificateAuthority.root(CRYPTO, KeyType.P256, "Clasp Interop", NOW);

  private static final Path DIRECTORY = directory();
  private static final Map<KeyType, IssuedCertificate> CERTIFICATES = new EnumMap<>(KeyType.class);

  private Fixtures() {}

  /** The certificate for {@link LeafRequest#LOOPBACK_NAMES} with such a key. */
  static synchronized IssuedCertificate certificate(KeyType keyType) {
    return CERTIFICATES.computeIfAbsent(
        keyType, type -> AUTHORITY.issue(LeafRequest.forLoopback(type, NOW)));
  }

  /** {@link #certificate} as files for another program. */
  static IssuedCertificate.Location files(KeyType keyType) {
    return certificate(keyType).writeTo(DIRECTORY, keyType.toString());
  }

  /** The CA's certificate as a file. */
  static Path authorityFile() {
    try {
      return Files.writeString(DIRECTORY.resolve("ca.pem"), AUTHORITY.rootPem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TrustStore trust() {
    return trust(AUTHORITY);
  }

  static TrustStore trust(CertificateAuthority authority) {
    return TrustStore.of(parsed(authority.rootCertificate()));
  }

  static Certificate parsed(Bytes der) {
    try {
      return Certificate.parse(der);
    } catch (DerException e) {
      throw new AssertionError(e);
    }
  }

  /** Trusts {@link #AUTHORITY}, offers everything. */
  static ClientConfig.Builder client() {
    return ClientConfig.builder(CRYPTO).trust(trust());
  }

  /** Offers nothing but the cell. */
  static ClientConfig.Builder client(Cell cell) {
    return client().suites(List.of(cell.suite())).groups(List.of(cell.group()));
  }

  /** Has this certificate, accepts everything. */
  static ServerConfig.Builder server(IssuedCertificate certificate) {
    return ServerConfig.builder(CRYPTO, CredentialSelector.of(certificate.credential(CRYPTO)));
  }

  static ServerConfig.Builder server() {
    return server(certificate(KeyType.P256));
  }

  /** Accepts nothing but the cell. */
  static ServerConfig.Builder server(Cell cell) {
    return server(certificate(cell.keyType()))
        .suites(List.of(cell.suite()))
        .groups(List.of(cell.group()));
  }

  /** A certificate for localhost that expired yesterday. */
  static IssuedCertificate expired() {
    return AUTHORITY.issue(
        LeafRequest.forLoopback(KeyType.P256, NOW)
            .withValidity(NOW.minus(Duration.ofDays(30)), NOW.minus(Duration.ofDays(1))));
  }

  /** A valid certificate for somebody else. */
  static IssuedCertificate forAnotherName() {
    return AUTHORITY.issue(
        LeafRequest.forLoopback(KeyType.P256, NOW).withNames(List.of("other.example")));
  }

  private static Path directory() {
    try {
      Path directory = Files.createTempDirectory("clasp-interop-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    for (java.io.File file : directory.toFile().listFiles()) {
      file.delete();
    }
    directory.toFile().delete();
  }
}
