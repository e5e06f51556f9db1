package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of one certificate, the ones of RFC 5280 §4.2 decoded.
 *
 * <p>All that are known are checked when the certificate is parsed, critical or not: a value that
 * is not what its identifier promises is an error of the certificate, and nobody meets it late.
 * Objects are made of them when they are first asked for.
 */
public final class CertificateExtensions {
  private static final String SUBJECT_ALT_NAME = "subjectAltName";
  private static final String ISSUER_ALT_NAME = "issuerAltName";
  private static final String EXT_KEY_USAGE = "extKeyUsage";
  private static final String SUBJECT_KEY_IDENTIFIER = "subjectKeyIdentifier";
  private static final String CRL_DISTRIBUTION_POINTS = "cRLDistributionPoints";
  private static final String FRESHEST_CRL = "freshestCRL";

  /** What is checked of the value of each that is known; makes no object of what is common. */
  private static final Map<Oid, Check> CHECKS =
      Map.ofEntries(
          Map.entry(Oids.BASIC_CONSTRAINTS, (in, extension) -> BasicConstraints.check(in)),
          Map.entry(Oids.KEY_USAGE, (in, extension) -> KeyUsage.check(in)),
          Map.entry(Oids.EXT_KEY_USAGE, (in, extension) -> checkPurposes(in)),
          Map.entry(Oids.SUBJECT_ALT_NAME, (in, extension) -> checkNames(in, SUBJECT_ALT_NAME)),
          Map.entry(Oids.ISSUER_ALT_NAME, (in, extension) -> checkNames(in, ISSUER_ALT_NAME)),
          Map.entry(Oids.NAME_CONSTRAINTS, byDecoding(NameConstraints::decode)),
          Map.entry(
              Oids.AUTHORITY_KEY_IDENTIFIER, (in, extension) -> AuthorityKeyIdentifier.check(in)),
          Map.entry(
              Oids.SUBJECT_KEY_IDENTIFIER,
              (in, extension) -> in.skip(Tag.OCTET_STRING, SUBJECT_KEY_IDENTIFIER)),
          Map.entry(
              Oids.CERTIFICATE_POLICIES, (in, extension) -> CertificatePolicies.checkPolicies(in)),
          Map.entry(Oids.POLICY_MAPPINGS, byDecoding(CertificatePolicies::decodeMappings)),
          Map.entry(Oids.POLICY_CONSTRAINTS, byDecoding(CertificatePolicies::decodeConstraints)),
          Map.entry(
              Oids.INHIBIT_ANY_POLICY, byDecoding(CertificatePolicies::decodeInhibitAnyPolicy)),
          Map.entry(
              Oids.CRL_DISTRIBUTION_POINTS,
              (in, extension) -> DistributionPoint.check(in, CRL_DISTRIBUTION_POINTS)),
          Map.entry(
              Oids.FRESHEST_CRL, (in, extension) -> DistributionPoint.check(in, FRESHEST_CRL)),
          Map.entry(Oids.AUTHORITY_INFO_ACCESS, (in, extension) -> AccessDescription.check(in)),
          Map.entry(Oids.SCT_LIST, (in, extension) -> SignedCertificateTimestamp.check(in)),
          Map.entry(Oids.TLS_FEATURE, byDecoding(CertificateExtensions::features)));

  private final List<Extension> all;

  // Made when first asked for; two threads may both make one, and make the same.
  private @Nullable Optional<BasicConstraints> basicConstraints;
  private @Nullable Optional<KeyUsage> keyUsage;
  private @Nullable Optional<Set<Oid>> extendedKeyUsage;
  private @Nullable List<GeneralName> subjectAltNames;
  private @Nullable Optional<NameConstraints> nameConstraints;
  private @Nullable Optional<AuthorityKeyIdentifier> authorityKeyIdentifier;
  private @Nullable Optional<Bytes> subjectKeyIdentifier;
  private @Nullable Optional<CertificatePolicies.Policies> policies;

  CertificateExtensions(Bytes source, List<Extension> extensions) throws DerException {
    all = Collections.unmodifiableList(extensions);
    DerReader in = DerReader.between(source, 0, 0, SUBJECT_ALT_NAME);
    for (int i = 0; i < extensions.size(); i++) {
      Extension extension = extensions.get(i);
      Check check = CHECKS.get(extension.id());
      if (check != null) {
        extension.show(in);
        check.check(in, extension);
        in.end();
      }
    }
  }

