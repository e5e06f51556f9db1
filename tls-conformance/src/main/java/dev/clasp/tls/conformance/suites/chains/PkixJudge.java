package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.path.PolicyInputs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CRLException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A validator behind {@code java.security.cert}: PKIX of the JDK or of Bouncy Castle.
 *
 * <p>Paths are built, or validated as they are where the suite gives one; what the leaf is for is
 * asked through the certificate selector. PKIX has no host names, so {@link PeerName#isIn} compares
 * them. Nothing is fetched.
 */
final class PkixJudge implements ChainJudge {
  /** As ours; the interface's own 5 is fewer than suites about building paths need. */
  private static final int DEFAULT_MAX_PATH_LENGTH = 10;

  private final Provider provider;
  private final boolean jdk;
  private final CertificateFactory factory;
  private final Map<Bytes, X509Certificate> parsed = new HashMap<>();

  private PkixJudge(Provider provider, boolean jdk) {
    this.provider = provider;
    this.jdk = jdk;
    try {
      this.factory = CertificateFactory.getInstance("X.509", provider);
    } catch (CertificateException e) {
      throw new IllegalStateException(provider + " without X.509", e);
    }
  }

  static PkixJudge jdk() {
    return new PkixJudge(Security.getProvider("SUN"), true);
  }

  static PkixJudge bouncyCastle() {
    return new PkixJudge(new BouncyCastleProvider(), false);
  }

  @Override
  public Answer judge(ChainQuestion question) throws GeneralSecurityException {
    X509Certificate leaf;
    try {
      leaf = certificate(question.leaf());
    } catch (CertificateException e) {
      return Answer.no("malformed: " + e.getMessage());
    }
    Set<TrustAnchor> anchors =
        certificates(question.anchors()).stream()
            .map(anchor -> new TrustAnchor(anchor, null))
            .collect(Collectors.toSet());
    if (anchors.isEmpty()) {
      return Answer.no("no usable trust anchor");
    }
    try {
      if (question.ordered()) {
        validate(question, leaf, anchors);
      } else {
        CertPathBuilder builder = CertPathBuilder.getInstance("PKIX", provider);
        PKIXBuilderParameters parameters = parameters(question, leaf, anchors);
        if (jdk && parameters.isRevocationEnabled()) {
          onlyByCrl(parameters, (PKIXRevocationChecker) builder.getRevocationChecker());
        }
        builder.build(parameters);
      }
    } catch (CertPathBuilderException | CertPathValidatorException e) {
      return Answer.no(chainOfCauses(e));
    }
    return checkNames(question, leaf);
  }

  private void validate(ChainQuestion question, X509Certificate leaf, Set<TrustAnchor> anchors)
      throws GeneralSecurityException {
    List<X509Certificate> path = new ArrayList<>(List.of(leaf));
    List<X509Certificate> intermediates = certificates(question.intermediates());
    if (intermediates.size() < question.intermediates().size()) {
      throw new CertPathValidatorException("a certificate of the path cannot be parsed");
    }
    path.addAll(intermediates);
    CertPathValidator validator = CertPathValidator.getInstance("PKIX", provider);
    PKIXBuilderParameters parameters = parameters(question, leaf, anchors);
    if (jdk && parameters.isRevocationEnabled()) {
      onlyByCrl(parameters, (PKIXRevocationChecker) validator.getRevocationChecker());
    }
    validator.validate(factory.generateCertPath(path), parameters);
  }

  private PKIXBuilderParameters parameters(
      ChainQuestion question, X509Certificate leaf, Set<TrustAnchor> anchors)
      throws GeneralSecurityException {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    if (question.purpose().keyPurposeId().isPresent()) {
      try {
        target.setExtendedKeyUsage(Set.of(question.purpose().keyPurposeId().get().toString()));
      } catch (IOException e) {
        throw new IllegalStateException("an object identifier is refused", e);
      }
    }
    if (!question.keyUsage().isEmpty()) {
      boolean[] bits = new boolean[9]; // RFC 5280 §4.2.1.3
      question.keyUsage().forEach(bit -> bits[bit.ordinal()] = true);
      target.setKeyUsage(bits);
    }
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.setDate(Date.from(question.time()));
    parameters.setMaxPathLength(question.maxPathLength().orElse(DEFAULT_MAX_PATH_LENGTH));
    parameters.setRevocationEnabled(!question.crls().isEmpty());
    parameters.addCertStore(store(question, leaf));
    PolicyInputs policies = question.policies();
    parameters.setInitialPolicies(
        policies.initialPolicySet().stream().map(Oid::toString).collect(Collectors.toSet()));
    parameters.setExplicitPolicyRequired(policies.initialExplicitPolicy());
    parameters.setPolicyMappingInhibited(policies.initialPolicyMappingInhibit());
    parameters.setAnyPolicyInhibited(policies.initialAnyPolicyInhibit());
    return parameters;
  }

  /** The JDK asks OCSP responders over the network unless told otherwise. */
  private static void onlyByCrl(PKIXBuilderParameters parameters, PKIXRevocationChecker checker) {
    checker.setOptions(
        EnumSet.of(
            PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
    parameters.addCertPathChecker(checker);
  }

  private CertStore store(ChainQuestion question, X509Certificate leaf)
      throws GeneralSecurityException {
    Collection<Object> content = new ArrayList<>(certificates(question.intermediates()));
    content.add(leaf);
    for (Bytes crl : question.crls()) {
      try {
        content.add(factory.generateCRL(new ByteArrayInputStream(crl.toArray())));
      } catch (CRLException e) {
        // A CRL that cannot be read tells nothing: the status stays unknown.
      }
    }
    return CertStore.getInstance("Collection", new CollectionCertStoreParameters(content));
  }

  private static Answer checkNames(ChainQuestion question, X509Certificate leaf) {
    for (PeerName name : question.names()) {
      try {
        if (!name.isIn(leaf)) {
          return Answer.no("not for the name " + name.text());
        }
      } catch (CertificateParsingException e) {
        return Answer.no("malformed names: " + e.getMessage());
      } catch (IllegalArgumentException e) {
        return Answer.no("no certificate can be for this name: " + e.getMessage());
      }
    }
    return Answer.yes();
  }

  /** Those that can be parsed. */
  private List<X509Certificate> certificates(List<Bytes> encoded) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Bytes der : encoded) {
      try {
        certificates.add(certificate(der));
      } catch (CertificateException e) {
        // As good as not sent.
      }
    }
    return certificates;
  }

  private X509Certificate certificate(Bytes der) throws CertificateException {
    X509Certificate known = parsed.get(der);
    if (known != null) {
      return known;
    }
    java.security.cert.Certificate certificate =
        factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
    if (!(certificate instanceof X509Certificate x509)) {
      throw new CertificateException("no certificate");
    }
    parsed.put(der, x509);
    return x509;
  }

  /** The messages of both libraries hide the reason a few causes down. */
  private static String chainOfCauses(Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      messages.add(String.valueOf(cause.getMessage()));
    }
    return String.join(" / ", messages);
  }
}
