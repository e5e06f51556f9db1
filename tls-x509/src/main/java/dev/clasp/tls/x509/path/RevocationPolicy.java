package dev.clasp.tls.x509.path;

/**
 * How revocation is checked.
 *
 * @param crls where CRLs come from
 * @param scope which certificates are checked
 * @param hardFail whether a certificate of unknown status is refused
 */
public record RevocationPolicy(CrlSource crls, Scope scope, boolean hardFail) {
  /** Which certificates of a path. Trust anchors are never checked. */
  public enum Scope {
    LEAF,
    WHOLE_PATH
  }

  /** Every certificate's status must be known from these CRLs. */
  public static RevocationPolicy required(CrlSource crls) {
    return new RevocationPolicy(crls, Scope.WHOLE_PATH, true);
  }

  /** What is known to be revoked is refused; what is not known passes. */
  public static RevocationPolicy whereKnown(CrlSource crls) {
    return new RevocationPolicy(crls, Scope.WHOLE_PATH, false);
  }
}
