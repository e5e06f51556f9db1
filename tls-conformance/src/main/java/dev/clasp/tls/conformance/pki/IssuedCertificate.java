package dev.clasp.tls.conformance.pki;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Pem;
import dev.clasp.tls.x509.der.DerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** A certificate made here, with its chain and its private key. */
public final class IssuedCertificate {
  private final List<Bytes> chain;
  private final PrivateKeyInfo privateKey;

  IssuedCertificate(List<Bytes> chain, PrivateKeyInfo privateKey) {
    this.chain = List.copyOf(chain);
    this.privateKey = privateKey;
  }

  /** The certificate in DER, then those that issued it, without the root. */
  public List<Bytes> chain() {
    return chain;
  }

  /** The private key as PKCS#8 in DER. */
  public Secret privateKey() {
    return Secret.takeFrom(encodedKey());
  }

  /** Certificate and key as our own endpoints take them. */
  public Credential credential(CryptoProvider crypto) {
    try {
      List<Certificate> certificates = new ArrayList<>();
      for (Bytes certificate : chain) {
        certificates.add(Certificate.parse(certificate));
      }
      return new Credential(certificates, crypto.signingKeys().fromPkcs8(privateKey()));
    } catch (DerException | InvalidKey e) {
      throw new IllegalStateException("cannot read a certificate made here", e);
    }
  }

  /** {@link #chain} as PEM. */
  public String chainPem() {
    return chain.stream()
        .map(certificate -> Pem.block("CERTIFICATE", certificate))
        .collect(Collectors.joining());
  }

  /** The private key as PEM, unencrypted: for files that test peers read. */
  public String privateKeyPem() {
    return Pem.block("PRIVATE KEY", Bytes.copyOf(encodedKey()));
  }

  /** Where a certificate and its key were written. */
  public record Location(Path chain, Path key) {}

  /** Writes {@code NAME.pem} and {@code NAME.key} to the directory. */
  public Location writeTo(Path directory, String name) {
    Location location =
        new Location(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
    try {
      Files.writeString(location.chain(), chainPem());
      Files.writeString(location.key(), privateKeyPem());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    }
    return location;
  }

  private byte[] encodedKey() {
    try {
      return privateKey.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException("a generated key could not be encoded", e);
    }
  }
}
