package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.CertificateValidator;
import dev.clasp.tls.x509.path.CrlSource;
import dev.clasp.tls.x509.path.Finding;
import dev.clasp.tls.x509.path.PathRejected;
import dev.clasp.tls.x509.path.PublicSuffixes;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.RevocationPolicy;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clasp's validator. What it cannot parse is as good as not sent. */
final class ClaspJudge implements ChainJudge {
  private final SignatureChecker signatures;
  private final PublicSuffixes suffixes;
  private final Map<Bytes, Certificate> parsed = new HashMap<>(); // suites repeat certificates

  ClaspJudge(SignatureChecker checker) throws IOException {
    signatures = new RememberingChecker(checker);
    suffixes = PublicSuffixes.ofJdk(Path.of(System.getProperty("java.home")));
  }

  @Override
  public Answer judge(ChainQuestion question) {
    List<Certificate> chain = new ArrayList<>();
    try {
      chain.add(certificate(question.leaf()));
    } catch (DerException e) {
      return Answer.no("malformed: " + e.getMessage());
    }
    List<String> junk = new ArrayList<>();
    chain.addAll(certificates(question.intermediates(), junk));
    TrustStore trust = TrustStore.of(certificates(question.anchors(), junk));
    CertificateValidator validator = validator(question, trust, junk);
    List<ReferenceIdentity> names = new ArrayList<>();
    try {
      question.names().forEach(name -> names.add(name.identity()));
    } catch (IllegalArgumentException e) {
      return Answer.no("no certificate can be for this name: " + e.getMessage());
    }
    try {
      return Answer.yes(
          (names.isEmpty()
                  ? validator.validateForAnyName(chain)
                  : validator.validate(chain, names.toArray(ReferenceIdentity[]::new)))
              .policies());
    } catch (PathRejected e) {
      return refusal(e.finding().orElseThrow(), junk);
    }
  }

  private CertificateValidator validator(
      ChainQuestion question, TrustStore trust, List<String> junk) {
    CertificateValidator.Builder builder =
        CertificateValidator.builder(trust, signatures)
            .rules(question.rules())
            .clock(InstantSource.fixed(question.time()))
            .publicSuffixes(suffixes)
            .purpose(question.purpose())
            .keyUsage(question.keyUsage().toArray(KeyUsage.Bit[]::new))
            .policies(question.policies());
    question.maxPathLength().ifPresent(builder::maxPathLength);
    if (!question.crls().isEmpty()) {
      builder.revocation(RevocationPolicy.required(CrlSource.of(crls(question.crls(), junk))));
    }
    return builder.build();
  }

  private static Answer refusal(Finding finding, List<String> junk) {
    String reason = "%s: %s".formatted(finding.rule().id(), finding);
    if (!junk.isEmpty()) {
      reason += "; could not be parsed: " + String.join(", ", junk);
    }
    return Answer.no(reason);
  }

  private List<Certificate> certificates(List<Bytes> encoded, List<String> junk) {
    List<Certificate> certificates = new ArrayList<>();
    for (Bytes der : encoded) {
      try {
        certificates.add(certificate(der));
      } catch (DerException e) {
        junk.add(e.getMessage());
      }
    }
    return certificates;
  }

  private Certificate certificate(Bytes der) throws DerException {
    Certificate known = parsed.get(der);
    if (known != null) {
      return known;
    }
    Certificate certificate = Certificate.parse(der);
    parsed.put(der, certificate);
    return certificate;
  }

  private static List<Crl> crls(List<Bytes> encoded, List<String> junk) {
    List<Crl> crls = new ArrayList<>();
    for (Bytes der : encoded) {
      try {
        crls.add(Crl.parse(der));
      } catch (DerException e) {
        junk.add(e.getMessage());
      }
    }
    return crls;
  }
}
