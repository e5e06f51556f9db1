package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The CAs that this Java trusts. */
final class PlatformAnchors {
  private PlatformAnchors() {}

  static TrustStore load() throws CommandFailure {
    File file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts").toFile();
    List<Certificate> certificates = new ArrayList<>();
    try {
      KeyStore store =
          KeyStore.getInstance(file, "changeit".toCharArray()); // documented by the JDK
      for (String alias : Collections.list(store.aliases())) {
        read(Bytes.copyOf(store.getCertificate(alias).getEncoded())).ifPresent(certificates::add);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s: cannot be read: %s; give the CAs to trust with --ca FILE"
              .formatted(file, e.getMessage()),
          e);
    }
    return TrustStore.of(certificates);
  }

  /** Empty for the few old roots that are not DER to the letter: those are then not trusted. */
  private static Optional<Certificate> read(Bytes der) {
    try {
      return Optional.of(Certificate.parse(der));
    } catch (DerException e) {
      return Optional.empty();
    }
  }
}
