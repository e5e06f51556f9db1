package dev.clasp.tls.x509.path;

/**
 * How much work one validation may be; whoever sends certificates decides how many, so each is a
 * defence. Exhausting one is {@link PathFailure#BUDGET_EXHAUSTED}.
 *
 * @param signatures signature verifications
 * @param candidates possible issuers looked at
 * @param nameConstraintProducts names times constraints
 * @param policyNodes nodes of the policy graph, each counted once for every policy it goes back to
 * @param depth intermediate certificates in a path, self-issued ones included
 * @param attempts candidates kept for the explanation; the search itself goes on without
 */
public record Budget(
    int signatures,
    int candidates,
    long nameConstraintProducts,
    int policyNodes,
    int depth,
    int attempts) {
  /**
   * 128 signatures (a hundred issuers of one name can be told apart), 10,000 candidates, 250,000
   * products, 10,000 nodes, 10 intermediates, 512 attempts.
   */
  public static final Budget DEFAULT = new Budget(128, 10_000, 250_000, 10_000, 10, 512);
}
