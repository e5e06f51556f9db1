package dev.clasp.tls.conformance.suites.bettertls;

import java.util.Optional;

/**
 * One of BetterTLS' cases on name constraints: which names the leaf has and what the authority
 * above it may issue.
 *
 * @param wantsAddress whether the client asks for the IP address, else for the host name
 * @param subject the leaf's names
 * @param constraints of the authority that issued it
 */
record NameConstraintCase(boolean wantsAddress, Subject subject, Constraints constraints) {
  static final String HOST = "test.localhost";
  static final String OTHER_HOST = "bad.example.com";
  static final String ADDRESS = "127.0.0.1";
  static final String OTHER_ADDRESS = "1.1.1.1";

  /**
   * The leaf's names.
   *
   * @param addressAsCommonName whether the common name is an IP address, else a host name
   */
  record Subject(
      boolean addressAsCommonName,
      Choice commonName,
      Choice dns,
      Choice ip,
      Optional<OddName> odd) {}

  /** What the authority may issue, and what it may not. */
  record Constraints(
      Choice permittedDns, Choice permittedIp, Choice excludedDns, Choice excludedIp) {
    static final Constraints NONE =
        new Constraints(Choice.NONE, Choice.NONE, Choice.NONE, Choice.NONE);

    boolean isEmpty() {
      return equals(NONE);
    }
  }

  String wanted() {
    return wantsAddress ? ADDRESS : HOST;
  }

  /**
   * Whether the suite expects the leaf to be accepted: it has the wanted name as an alternative
   * name, and none of its alternative names is outside the constraints. The common name is not a
   * name.
   */
  boolean acceptable() {
    Choice name = wantsAddress ? subject.ip : subject.dns;
    return name == Choice.VALID
        && !violates(subject.dns, constraints.permittedDns, constraints.excludedDns)
        && !violates(subject.ip, constraints.permittedIp, constraints.excludedIp);
  }

  private static boolean violates(Choice name, Choice permitted, Choice excluded) {
    return switch (name) {
      case NONE -> false;
      case VALID -> permitted == Choice.INVALID || excluded == Choice.VALID;
      case INVALID -> permitted == Choice.VALID || excluded == Choice.INVALID;
    };
  }
}
