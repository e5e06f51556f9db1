package dev.clasp.tls.x509;

import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The four policy extensions (RFC 5280 §4.2.1.4, §4.2.1.5, §4.2.1.11, §4.2.1.14). */
public final class CertificatePolicies {
  private static final Oid CPS = Oid.of("1.3.6.1.5.5.7.2.1");
  private static final Oid USER_NOTICE = Oid.of("1.3.6.1.5.5.7.2.2");

  private static final int FEW = 8; // certificates have one or two

  private CertificatePolicies() {}

  /** One pair of PolicyMappings: what the issuer calls the one, the subject calls the other. */
  public record Mapping(Oid issuerDomainPolicy, Oid subjectDomainPolicy) {}

  /** PolicyConstraints: after how many certificates each demand takes effect, if made. */
  public record Constraints(OptionalInt requireExplicitPolicy, OptionalInt inhibitPolicyMapping) {}

  /**
   * CertificatePolicies.
   *
   * @param identifiers the policies
   * @param unknownQualifiers whether there are qualifiers other than the two of RFC 5280
   */
  record Policies(Set<Oid> identifiers, boolean unknownQualifiers) {}

  /** Checks what {@link #decodePolicies} reads. */
  static void checkPolicies(DerReader in) throws DerException {
    int offset = in.position();
    int outer = in.enter(Tag.SEQUENCE, "certificatePolicies");
    if (in.isEmpty()) {
      throw noPolicy(offset);
    }
    Collection<Oid> seen = new ArrayList<>(FEW); // and a set where a list is slow to search
    while (!in.isEmpty()) {
      int sequence = in.enter(Tag.SEQUENCE, "certificatePolicies.PolicyInformation");
      int idOffset = in.position();
      Oid id = in.oid("certificatePolicies.policyIdentifier");
      int qualifiers = in.position();
      boolean qualified = in.skipOptional(Tag.SEQUENCE, "certificatePolicies.policyQualifiers");
      DerValue list = in.last(Tag.SEQUENCE, "certificatePolicies.policyQualifiers", qualifiers);
      in.leave(sequence, "certificatePolicies.PolicyInformation");
      if (seen.size() == FEW) {
        seen = new HashSet<>(seen);
      }
      if (seen.contains(id)) {
        throw repeated(id, idOffset);
      }
      seen.add(id);
      if (qualified) {
        hasUnknownQualifiers(list, id.equals(Oids.ANY_POLICY));
      }
    }
    in.leave(outer, "certificatePolicies");
  }

  private static DerException noPolicy(int offset) {
    return new DerException(
        "certificatePolicies", offset, "no policy, expected at least 1 (RFC 5280 §4.2.1.4)");
  }

  private static DerException repeated(Oid id, int offset) {
    return new DerException(
        "certificatePolicies.policyIdentifier",
        offset,
        "policy %s twice (RFC 5280 §4.2.1.4)".formatted(id));
  }

  static Policies decodePolicies(Extension extension) throws DerException {
    DerValue sequence = extension.content(Tag.SEQUENCE, "certificatePolicies");
    DerReader in = sequence.reader();
    Set<Oid> policies = new LinkedHashSet<>();
    boolean unknownQualifiers = false;
    while (!in.isEmpty()) {
      DerReader information = in.sequence("certificatePolicies.PolicyInformation");
      DerValue id =
          information.expect(Tag.OBJECT_IDENTIFIER, "certificatePolicies.policyIdentifier");
      Optional<DerValue> qualifiers =
          information.optional(Tag.SEQUENCE, "certificatePolicies.policyQualifiers");
      information.end();
      if (!policies.add(id.asOid())) {
        throw repeated(id.asOid(), id.offset());
      }
      if (qualifiers.isPresent()) {
        unknownQualifiers |=
            hasUnknownQualifiers(qualifiers.get(), id.asOid().equals(Oids.ANY_POLICY));
      }
    }
    if (policies.isEmpty()) {
      throw noPolicy(sequence.offset());
    }
    return new Policies(Collections.unmodifiableSet(policies), unknownQualifiers);
  }

  private static boolean hasUnknownQualifiers(DerValue sequence, boolean anyPolicy)
      throws DerException {
    boolean unknown = false;
    DerReader in = sequence.reader();
    if (in.isEmpty()) {
      throw sequence.fault("no qualifier, expected at least 1 (RFC 5280 §4.2.1.4)");
    }
    while (!in.isEmpty()) {
      DerReader qualifier = in.sequence("certificatePolicies.PolicyQualifierInfo");
      DerValue id =
          qualifier.expect(Tag.OBJECT_IDENTIFIER, "certificatePolicies.policyQualifierId");
      qualifier.next("certificatePolicies.qualifier");
      qualifier.end();
      boolean known = id.asOid().equals(CPS) || id.asOid().equals(USER_NOTICE);
      if (anyPolicy && !known) {
        throw id.fault("anyPolicy with qualifier %s (RFC 5280 §4.2.1.4)".formatted(id.asOid()));
      }
      unknown |= !known;
    }
    return unknown;
  }

  static List<Mapping> decodeMappings(Extension extension) throws DerException {
    DerValue sequence = extension.content(Tag.SEQUENCE, "policyMappings");
    DerReader in = sequence.reader();
    List<Mapping> mappings = new ArrayList<>();
    while (!in.isEmpty()) {
      DerReader pair = in.sequence("policyMappings");
      Oid issuer = pair.expect(Tag.OBJECT_IDENTIFIER, "policyMappings.issuerDomainPolicy").asOid();
      Oid subject =
          pair.expect(Tag.OBJECT_IDENTIFIER, "policyMappings.subjectDomainPolicy").asOid();
      pair.end();
      mappings.add(new Mapping(issuer, subject));
    }
    if (mappings.isEmpty()) {
      throw sequence.fault("no mapping, expected at least 1 (RFC 5280 §4.2.1.5)");
    }
    return List.copyOf(mappings);
  }

  static Constraints decodeConstraints(Extension extension) throws DerException {
    DerValue sequence = extension.content(Tag.SEQUENCE, "policyConstraints");
    DerReader in = sequence.reader();
    OptionalInt explicit = skipCerts(in, 0, "policyConstraints.requireExplicitPolicy");
    OptionalInt mapping = skipCerts(in, 1, "policyConstraints.inhibitPolicyMapping");
    in.end();
    if (explicit.isEmpty() && mapping.isEmpty()) {
      throw sequence.fault("empty, expected one of its fields (RFC 5280 §4.2.1.11)");
    }
    return new Constraints(explicit, mapping);
  }

  static int decodeInhibitAnyPolicy(Extension extension) throws DerException {
    return extension.content(Tag.INTEGER, "inhibitAnyPolicy").asSmallInteger(Integer.MAX_VALUE);
  }

  private static OptionalInt skipCerts(DerReader in, int number, String field) throws DerException {
    Optional<DerValue> value = in.optional(Tag.context(number), field);
    return value.isPresent()
        ? OptionalInt.of(value.get().asSmallInteger(Integer.MAX_VALUE))
        : OptionalInt.empty();
  }
}
