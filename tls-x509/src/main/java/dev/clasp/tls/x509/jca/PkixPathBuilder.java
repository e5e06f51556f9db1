package dev.clasp.tls.x509.jca;

import dev.clasp.tls.crypto.SignatureVerifiers;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.PathRejected;
import dev.clasp.tls.x509.path.PathValidated;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathBuilderResult;
import java.security.cert.CertPathBuilderSpi;
import java.security.cert.CertPathParameters;
import java.security.cert.CertSelector;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Builds a path for the certificate that the selector names, or the first that it matches. */
final class PkixPathBuilder extends CertPathBuilderSpi {
  private final SignatureVerifiers verifiers;

  PkixPathBuilder(SignatureVerifiers verifiers) {
    this.verifiers = verifiers;
  }

  @Override
  public CertPathBuilderResult engineBuild(CertPathParameters parameters)
      throws CertPathBuilderException, InvalidAlgorithmParameterException {
    if (!(parameters instanceof PKIXBuilderParameters)) {
      throw new InvalidAlgorithmParameterException("parameters: expected PKIXBuilderParameters");
    }
    PkixRequest request = PkixRequest.of(parameters);
    List<X509Certificate> targets = targets(request);
    CertPathBuilderException last =
        new CertPathBuilderException("no certificate matches targetCertConstraints");
    for (X509Certificate target : targets) {
      try {
        return build(request, target);
      } catch (PathRejected e) {
        last = new CertPathBuilderException(e.getMessage(), PkixReasons.exception(e));
      } catch (CertificateException e) {
        last = new CertPathBuilderException(e.getMessage(), e);
      }
    }
    throw last;
  }

  private static List<X509Certificate> targets(PkixRequest request) {
    CertSelector selector = request.parameters().getTargetCertConstraints();
    List<X509Certificate> targets = new ArrayList<>();
    if (selector instanceof X509CertSelector x509 && x509.getCertificate() != null) {
      targets.add(x509.getCertificate());
    } else {
      targets.addAll(request.stored());
    }
    targets.removeIf(certificate -> !selector.match(certificate));
    return targets;
  }

  private PKIXCertPathBuilderResult build(PkixRequest request, X509Certificate target)
      throws PathRejected, CertificateException, InvalidAlgorithmParameterException {
    List<Certificate> leaf = PkixRequest.readable(List.of(target));
    if (leaf.isEmpty()) {
      throw new CertificateException("the target certificate cannot be read");
    }
    PathValidated validated = request.validator(verifiers).validateForAnyName(leaf);
    return new PKIXCertPathBuilderResult(
        JcaCertificates.toPlatform(validated),
        PkixPathValidator.anchor(request, validated),
        null,
        target.getPublicKey());
  }
}