  private interface Check {
    /** Reads the content of the extension's value to its end. */
    void check(DerReader in, Extension extension) throws DerException;
  }

  /** For what is rare. */
  private static Check byDecoding(Decoder<?> decoder) {
    return (in, extension) -> {
      decoder.decode(extension);
      in.skipAny("extension.extnValue");
    };
  }

  private interface Decoder<T> {
    T decode(Extension extension) throws DerException;
  }

  private <T> Optional<T> decode(Oid id, Decoder<T> decoder) {
    Extension extension = Extension.find(all, id);
    return extension == null ? Optional.empty() : Optional.of(decodeChecked(extension, decoder));
  }

  private static <T> T decodeChecked(Extension extension, Decoder<T> decoder) {
    try {
      return decoder.decode(extension);
    } catch (DerException e) {
      throw new IllegalStateException("an extension that was checked when it was parsed", e);
    }
  }

  private static void checkNames(DerReader in, String field) throws DerException {
    int offset = in.position();
    int outer = in.enter(Tag.SEQUENCE, field);
    if (in.isEmpty()) {
      throw GeneralName.none(field, offset);
    }
    while (!in.isEmpty()) {
      boolean address = GeneralName.check(in, field) == Tag.context(7);
      if (address && in.lastLength() != 4 && in.lastLength() != 16) {
        throw new DerException(
            field,
            offset,
            "iPAddress of %d bytes, expected 4 or 16 (RFC 5280 §4.2.1.6)"
                .formatted(in.lastLength()));
      }
    }
    in.leave(outer, field);
  }

  private static List<GeneralName> names(Extension extension) throws DerException {
    return GeneralName.decodeAll(extension.content(Tag.SEQUENCE, SUBJECT_ALT_NAME));
  }

  private static void checkPurposes(DerReader in) throws DerException {
    int offset = in.position();
    int outer = in.enter(Tag.SEQUENCE, EXT_KEY_USAGE);
    if (in.isEmpty()) {
      throw new DerException(
          EXT_KEY_USAGE, offset, "no purpose, expected at least 1 (RFC 5280 §4.2.1.12)");
    }
    while (!in.isEmpty()) {
      in.skipOid(EXT_KEY_USAGE);
    }
    in.leave(outer, EXT_KEY_USAGE);
  }

  private static Set<Oid> purposes(Extension extension) throws DerException {
    DerReader in = extension.content(Tag.SEQUENCE, EXT_KEY_USAGE).reader();
    Set<Oid> purposes = new LinkedHashSet<>();
    while (!in.isEmpty()) {
      purposes.add(in.oid(EXT_KEY_USAGE));
    }
    return Collections.unmodifiableSet(purposes);
  }

  private static Set<Integer> features(Extension extension) throws DerException {
    DerReader in = extension.content(Tag.SEQUENCE, "tlsfeature").reader();
    List<Integer> features = new ArrayList<>();
    while (!in.isEmpty()) {
      features.add(in.expect(Tag.INTEGER, "tlsfeature").asSmallInteger(0xFFFF));
    }
    return Set.copyOf(features);
  }

  /** Every extension, in the order of the certificate. */
  public List<Extension> all() {
    return all;
  }

  public Optional<Extension> find(Oid id) {
    return Optional.ofNullable(Extension.find(all, id));
  }

  public boolean has(Oid id) {
    return Extension.find(all, id) != null;
  }

  /** Whether the extension is there and critical. */
  public boolean isCritical(Oid id) {
    Extension extension = Extension.find(all, id);
    return extension != null && extension.critical();
  }

  /** §4.2.1.9. */
  public Optional<BasicConstraints> basicConstraints() {
    Optional<BasicConstraints> known = basicConstraints;
    if (known == null) {
      known = decode(Oids.BASIC_CONSTRAINTS, BasicConstraints::decode);
      basicConstraints = known;
    }
    return known;
  }

  /** §4.2.1.3; absent means that every use is allowed. */
  public Optional<KeyUsage> keyUsage() {
    Optional<KeyUsage> known = keyUsage;
    if (known == null) {
      known = decode(Oids.KEY_USAGE, KeyUsage::decode);
      keyUsage = known;
    }
    return known;
  }

  /** §4.2.1.12; absent means that every purpose is allowed. */
  public Optional<Set<Oid>> extendedKeyUsage() {
    Optional<Set<Oid>> known = extendedKeyUsage;
    if (known == null) {
      known = decode(Oids.EXT_KEY_USAGE, CertificateExtensions::purposes);
      extendedKeyUsage = known;
    }
    return known;
  }

