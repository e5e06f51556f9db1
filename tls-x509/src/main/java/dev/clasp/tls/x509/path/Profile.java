package dev.clasp.tls.x509.path;

/** A named set of rules. */
public enum Profile {
  /**
   * The algorithm of RFC 5280 §6 and nothing else. Trust anchors constrain, and are not checked.
   */
  RFC5280,
  /** Also what RFC 5280 §4 demands of certificates, trust anchors included. */
  RFC5280_STRICT,
  /** What the CA/Browser Forum demands of public servers' certificates, trust anchors included. */
  WEBPKI;

  AnchorUse anchorUse() {
    return this == RFC5280 ? AnchorUse.CONSTRAINTS : AnchorUse.INSPECTED;
  }

  /** The rules at the severities of this profile. */
  public RuleSet rules() {
    return RuleSet.of(this);
  }
}
