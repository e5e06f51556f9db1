package dev.clasp.tls.x509.path;

import java.util.Optional;

/** Counts one validation's work against its budget. Not thread-safe. */
final class Spending {
  private final Budget budget;
  private final Optional<Deadline> deadline;
  private int signatures;
  private int candidates;
  private long products;
  private long policyNodes;

  Spending(Budget budget) {
    this(budget, Optional.empty());
  }

  Spending(Budget budget, Optional<Deadline> deadline) {
    this.budget = budget;
    this.deadline = deadline;
  }

  /** Whether the time for this validation is over. */
  boolean late() {
    return deadline.isPresent() && deadline.get().isOver();
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