  /** §4.2.1.6; empty when the extension is absent. */
  public List<GeneralName> subjectAltNames() {
    List<GeneralName> known = subjectAltNames;
    if (known == null) {
      known = decode(Oids.SUBJECT_ALT_NAME, CertificateExtensions::names).orElse(List.of());
      subjectAltNames = known;
    }
    return known;
  }

  /** §4.2.1.10. */
  public Optional<NameConstraints> nameConstraints() {
    Optional<NameConstraints> known = nameConstraints;
    if (known == null) {
      known = decode(Oids.NAME_CONSTRAINTS, NameConstraints::decode);
      nameConstraints = known;
    }
    return known;
  }

  /** §4.2.1.1. */
  public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
    Optional<AuthorityKeyIdentifier> known = authorityKeyIdentifier;
    if (known == null) {
      known = decode(Oids.AUTHORITY_KEY_IDENTIFIER, AuthorityKeyIdentifier::decode);
      authorityKeyIdentifier = known;
    }
    return known;
  }

  /** §4.2.1.2. */
  public Optional<Bytes> subjectKeyIdentifier() {
    Optional<Bytes> known = subjectKeyIdentifier;
    if (known == null) {
      known =
          decode(
              Oids.SUBJECT_KEY_IDENTIFIER,
              extension -> extension.content(Tag.OCTET_STRING, SUBJECT_KEY_IDENTIFIER).bytes());
      subjectKeyIdentifier = known;
    }
    return known;
  }

  /** §4.2.1.4; empty when the extension is absent. */
  public Set<Oid> policies() {
    return decodedPolicies().map(CertificatePolicies.Policies::identifiers).orElse(Set.of());
  }

  /** Whether a policy has a qualifier that RFC 5280 does not define. */
  public boolean hasUnknownPolicyQualifiers() {
    return decodedPolicies().map(CertificatePolicies.Policies::unknownQualifiers).orElse(false);
  }

  private Optional<CertificatePolicies.Policies> decodedPolicies() {
    Optional<CertificatePolicies.Policies> known = policies;
    if (known == null) {
      known = decode(Oids.CERTIFICATE_POLICIES, CertificatePolicies::decodePolicies);
      policies = known;
    }
    return known;
  }

  /** §4.2.1.5; empty when the extension is absent. */
  public List<CertificatePolicies.Mapping> policyMappings() {
    return decode(Oids.POLICY_MAPPINGS, CertificatePolicies::decodeMappings).orElse(List.of());
  }

  /** §4.2.1.11. */
  public Optional<CertificatePolicies.Constraints> policyConstraints() {
    return decode(Oids.POLICY_CONSTRAINTS, CertificatePolicies::decodeConstraints);
  }

  /** §4.2.1.14. */
  public OptionalInt inhibitAnyPolicy() {
    return decode(Oids.INHIBIT_ANY_POLICY, CertificatePolicies::decodeInhibitAnyPolicy)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /** §4.2.1.13; empty when the extension is absent. */
  public List<DistributionPoint> crlDistributionPoints() {
    return points(Oids.CRL_DISTRIBUTION_POINTS, CRL_DISTRIBUTION_POINTS);
  }

  /** §4.2.1.15; empty when the extension is absent. */
  public List<DistributionPoint> freshestCrl() {
    return points(Oids.FRESHEST_CRL, FRESHEST_CRL);
  }

  private List<DistributionPoint> points(Oid id, String field) {
    return decode(id, extension -> DistributionPoint.decodeAll(extension, field)).orElse(List.of());
  }

  /** §4.2.2.1; empty when the extension is absent. */
  public List<AccessDescription> authorityInfoAccess() {
    return decode(Oids.AUTHORITY_INFO_ACCESS, AccessDescription::decodeAll).orElse(List.of());
  }

  /** RFC 6962 §3.3; empty when the extension is absent. */
  public List<SignedCertificateTimestamp> timestamps() {
    return decode(
            Oids.SCT_LIST,
            extension ->
                SignedCertificateTimestamp.decodeList(
                    extension.content(Tag.OCTET_STRING, "SignedCertificateTimestampList").bytes()))
        .orElse(List.of());
  }

  /** RFC 7633: code points of TLS extensions the server promises; 5 is "must staple". */
  public Set<Integer> tlsFeatures() {
    return decode(Oids.TLS_FEATURE, CertificateExtensions::features).orElse(Set.of());
  }
}
