package dev.clasp.tls.conformance.pki;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.crypto.SigningKeys;
import dev.clasp.tls.crypto.keyfile.PrivateKeyFile;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Pem;
import dev.clasp.tls.x509.der.DerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads certificates from PEM files (RFC 7468), and private keys from PEM or DER. */
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

  /**
   * The one private key of the file, PEM or DER, in any of the usual forms.
   *
   * @param password of an encrypted key, which is asked for only then
   */
  public static SigningKey privateKey(Path file, SigningKeys reader, Optional<Secret> password)
      throws UnusableFile {
    Secret content = Secret.takeFrom(bytes(file));
    try {
      PrivateKeyFile key = PrivateKeyFile.parse(content);
      if (!key.isEncrypted()) {
        return reader.fromPkcs8(key.pkcs8());
      }
      if (password.isEmpty()) {
        throw new UnusableFile(
            file,
            "the private key is encrypted; give its password in a file with --key-password FILE, or decrypt it with: openssl pkey -in %s -out OTHER"
                .formatted(file));
      }
      return reader.fromPkcs8(key.pkcs8(password.get()));
    } catch (InvalidKey e) {
      throw new UnusableFile(file, String.valueOf(e.getMessage()), e);
    } finally {
      content.destroy();
    }
  }

  /** A password: the first line of the file. */
  public static Secret password(Path file) throws UnusableFile {
    byte[] content = bytes(file);
    int length = 0;
    while (length < content.length && content[length] != '\n' && content[length] != '\r') {
      length++;
    }
    Secret line = Secret.takeFrom(Arrays.copyOf(content, length));
    Arrays.fill(content, (byte) 0);
    return line;
  }

  private static byte[] bytes(Path file) throws UnusableFile {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UnusableFile(file, "no such file", e);
    } catch (IOException e) {
      throw new UnusableFile(file, "cannot be read: " + e.getMessage(), e);
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
    // Every byte is a character here: PEM allows any text around its blocks.
    return new String(bytes(file), StandardCharsets.ISO_8859_1);
  }
}
