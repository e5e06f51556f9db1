package dev.clasp.tls.x509.path;

import java.util.EnumSet;
import java.util.Set;

/**
 * Every check there is: its id, its clause, what it means to break it, and the profiles it is in.
 */
public enum Rule {
  // RFC 5280 §6.1: what makes a path valid.
  SIGNATURE("signature.invalid", "RFC 5280 §6.1.3 (a)(1)", PathFailure.BAD_SIGNATURE, In.ALL),
  SIGNATURE_ALGORITHM(
      "signature.unsupported-algorithm",
      "RFC 5280 §6.1.3 (a)(1)",
      PathFailure.UNSUPPORTED_SIGNATURE_ALGORITHM,
      In.ALL),
  ALGORITHMS_DIFFER(
      "signature.algorithms-differ", "RFC 5280 §4.1.1.2", PathFailure.MALFORMED, In.ALL),
  EXPIRED("validity.expired", "RFC 5280 §6.1.3 (a)(2)", PathFailure.EXPIRED, In.ALL),
  NOT_YET_VALID("validity.not-yet", "RFC 5280 §6.1.3 (a)(2)", PathFailure.NOT_YET_VALID, In.ALL),
  ISSUER_UNKNOWN(
      "path.unknown-issuer", "RFC 5280 §6.1.3 (a)(4)", PathFailure.UNKNOWN_ISSUER, In.ALL),
  LOOP("path.loop", "RFC 4158 §2.4.2", PathFailure.UNKNOWN_ISSUER, In.ALL),
  NAME_CONSTRAINTS(
      "name-constraints.violated",
      "RFC 5280 §6.1.3 (b) (c)",
      PathFailure.NAME_CONSTRAINT_VIOLATED,
      In.ALL),
  NAME_CONSTRAINTS_UNSUPPORTED(
      "name-constraints.unsupported-form",
      "RFC 5280 §4.2.1.10",
      PathFailure.NAME_CONSTRAINT_VIOLATED,
      In.ALL),
  NAME_CONSTRAINTS_BUDGET(
      "name-constraints.too-many",
      "ours, as Go and rustls do",
      PathFailure.BUDGET_EXHAUSTED,
      In.ALL),
  POLICY("policy.none-valid", "RFC 5280 §6.1.5 (g)", PathFailure.POLICY_VIOLATED, In.ALL),
  POLICY_MAPPING_ANY(
      "policy.maps-any-policy", "RFC 5280 §6.1.4 (a)", PathFailure.POLICY_VIOLATED, In.ALL),
  NOT_A_CA("ca.not-a-ca", "RFC 5280 §6.1.4 (k)", PathFailure.NOT_A_CA, In.ALL),
  PATH_LENGTH("ca.path-length", "RFC 5280 §6.1.4 (l) (m)", PathFailure.PATH_TOO_LONG, In.ALL),
  KEY_CERT_SIGN("ca.key-cert-sign", "RFC 5280 §6.1.4 (n)", PathFailure.NOT_A_CA, In.ALL),
  UNKNOWN_CRITICAL_EXTENSION(
      "extension.unknown-critical",
      "RFC 5280 §6.1.4 (o), §6.1.5 (f)",
      PathFailure.UNKNOWN_CRITICAL_EXTENSION,
      In.ALL),
  MAX_DEPTH("path.max-depth", "configuration", PathFailure.PATH_TOO_LONG, In.ALL),
  KEY_KIND("key.unsupported", "RFC 5280 §4.1.2.7", PathFailure.UNSUPPORTED_KEY, In.ALL),
  KEY_TOO_SMALL("key.too-small", "NIST SP 800-131A §3", PathFailure.WEAK_KEY, In.ALL),
  BUDGET("path.budget", "configuration", PathFailure.BUDGET_EXHAUSTED, In.ALL),

