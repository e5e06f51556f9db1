package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.Pem;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.CrlSource;
import dev.clasp.tls.x509.path.OcspPolicy;
import dev.clasp.tls.x509.path.PeerEvidence;
import dev.clasp.tls.x509.path.RevocationPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is known of revocation: the flags {@code --crl} and {@code --ocsp}. */
final class RevocationOptions {
  @Option(
      names = "--crl",
      paramLabel = "FILE",
      description =
          "A CRL, in PEM or DER; can be given several times. Then every certificate below the root"
              + " must be covered by one.")
  private List<Path> crls = List.of();

  @Option(
      names = "--ocsp",
      paramLabel = "FILE",
      description = "The OCSP response in DER that the server staples for its certificate.")
  private Optional<Path> ocsp = Optional.empty();

  /** How to check; empty when nothing is known to check by. */
  Optional<RevocationPolicy> policy(Hashes hashes) throws CommandFailure {
    if (crls.isEmpty() && ocsp.isEmpty()) {
      return Optional.empty();
    }
    List<Crl> read = new ArrayList<>();
    for (Path file : crls) {
      read.addAll(read(file));
    }
    RevocationPolicy policy = RevocationPolicy.required(CrlSource.of(read));
    if (ocsp.isPresent()) {
      policy = policy.with(OcspPolicy.stapledOnly(hashes));
    }
    return Optional.of(crls.isEmpty() ? policy.leafOnly() : policy);
  }

  PeerEvidence evidence() throws CommandFailure {
    return ocsp.isPresent() ? PeerEvidence.stapled(List.of(bytes(ocsp.get()))) : PeerEvidence.NONE;
  }

  private static List<Crl> read(Path file) throws CommandFailure {
    Bytes content = bytes(file);
    try {
      String text = new String(content.toArray(), StandardCharsets.ISO_8859_1);
      List<Crl> crls = new ArrayList<>();
      for (Bytes block : text.contains("-----BEGIN") ? blocks(file, text) : List.of(content)) {
        crls.add(Crl.parse(block));
      }
      return crls;
    } catch (DerException e) {
      throw new CommandFailure(ExitCode.USAGE, "%s: no CRL: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<Bytes> blocks(Path file, String text) throws CommandFailure, DerException {
    List<Bytes> blocks = Pem.blocks(text, "X509 CRL");
    if (blocks.isEmpty()) {
      throw CommandFailure.usage(
          "%s: no CRL found, expected PEM with -----BEGIN X509 CRL-----".formatted(file));
    }
    return blocks;
  }

  private static Bytes bytes(Path file) throws CommandFailure {
    try {
      return Bytes.copyOf(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.USAGE, file + ": no such file", e);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
