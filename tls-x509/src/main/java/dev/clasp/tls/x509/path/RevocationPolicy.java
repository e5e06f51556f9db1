package dev.clasp.tls.x509.path;

import java.util.List;
import java.util.Optional;

/**
 * How revocation is checked.
 *
 * @param crls where CRLs come from
 * @param ocsp how OCSP responses are used, if they are; then a certificate that promises a stapled
 *     one (RFC 7633) must come with it
 * @param scope which certificates are checked
 * @param hardFail whether a certificate of unknown status is refused
 */
public record RevocationPolicy(
    CrlSource crls, Optional<OcspPolicy> ocsp, Scope scope, boolean hardFail) {
  /** Which certificates of a path. Trust anchors are never checked. */
  public enum Scope {
    LEAF,
    WHOLE_PATH
  }

  /** Every certificate's status must be known from these CRLs. */
  public static RevocationPolicy required(CrlSource crls) {
    return new RevocationPolicy(crls, Optional.empty(), Scope.WHOLE_PATH, true);
  }

  /** What is known to be revoked is refused; what is not known passes. */
  public static RevocationPolicy whereKnown(CrlSource crls) {
    return new RevocationPolicy(crls, Optional.empty(), Scope.WHOLE_PATH, false);
  }

  /** The stapled response counts if there is one, and is demanded where it was promised. */
  public static RevocationPolicy stapled(OcspPolicy ocsp) {
    return new RevocationPolicy(
        CrlSource.of(List.of()), Optional.of(ocsp), Scope.WHOLE_PATH, false);
  }

  /** The same with OCSP responses used, too. */
  public RevocationPolicy with(OcspPolicy chosen) {
    return new RevocationPolicy(crls, Optional.of(chosen), scope, hardFail);
  }

  /** The same for the leaf alone. */
  public RevocationPolicy leafOnly() {
    return new RevocationPolicy(crls, ocsp, Scope.LEAF, hardFail);
  }
}
