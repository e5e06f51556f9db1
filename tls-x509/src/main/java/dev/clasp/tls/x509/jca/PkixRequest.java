package dev.clasp.tls.x509.jca;

import dev.clasp.tls.crypto.SignatureVerifiers;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.path.CertificateValidator;
import dev.clasp.tls.x509.path.CrlSource;
import dev.clasp.tls.x509.path.IssuerSource;
import dev.clasp.tls.x509.path.PolicyInputs;
import dev.clasp.tls.x509.path.Purpose;
import dev.clasp.tls.x509.path.RevocationPolicy;
import dev.clasp.tls.x509.path.TrustStore;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertPathParameters;
import java.security.cert.CertStore;
import java.security.cert.CertStoreException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code PKIXParameters} as our validator understands them.
 *
 * <p>Honoured: trust anchors that are certificates, the date, the four policy inputs, certificate
 * stores with certificates and CRLs, {@code revocationEnabled} (every certificate's status must be
 * known from the CRLs in the stores; nothing is fetched), the maximum path length of a builder, and
 * the target's selector. Refused: anchors that are a name and a key, imposed name constraints, path
 * checkers, a signature provider. That policy qualifiers are rejected (RFC 5280 leaves it open) is
 * not asked of our validator: it rejects those in critical extensions that it does not know.
 *
 * @param parameters as given, a copy
 * @param platformAnchors by our certificate
 * @param stored what the certificate stores hold, as the platform has it
 */
record PkixRequest(
    PKIXParameters parameters,
    Map<Certificate, TrustAnchor> platformAnchors,
    List<X509Certificate> stored) {

  static PkixRequest of(CertPathParameters given) throws InvalidAlgorithmParameterException {
    if (!(given instanceof PKIXParameters)) {
      throw new InvalidAlgorithmParameterException("parameters: expected PKIXParameters");
    }
    PKIXParameters parameters = (PKIXParameters) given.clone();
    if (!parameters.getCertPathCheckers().isEmpty()) {
      throw new InvalidAlgorithmParameterException("certPathCheckers: not supported");
    }
    if (parameters.getSigProvider() != null) {
      throw new InvalidAlgorithmParameterException("sigProvider: not supported");
    }
    return new PkixRequest(
        parameters, anchors(parameters.getTrustAnchors()), certificates(parameters));
  }

  private static Map<Certificate, TrustAnchor> anchors(Set<TrustAnchor> given)
      throws InvalidAlgorithmParameterException {
    Map<Certificate, TrustAnchor> anchors = new LinkedHashMap<>();
    for (TrustAnchor anchor : given) {
      if (anchor.getTrustedCert() == null) {
        throw new InvalidAlgorithmParameterException(
            "trustAnchors: %s is a name and a key, expected a certificate"
                .formatted(anchor.getCAName()));
      }
      if (anchor.getNameConstraints() != null) {
        throw new InvalidAlgorithmParameterException(
            "trustAnchors: imposed name constraints are not supported");
      }
      try {
        anchors.put(JcaCertificates.fromPlatform(anchor.getTrustedCert()), anchor);
      } catch (DerException | CertificateEncodingException e) {
        throw new InvalidAlgorithmParameterException("trustAnchors: " + e.getMessage(), e);
      }
    }
    return anchors;
  }

  private static List<X509Certificate> certificates(PKIXParameters parameters)
      throws InvalidAlgorithmParameterException {
    Set<X509Certificate> found = new LinkedHashSet<>();
    for (CertStore store : parameters.getCertStores()) {
      try {
        for (java.security.cert.Certificate each : store.getCertificates(null)) {
          if (each instanceof X509Certificate x509) {
            found.add(x509);
          }
        }
      } catch (CertStoreException e) {
        throw new InvalidAlgorithmParameterException("certStores: " + e.getMessage(), e);
      }
    }
    return List.copyOf(found);
  }

  /** Ours of the platform's; those we cannot read are as good as absent. */
  static List<Certificate> readable(List<X509Certificate> platform) {
    List<Certificate> ours = new ArrayList<>();
    for (X509Certificate each : platform) {
      read(each).ifPresent(ours::add);
    }
    return ours;
  }

  private static Optional<Certificate> read(X509Certificate platform) {
    try {
      return Optional.of(JcaCertificates.fromPlatform(platform));
    } catch (DerException | CertificateEncodingException unreadable) {
      return Optional.empty();
    }
  }

  CertificateValidator validator(SignatureVerifiers verifiers)
      throws InvalidAlgorithmParameterException {
    CertificateValidator.Builder builder =
        CertificateValidator.builder(TrustStore.of(platformAnchors.keySet()), verifiers)
            .purpose(Purpose.ANY) // PKIX knows no purpose but the selector's
            .clock(clock())
            .issuers(IssuerSource.of(readable(stored)))
            .policies(policies());
    if (parameters instanceof PKIXBuilderParameters limits && limits.getMaxPathLength() >= 0) {
      builder.maxPathLength(limits.getMaxPathLength());
    }
    if (parameters.isRevocationEnabled()) {
      builder.revocation(RevocationPolicy.required(CrlSource.of(crls())));
    }
    return builder.build();
  }

  private InstantSource clock() {
    return parameters.getDate() == null
        ? InstantSource.system()
        : InstantSource.fixed(parameters.getDate().toInstant());
  }

  private PolicyInputs policies() {
    Set<Oid> initial =
        parameters.getInitialPolicies().stream().map(Oid::of).collect(Collectors.toSet());
    return new PolicyInputs(
        initial.isEmpty() ? PolicyInputs.ANY.initialPolicySet() : initial, // as PKIXParameters says
        parameters.isExplicitPolicyRequired(),
        parameters.isPolicyMappingInhibited(),
        parameters.isAnyPolicyInhibited());
  }

  private List<Crl> crls() throws InvalidAlgorithmParameterException {
    List<Crl> crls = new ArrayList<>();
    for (CertStore store : parameters.getCertStores()) {
      try {
        for (CRL each : store.getCRLs(null)) {
          read(each).ifPresent(crls::add);
        }
      } catch (CertStoreException e) {
        throw new InvalidAlgorithmParameterException("certStores: " + e.getMessage(), e);
      }
    }
    return crls;
  }

  /** A CRL that cannot be read tells nothing: the status stays unknown. */
  private static Optional<Crl> read(CRL crl) {
    try {
      return crl instanceof X509CRL x509
          ? Optional.of(JcaCertificates.fromPlatform(x509))
          : Optional.empty();
    } catch (DerException | CRLException unreadable) {
      return Optional.empty();
    }
  }
}
