package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The extensions of one certificate, the ones of RFC 5280 §4.2 decoded.
 *
 * <p>All that are known are decoded when the certificate is parsed, critical or not: a value that
 * is not what its identifier promises is an error of the certificate, and nobody meets it late.
 */
public final class CertificateExtensions {
  private final List<Extension> all;
  private final Optional<BasicConstraints> basicConstraints;
  private final Optional<KeyUsage> keyUsage;
  private final Optional<Set<Oid>> extendedKeyUsage;
  private final List<GeneralName> subjectAltNames;
  private final Optional<NameConstraints> nameConstraints;
  private final Optional<AuthorityKeyIdentifier> authorityKeyIdentifier;
  private final Optional<Bytes> subjectKeyIdentifier;
  private final Optional<CertificatePolicies.Policies> policies;
  private final List<CertificatePolicies.Mapping> policyMappings;
  private final Optional<CertificatePolicies.Constraints> policyConstraints;
  private final OptionalInt inhibitAnyPolicy;
  private final List<DistributionPoint> crlDistributionPoints;
  private final List<DistributionPoint> freshestCrl;
  private final List<AccessDescription> authorityInfoAccess;
  private final Set<Integer> tlsFeatures;
  private final List<SignedCertificateTimestamp> timestamps;

  CertificateExtensions(List<Extension> extensions) throws DerException {
    all = Collections.unmodifiableList(extensions);
    basicConstraints = decode(Oids.BASIC_CONSTRAINTS, BasicConstraints::decode);
    keyUsage = decode(Oids.KEY_USAGE, KeyUsage::decode);
    extendedKeyUsage = decode(Oids.EXT_KEY_USAGE, CertificateExtensions::purposes);
    subjectAltNames =
        decode(Oids.SUBJECT_ALT_NAME, extension -> names(extension, "subjectAltName"))
            .orElse(List.of());
    decode(Oids.ISSUER_ALT_NAME, extension -> names(extension, "issuerAltName"));
    nameConstraints = decode(Oids.NAME_CONSTRAINTS, NameConstraints::decode);
    authorityKeyIdentifier = decode(Oids.AUTHORITY_KEY_IDENTIFIER, AuthorityKeyIdentifier::decode);
    subjectKeyIdentifier =
        decode(
            Oids.SUBJECT_KEY_IDENTIFIER,
            extension -> extension.content(Tag.OCTET_STRING, "subjectKeyIdentifier").bytes());
    policies = decode(Oids.CERTIFICATE_POLICIES, CertificatePolicies::decodePolicies);
    policyMappings =
        decode(Oids.POLICY_MAPPINGS, CertificatePolicies::decodeMappings).orElse(List.of());
    policyConstraints = decode(Oids.POLICY_CONSTRAINTS, CertificatePolicies::decodeConstraints);
    inhibitAnyPolicy =
        decode(Oids.INHIBIT_ANY_POLICY, CertificatePolicies::decodeInhibitAnyPolicy)
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty());
    crlDistributionPoints =
        decode(
                Oids.CRL_DISTRIBUTION_POINTS,
                extension -> DistributionPoint.decodeAll(extension, "cRLDistributionPoints"))
            .orElse(List.of());
    freshestCrl =
        decode(
                Oids.FRESHEST_CRL,
                extension -> DistributionPoint.decodeAll(extension, "freshestCRL"))
            .orElse(List.of());
    authorityInfoAccess =
        decode(Oids.AUTHORITY_INFO_ACCESS, AccessDescription::decodeAll).orElse(List.of());
    timestamps =
        decode(
                Oids.SCT_LIST,
                extension ->
                    SignedCertificateTimestamp.decodeList(
                        extension
                            .content(Tag.OCTET_STRING, "SignedCertificateTimestampList")
                            .bytes()))
            .orElse(List.of());
    tlsFeatures = decode(Oids.TLS_FEATURE, CertificateExtensions::features).orElse(Set.of());
  }

  private interface Decoder<T> {
    T decode(Extension extension) throws DerException;
  }

  private <T> Optional<T> decode(Oid id, Decoder<T> decoder) throws DerException {
    Extension extension = Extension.find(all, id);
    return extension == null ? Optional.empty() : Optional.of(decoder.decode(extension));
  }

  private static List<GeneralName> names(Extension extension, String field) throws DerException {
    DerValue sequence = extension.content(Tag.SEQUENCE, field);
    List<GeneralName> names = GeneralName.decodeAll(sequence);
    for (GeneralName name : names) {
      if (name instanceof GeneralName.Ip ip
          && ip.octets().size() != 4
          && ip.octets().size() != 16) {
        throw sequence.fault(
            "iPAddress of %d bytes, expected 4 or 16 (RFC 5280 §4.2.1.6)"
                .formatted(ip.octets().size()));
      }
    }
    return names;
  }

  private static Set<Oid> purposes(Extension extension) throws DerException {
    DerValue sequence = extension.content(Tag.SEQUENCE, "extKeyUsage");
    DerReader in = sequence.reader();
    Set<Oid> purposes = new LinkedHashSet<>();
    while (!in.isEmpty()) {
      purposes.add(in.expect(Tag.OBJECT_IDENTIFIER, "extKeyUsage").asOid());
    }
    if (purposes.isEmpty()) {
      throw sequence.fault("no purpose, expected at least 1 (RFC 5280 §4.2.1.12)");
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
    return basicConstraints;
  }

  /** §4.2.1.3; absent means that every use is allowed. */
  public Optional<KeyUsage> keyUsage() {
    return keyUsage;
  }

  /** §4.2.1.12; absent means that every purpose is allowed. */
  public Optional<Set<Oid>> extendedKeyUsage() {
    return extendedKeyUsage;
  }

  /** §4.2.1.6; empty when the extension is absent. */
  public List<GeneralName> subjectAltNames() {
    return subjectAltNames;
  }

  /** §4.2.1.10. */
  public Optional<NameConstraints> nameConstraints() {
    return nameConstraints;
  }

  /** §4.2.1.1. */
  public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
    return authorityKeyIdentifier;
  }

  /** §4.2.1.2. */
  public Optional<Bytes> subjectKeyIdentifier() {
    return subjectKeyIdentifier;
  }

  /** §4.2.1.4; empty when the extension is absent. */
  public Set<Oid> policies() {
    return policies.map(CertificatePolicies.Policies::identifiers).orElse(Set.of());
  }

  /** Whether a policy has a qualifier that RFC 5280 does not define. */
  public boolean hasUnknownPolicyQualifiers() {
    return policies.map(CertificatePolicies.Policies::unknownQualifiers).orElse(false);
  }

  /** §4.2.1.5; empty when the extension is absent. */
  public List<CertificatePolicies.Mapping> policyMappings() {
    return policyMappings;
  }

  /** §4.2.1.11. */
  public Optional<CertificatePolicies.Constraints> policyConstraints() {
    return policyConstraints;
  }

  /** §4.2.1.14. */
  public OptionalInt inhibitAnyPolicy() {
    return inhibitAnyPolicy;
  }

  /** §4.2.1.13; empty when the extension is absent. */
  public List<DistributionPoint> crlDistributionPoints() {
    return crlDistributionPoints;
  }

  /** §4.2.1.15; empty when the extension is absent. */
  public List<DistributionPoint> freshestCrl() {
    return freshestCrl;
  }

  /** §4.2.2.1; empty when the extension is absent. */
  public List<AccessDescription> authorityInfoAccess() {
    return authorityInfoAccess;
  }

  /** RFC 6962 §3.3; empty when the extension is absent. */
  public List<SignedCertificateTimestamp> timestamps() {
    return timestamps;
  }

  /** RFC 7633: code points of TLS extensions the server promises; 5 is "must staple". */
  public Set<Integer> tlsFeatures() {
    return tlsFeatures;
  }
}
