package dev.clasp.tls.x509.path;

/** What a finding of a rule does. */
public enum Severity {
  /** The path is rejected. */
  ERROR,
  /** The path may be accepted; the finding is reported. */
  WARNING,
  /** Not checked. */
  OFF
}
