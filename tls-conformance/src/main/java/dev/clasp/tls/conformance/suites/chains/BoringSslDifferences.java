package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.Outcome;
import java.util.Map;
import java.util.Optional;

/** Cases in which our answer is not BoringSSL's, with the reason; they count as failed. */
final class BoringSslDifferences {
  private static final String TRUSTED_LEAF =
      "an anchor that is the leaf itself is believed here: whoever put it there meant it";
  private static final String NOT_OURS_TO_ASK =
      "a question of certificate profiles, not of reading: RFC5280_STRICT refuses it";
  private static final String OPAQUE_TEXT = "text outside its alphabet is compared as bytes here";
  private static final String FRESHNESS =
      "BoringSSL wants a thisUpdate of the last week; RFC 5280 and RFC 6960 let nextUpdate decide";
  private static final String PRODUCED_AT =
      "RFC 6960 asks nothing of producedAt; BoringSSL wants it within the certificate's validity";

  private static final String OTHER_NAME =
      "an otherName whose value lacks its [0] is malformed (RFC 5280 §4.2.1.6)";
  private static final String ROLLOVER =
      "the root above both certificates of the authority is not there, and a CRL's signer outside the"
          + " path must lead to the same anchor (RFC 5280 §6.3.3 (f))";
  private static final String SHA1 = "a certificate is signed with SHA-1";

  /** By the end of the id. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("target-only/trusted_anchor.test", TRUSTED_LEAF),
          Map.entry("target-selfissued/trusted_anchor.test", TRUSTED_LEAF),
          Map.entry(
              "many-names/ok-all-types.test",
              "names and constraints of all forms count together here, and are too many"),
          Map.entry("issuer-and-subject-not-byte-for-byte-equal/anchor.test", SHA1),
          Map.entry("issuer-and-subject-not-byte-for-byte-equal/target.test", SHA1),
          Map.entry("intermediate-eku-server-gated-crypto/sha1-eku-any.test", SHA1),
          Map.entry(
              "target-msapplicationpolicies-and-eku/main.test",
              "a critical extension of Microsoft's is not known here"),
          Map.entry("bad_thisupdate_too_old.pem", FRESHNESS),
          Map.entry("old_response.pem", FRESHNESS),
          Map.entry("bad_crldp_has_crlissuer.pem", "points with a cRLIssuer are implemented here"),
          Map.entry("bad_idp_indirectcrl.pem", "indirect CRLs are implemented here"),
          Map.entry(
              "invalid_idp_onlycontainsusercerts_v1_leaf.pem",
              "a v1 leaf has no cA that is TRUE (RFC 5280 §6.3.3 (b)(2)(ii))"),
          Map.entry("produced_early_response.pem", PRODUCED_AT),
          Map.entry("produced_late_response.pem", PRODUCED_AT),
          Map.entry(
              "basic_constraints_pathlen_256.pem", "RFC 5280 has no upper bound for path lengths"),
          Map.entry("good_key_rollover.pem", ROLLOVER),
          Map.entry("revoked_key_rollover.pem", ROLLOVER),
          Map.entry("othername-excluded.pem", OTHER_NAME),
          Map.entry("othername-permitted.pem", OTHER_NAME),
          Map.entry("san-othername.pem", OTHER_NAME),
          Map.entry(
              "rsa-pss-sha256-using-pss-key-with-params.pem",
              "keys for RSASSA-PSS alone are implemented here"),
          Map.entry("subject_blank_subjectaltname_not_critical.pem", NOT_OURS_TO_ASK),
          Map.entry("issuer_bad_printable_string.pem", OPAQUE_TEXT),
          Map.entry("subject_not_ascii.pem", OPAQUE_TEXT),
          Map.entry("subject_not_printable_string.pem", OPAQUE_TEXT),
          Map.entry(
              "cert_skeleton.pem", "its algorithm identifier is none; BoringSSL reads it later"),
          Map.entry(
              "failed_signature_algorithm.pem",
              "its algorithm identifier is none; BoringSSL reads it later"),
          Map.entry(
              "signature_algorithm_null.pem",
              "its algorithm identifier is none; BoringSSL reads it later"));

  private BoringSslDifferences() {}

  static CaseResult explain(CaseResult result) {
    if (result.outcome() != Outcome.FAILED) {
      return result;
    }
    Optional<String> reason =
        REASONS.entrySet().stream()
            .filter(entry -> result.id().endsWith("/" + entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    return reason.isEmpty()
        ? result
        : new CaseResult(
            result.id(),
            result.outcome(),
            result.expected(),
            result.actual(),
            "on purpose: " + reason.get());
  }
}