  // What the certificate is used for.
  EXTENDED_KEY_USAGE(
      "purpose.extended-key-usage", "RFC 5280 §4.2.1.12", PathFailure.WRONG_PURPOSE, In.ALL),
  KEY_USAGE("purpose.key-usage", "RFC 5280 §4.2.1.3", PathFailure.WRONG_KEY_USAGE, In.ALL),
  NAME_MISMATCH("name.mismatch", "RFC 9525 §6", PathFailure.NAME_MISMATCH, In.ALL),
  PUBLIC_SUFFIX_WILDCARD(
      "name.public-suffix-wildcard", "CABF BR §3.2.2.6", PathFailure.NAME_MISMATCH, In.WEBPKI),

  // RFC 5280 §4: what a CA must write.
  SERIAL_NOT_POSITIVE(
      "serial.not-positive", "RFC 5280 §4.1.2.2", PathFailure.PROFILE_VIOLATED, In.STRICT),
  SERIAL_TOO_LONG("serial.too-long", "RFC 5280 §4.1.2.2", PathFailure.PROFILE_VIOLATED, In.STRICT),
  EMPTY_ISSUER("name.empty-issuer", "RFC 5280 §4.1.2.4", PathFailure.PROFILE_VIOLATED, In.STRICT),
  EMPTY_CA_SUBJECT(
      "name.empty-ca-subject", "RFC 5280 §4.1.2.6", PathFailure.PROFILE_VIOLATED, In.STRICT),
  AKI_MISSING("aki.missing", "RFC 5280 §4.2.1.1", PathFailure.PROFILE_VIOLATED, In.STRICT),
  AKI_CRITICAL("aki.critical", "RFC 5280 §4.2.1.1", PathFailure.PROFILE_VIOLATED, In.STRICT),
  SKI_MISSING("ski.missing", "RFC 5280 §4.2.1.2", PathFailure.PROFILE_VIOLATED, In.STRICT),
  SKI_CRITICAL("ski.critical", "RFC 5280 §4.2.1.2", PathFailure.PROFILE_VIOLATED, In.STRICT),
  KEY_CERT_SIGN_WITHOUT_CA(
      "key-usage.cert-sign-without-ca",
      "RFC 5280 §4.2.1.9",
      PathFailure.PROFILE_VIOLATED,
      In.STRICT),
  SAN_NOT_CRITICAL(
      "san.not-critical", "RFC 5280 §4.1.2.6", PathFailure.PROFILE_VIOLATED, In.STRICT),
  SAN_SYNTAX("san.syntax", "RFC 5280 §4.2.1.6", PathFailure.MALFORMED, In.STRICT),
  BASIC_CONSTRAINTS_NOT_CRITICAL(
      "basic-constraints.not-critical",
      "RFC 5280 §4.2.1.9",
      PathFailure.PROFILE_VIOLATED,
      In.STRICT),
  NAME_CONSTRAINTS_IN_LEAF(
      "name-constraints.in-leaf", "RFC 5280 §4.2.1.10", PathFailure.PROFILE_VIOLATED, In.STRICT),
  NAME_CONSTRAINTS_NOT_CRITICAL(
      "name-constraints.not-critical",
      "RFC 5280 §4.2.1.10",
      PathFailure.PROFILE_VIOLATED,
      In.STRICT_ONLY), // CABF BR §7.1.2.5.2 allows it
  NAME_CONSTRAINTS_SYNTAX(
      "name-constraints.syntax", "RFC 5280 §4.2.1.10", PathFailure.MALFORMED, In.STRICT),
  POLICY_CONSTRAINTS_NOT_CRITICAL(
      "policy-constraints.not-critical",
      "RFC 5280 §4.2.1.11",
      PathFailure.PROFILE_VIOLATED,
      In.STRICT),
  AIA_CRITICAL("aia.critical", "RFC 5280 §4.2.2.1", PathFailure.PROFILE_VIOLATED, In.STRICT),
  MLDSA_KEY_USAGE("key-usage.ml-dsa", "RFC 9881 §5", PathFailure.WRONG_KEY_USAGE, In.STRICT),

