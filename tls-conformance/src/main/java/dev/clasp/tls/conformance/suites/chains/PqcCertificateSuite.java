package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.Provider;
import dev.clasp.tls.conformance.suites.SuiteFiles;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.conformance.suites.VectorSuite;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.der.DerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The example certificates of RFC 9881 (ML-DSA) and RFC 9935 (ML-KEM): each is read, and signed by
 * one of them, the ML-DSA ones by themselves.
 */
public final class PqcCertificateSuite implements VectorSuite {
  private static final String SIGNED = "signed by one of them";

  private final Path directory;
  private final SignatureChecker signatures;

  /**
   * @param directory above the files {@code *.crt}
   */
  public PqcCertificateSuite(Path directory, Provider provider) {
    this.directory = directory;
    this.signatures = SignatureChecker.of(provider.crypto().verifiers());
  }

  @Override
  public String name() {
    return "post-quantum certificates";
  }

  @Override
  public Stream<VectorCase> cases() throws UnusableSuite {
    List<Path> files = SuiteFiles.below(directory, ".crt");
    if (files.isEmpty()) {
      throw new UnusableSuite(directory, "no file named *.crt in it");
    }
    return files.stream()
        .map(
            file -> {
              String id = BoringSslFiles.name(file).replace(".crt", "");
              return new VectorCase(id, () -> run(id, read(file), issuers(files)));
            });
  }

  private CaseResult run(String id, Certificate certificate, List<Certificate> issuers) {
    SignatureChecker.Outcome last = SignatureChecker.Outcome.INVALID;
    for (Certificate issuer : issuers) {
      if (issuer.subject().equals(certificate.issuer())) {
        SignatureChecker.Outcome outcome =
            signatures.check(
                certificate.signature(),
                issuer.subjectPublicKeyInfo(),
                certificate.tbsCertificate(),
                certificate.signatureValue());
        if (outcome == SignatureChecker.Outcome.VALID) {
          return CaseResult.of(id, SIGNED, SIGNED, "");
        }
        if (outcome == SignatureChecker.Outcome.UNSUPPORTED_ALGORITHM) {
          return CaseResult.skipped(id, "this provider has no ML-DSA");
        }
        last = outcome;
      }
    }
    return CaseResult.of(id, SIGNED, last.toString(), "");
  }

  private static List<Certificate> issuers(List<Path> files) throws UnusableSuite, DerException {
    List<Certificate> issuers = new ArrayList<>();
    for (Path file : files) {
      issuers.add(read(file));
    }
    return issuers;
  }

  private static Certificate read(Path file) throws UnusableSuite, DerException {
    return BoringSslFiles.certificate(file, "CERTIFICATE");
  }
}
