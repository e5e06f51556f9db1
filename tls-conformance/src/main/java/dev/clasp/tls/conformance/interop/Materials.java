package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Pem;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A CA, a certificate of each kind for localhost and a pre-shared key, as values and as files; made
 * when they are asked for. Thread-safe. The folder goes when this is closed.
 */
public final class Materials implements AutoCloseable {
  static final String PSK_IDENTITY = "clasp";
  static final String PSK_KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  private final CryptoProvider crypto = CryptoProviders.standard();
  private final Instant now = Instant.now();
  private final CertificateAuthority authority =
      CertificateAuthority.root(crypto, KeyType.P256, "Clasp Interop", now);

  /** Issues everything: GnuTLS and curl look for the signer of an OCSP response in the chain. */
  private final CertificateAuthority issuer =
      authority.intermediate(KeyType.P256, "Clasp Interop Issuer", now);

  private final Path folder;
  private final Map<KeyType, IssuedCertificate> certificates = new EnumMap<>(KeyType.class);
  private final Map<KeyType, IssuedCertificate.Location> locations = new EnumMap<>(KeyType.class);

  private Materials(Path folder) {
    this.folder = folder;
  }

  public static Materials create() throws IOException {
    return new Materials(Files.createTempDirectory("clasp-interop-"));
  }

  public CryptoProvider crypto() {
    return crypto;
  }

  public CertificateAuthority authority() {
    return authority;
  }

  /** The certificate for {@link LeafRequest#LOOPBACK_NAMES} with such a key. */
  public synchronized IssuedCertificate certificate(KeyType type) {
    return certificates.computeIfAbsent(
        type, key -> issuer.issue(LeafRequest.forLoopback(key, now)));
  }

  /** {@link #certificate} as files for another program. */
  public synchronized IssuedCertificate.Location files(KeyType type) {
    return locations.computeIfAbsent(type, key -> certificate(key).writeTo(folder, key.toString()));
  }

  /** The CA's certificate as a file. */
  public Path authorityFile() throws IOException {
    return file("ca.pem", authority.rootPem().getBytes(StandardCharsets.US_ASCII));
  }

  /** The certificate of what issues certificates below the CA, as a file. */
  public Path issuerFile() throws IOException {
    Bytes issuerCertificate = certificate(KeyType.P256).chain().get(1);
    return file(
        "issuer.pem",
        Pem.block("CERTIFICATE", issuerCertificate).getBytes(StandardCharsets.US_ASCII));
  }

  /** What its issuer says of a certificate: that it is good. In DER. */
  Bytes status(KeyType type) {
    return issuer.statusResponse(certificate(type).chain().get(0), Optional.empty(), now);
  }

  /** {@link #status} as a file. */
  Path statusFile(KeyType type) throws IOException {
    return file(type + ".ocsp", status(type).toArray());
  }

  /**
   * A file with this content; written the first time only, since peers may be reading it already.
   */
  synchronized Path file(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? file : Files.write(file, content);
  }

  public TrustStore trust() {
    try {
      return TrustStore.of(Certificate.parse(authority.rootCertificate()));
    } catch (DerException e) {
      throw new IllegalStateException("cannot read a certificate made here", e);
    }
  }

  ExternalPsk psk() {
    return ExternalPsk.of(
        Bytes.copyOf(PSK_IDENTITY.getBytes(StandardCharsets.US_ASCII)),
        Secret.copyOf(Bytes.fromHex(PSK_KEY)));
  }

  /** Where peers may keep files of their own. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Materials::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