  // CA/Browser Forum Baseline Requirements.
  VERSION_3("webpki.version", "CABF BR §7.1.1", PathFailure.PROFILE_VIOLATED, In.WEBPKI),
  CA_AS_LEAF("webpki.ca-as-leaf", "CABF BR §7.1.2.7.8", PathFailure.PROFILE_VIOLATED, In.WEBPKI),
  LEAF_EKU_MISSING(
      "webpki.eku-missing", "CABF BR §7.1.2.7.10", PathFailure.PROFILE_VIOLATED, In.WEBPKI),
  LEAF_EKU_ANY("webpki.eku-any", "CABF BR §7.1.2.7.10", PathFailure.PROFILE_VIOLATED, In.WEBPKI),
  EKU_CRITICAL(
      "webpki.eku-critical", "CABF BR §7.1.2.7.6", PathFailure.PROFILE_VIOLATED, In.WEBPKI),
  ROOT_EKU("webpki.root-eku", "CABF BR §7.1.2.1.2", PathFailure.PROFILE_VIOLATED, In.WEBPKI),
  ROOT_AKI_FORM("webpki.root-aki", "CABF BR §7.1.2.1.3", PathFailure.PROFILE_VIOLATED, In.WEBPKI),
  SAN_MISSING("webpki.san-missing", "CABF BR §7.1.2.7.12", PathFailure.PROFILE_VIOLATED, In.WEBPKI),
  SAN_CRITICAL(
      "webpki.san-critical", "CABF BR §7.1.2.7.12", PathFailure.PROFILE_VIOLATED, In.WEBPKI),
  COMMON_NAME("webpki.common-name", "CABF BR §7.1.4.3", PathFailure.PROFILE_VIOLATED, In.WEBPKI),
  KEY_SIZE("webpki.key-size", "CABF BR §6.1.5", PathFailure.WEAK_KEY, In.WEBPKI),

  // Revocation and transparency.
  REVOKED("revocation.revoked", "RFC 5280 §6.3", PathFailure.REVOKED, In.ALL),
  REVOCATION_UNKNOWN(
      "revocation.unknown", "RFC 5280 §6.3.3", PathFailure.REVOCATION_STATUS_UNKNOWN, In.ALL),
  CRL_PROFILE("crl.profile", "RFC 5280 §5", PathFailure.REVOCATION_STATUS_UNKNOWN, In.STRICT),
  BAD_STATUS_RESPONSE(
      "revocation.bad-response", "RFC 6960 §3.2", PathFailure.BAD_STATUS_RESPONSE, In.ALL),
  MUST_STAPLE("revocation.must-staple", "RFC 7633 §4.2.3", PathFailure.BAD_STATUS_RESPONSE, In.ALL),
  TRANSPARENCY("transparency.too-few", "RFC 6962 §3.3", PathFailure.TRANSPARENCY_VIOLATED, In.ALL);

  private final String id;
  private final String clause;
  private final PathFailure failure;
  private final Set<Profile> profiles;

  Rule(String id, String clause, PathFailure failure, In in) {
    this.id = id;
    this.clause = clause;
    this.failure = failure;
    this.profiles = in.profiles();
  }

  /** Which profiles have a rule. */
  private enum In {
    ALL,
    STRICT,
    STRICT_ONLY,
    WEBPKI;

    Set<Profile> profiles() {
      return switch (this) {
        case ALL -> EnumSet.allOf(Profile.class);
        case STRICT -> EnumSet.of(Profile.RFC5280_STRICT, Profile.WEBPKI);
        case STRICT_ONLY -> EnumSet.of(Profile.RFC5280_STRICT);
        case WEBPKI -> EnumSet.of(Profile.WEBPKI);
      };
    }
  }

  /** Stable, for configuration and reports. */
  public String id() {
    return id;
  }

  /** Where the rule is written. */
  public String clause() {
    return clause;
  }

  /** The kind of failure to break it. */
  public PathFailure failure() {
    return failure;
  }

  /** Whether it is an error in this profile. */
  public boolean isIn(Profile profile) {
    return profiles.contains(profile);
  }

  @Override
  public String toString() {
    return id;
  }
}
