package dev.clasp.tls.x509.jca;

import dev.clasp.tls.crypto.SignatureVerifiers;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.PathRejected;
import dev.clasp.tls.x509.path.PathValidated;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPath;
import java.security.cert.CertPathParameters;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorResult;
import java.security.cert.CertPathValidatorSpi;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Validates a path that is given, leaf first and without its anchor. One that goes on above an
 * anchor is as valid as the part below it. The result has no policy tree: there is none (RFC 9618).
 */
final class PkixPathValidator extends CertPathValidatorSpi {
  private final SignatureVerifiers verifiers;

  PkixPathValidator(SignatureVerifiers verifiers) {
    this.verifiers = verifiers;
  }

  @Override
  public CertPathValidatorResult engineValidate(CertPath path, CertPathParameters parameters)
      throws CertPathValidatorException, InvalidAlgorithmParameterException {
    PkixRequest request = PkixRequest.of(parameters);
    List<X509Certificate> platform = x509(path);
    List<Certificate> given = PkixRequest.readable(platform);
    if (given.size() < platform.size()) {
      throw new CertPathValidatorException(
          "a certificate of the path cannot be read", null, path, -1);
    }
    PkixReasons.requireTarget(request, platform.get(0), path);
    PathValidated validated = validated(request, given, path);
    int below = Math.max(1, validated.path().size() - 1); // a leaf may be its own anchor
    if (below > given.size()
        || !given.subList(0, below).equals(validated.path().subList(0, below))) {
      throw new CertPathValidatorException(
          "the certificates are no path in their order", null, path, -1, PKIXReason.NAME_CHAINING);
    }
    return new PKIXCertPathValidatorResult(
        anchor(request, validated), null, platform.get(0).getPublicKey());
  }

  private static List<X509Certificate> x509(CertPath path) throws CertPathValidatorException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (java.security.cert.Certificate each : path.getCertificates()) {
      if (!(each instanceof X509Certificate certificate)) {
        throw new CertPathValidatorException("not an X.509 certificate", null, path, -1);
      }
      certificates.add(certificate);
    }
    if (certificates.isEmpty()) {
      throw new CertPathValidatorException("the path is empty", null, path, -1);
    }
    return certificates;
  }

  private PathValidated validated(PkixRequest request, List<Certificate> given, CertPath path)
      throws CertPathValidatorException, InvalidAlgorithmParameterException {
    try {
      return request.validator(verifiers).validateForAnyName(given);
    } catch (PathRejected e) {
      throw PkixReasons.exception(e, given, path);
    }
  }

  /** The platform's, by the certificate at the end of our path. */
  static TrustAnchor anchor(PkixRequest request, PathValidated validated) {
    Certificate last = validated.path().get(validated.path().size() - 1);
    TrustAnchor anchor = request.platformAnchors().get(last);
    if (anchor == null) {
      throw new IllegalStateException("a path that ends in no anchor: " + validated);
    }
    return anchor;
  }
}
