package dev.clasp.tls.x509.path;

/** What of a trust anchor's certificate counts; each includes the ones before. */
public enum AnchorUse {
  /** RFC 5280 §6.1.1 (d): nothing but these two. */
  NAME_AND_KEY,
  /** RFC 5937: what it says that paths below it may be, too. */
  CONSTRAINTS,
  /** Everything: it is checked as if an issuer's certificate were above it. */
  INSPECTED
}
