package dev.clasp.tls.conformance.pki;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.crypto.SigningKeys;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Pem;
import dev.clasp.tls.x509.der.DerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads certificates and private keys from PEM files (RFC 7468). */
public final class PemFiles {
  private PemFiles() {}

  /** All certificates of the file in its order; at least one. */
  public static List<Certificate> certificates(Path file) throws UnusableFile {
    List<Bytes> blocks = blocks(file, text(file), "CERTIFICATE");
    if (blocks.isEmpty()) {
      throw new UnusableFile(
          file, "no certificate found, expected PEM with -----BEGIN CERTIFICATE-----");
    }
    List<Certificate> certificates = new ArrayList<>();
    for (Bytes block : blocks) {
      try {
        certificates.add(Certificate.parse(block));
      } catch (DerException e) {
        String problem = "certificate %d is broken: %s";
        throw new UnusableFile(file, problem.formatted(certificates.size() + 1, e.getMessage()), e);
      }
    }
    return certificates;
  }

  /** The one private key of the file, in any of the three unencrypted forms. */
  public static SigningKey privateKey(Path file, SigningKeys reader) throws UnusableFile {
    String text = text(file);
    List<Secret> keys = new ArrayList<>();
    for (PrivateKeyForm form : PrivateKeyForm.values()) {
      for (Bytes block : blocks(file, text, form.label())) {
        keys.add(form.toPkcs8(file, block));
      }
    }
    if (keys.size() == 1) {
      return read(file, keys.get(0), reader);
    }
    if (keys.size() > 1) {
      throw new UnusableFile(file, "%d private keys found, expected one".formatted(keys.size()));
    }
    throw new UnusableFile(
        file,
        text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("ENCRYPTED\n")
            ? "the private key is encrypted; decrypt it with: openssl pkey -in FILE -out OTHER"
            : "no private key found, expected PEM with -----BEGIN PRIVATE KEY-----");
  }

  private static SigningKey read(Path file, Secret pkcs8, SigningKeys reader) throws UnusableFile {
    try {
      return reader.fromPkcs8(pkcs8);
    } catch (InvalidKey e) {
      throw new UnusableFile(file, "the private key is not usable: " + e.getMessage(), e);
    }
  }

  private static List<Bytes> blocks(Path file, String text, String label) throws UnusableFile {
    try {
      return Pem.blocks(text, label);
    } catch (DerException e) {
      throw new UnusableFile(file, "broken PEM: " + e.getMessage(), e);
    }
  }

  private static String text(Path file) throws UnusableFile {
    try {
      // Every byte is a character here: PEM allows any text around its blocks.
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new UnusableFile(file, "no such file", e);
    } catch (IOException e) {
      throw new UnusableFile(file, "cannot be read: " + e.getMessage(), e);
    }
  }
}
