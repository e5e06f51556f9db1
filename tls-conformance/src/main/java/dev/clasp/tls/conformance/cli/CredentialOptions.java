package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.pki.PemFiles;
import dev.clasp.tls.conformance.pki.UnusableFile;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.x509.Certificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who we are: the flags that {@code serve} and {@code connect} share. */
final class CredentialOptions {
  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description =
          "Our certificate, then those that issued it, in PEM. Can be given several times.")
  private List<Path> certificates = List.of();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The private key of the --cert before it, in PEM or DER; by default in the same file.")
  private List<Path> keys = List.of();

  @Option(
      names = "--key-password",
      paramLabel = "FILE",
      description = "A file whose first line is the password of the encrypted keys.")
  private Optional<Path> password = Optional.empty();

  boolean isEmpty() {
    return certificates.isEmpty() && keys.isEmpty();
  }

  /** Reads the files; one credential for each {@code --cert}. */
  List<Credential> read() throws CommandFailure, UnusableFile {
    if (!keys.isEmpty() && keys.size() != certificates.size()) {
      throw CommandFailure.usage(
          "%d --cert and %d --key; give one --key for each --cert, or none if the keys are in the same files"
              .formatted(certificates.size(), keys.size()));
    }
    Optional<Secret> secret =
        password.isPresent() ? Optional.of(PemFiles.password(password.get())) : Optional.empty();
    List<Credential> credentials = new ArrayList<>();
    for (int i = 0; i < certificates.size(); i++) {
      credentials.add(
          read(certificates.get(i), keys.isEmpty() ? certificates.get(i) : keys.get(i), secret));
    }
    return credentials;
  }

  private static Credential read(Path certificate, Path key, Optional<Secret> password)
      throws CommandFailure, UnusableFile {
    List<Certificate> chain = PemFiles.certificates(certificate);
    SigningKey signer = PemFiles.privateKey(key, NegotiationOptions.CRYPTO.signingKeys(), password);
    try {
      return new Credential(chain, signer);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s: not the key of the certificate in %s: %s"
              .formatted(key, certificate, e.getMessage()),
          e);
    }
  }
}
