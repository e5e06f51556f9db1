package dev.clasp.tls.x509.path;

/** Counts one validation's work against its budget. Not thread-safe. */
final class Spending {
  private final Budget budget;
  private int signatures;
  private int candidates;
  private long products;
  private long policyNodes;

  Spending(Budget budget) {
    this.budget = budget;
  }

  /** Asks for one signature verification; false when none is left. */
  boolean signature() {
    if (signatures == budget.signatures()) {
      return false;
    }
    signatures++;
    return true;
  }

  /** Asks for one candidate; false when none is left. */
  boolean candidate() {
    if (candidates == budget.candidates()) {
      return false;
    }
    candidates++;
    return true;
  }

  /**
   * Asks for a number of comparisons of names with constraints; false when not that many are left.
   */
  boolean products(long count) {
    if (count > budget.nameConstraintProducts() - products) {
      return false;
    }
    products += count;
    return true;
  }

  /** Asks for nodes of the policy graph; false when not that many are left. */
  boolean policyNodes(int count) {
    policyNodes += count;
    return policyNodes <= budget.policyNodes();
  }

  boolean keepsAttempt() {
    return candidates <= budget.attempts();
  }

  Budget budget() {
    return budget;
  }

  Usage usage() {
    return new Usage(signatures, candidates, products);
  }
}
