package dev.clasp.tls.x509.path;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which rules are checked and what breaking each does. Immutable. */
public final class RuleSet {
  /** Nothing a validator says is worth anything without these. */
  private static final Set<Rule> INDISPENSABLE =
      EnumSet.of(
          Rule.SIGNATURE,
          Rule.NOT_A_CA,
          Rule.SIGNATURE_ALGORITHM,
          Rule.KEY_KIND,
          Rule.ISSUER_UNKNOWN,
          Rule.LOOP,
          Rule.MAX_DEPTH,
          Rule.NAME_CONSTRAINTS_BUDGET,
          Rule.BUDGET);

  private final Map<Rule, Severity> severities;
  private final AnchorUse anchorUse;
  private final boolean looksAtForm;

  private RuleSet(Map<Rule, Severity> severities, AnchorUse anchorUse) {
    this.severities = severities;
    this.anchorUse = anchorUse;
    this.looksAtForm =
        severities.entrySet().stream()
            .anyMatch(
                entry -> entry.getValue() != Severity.OFF && !entry.getKey().isIn(Profile.RFC5280));
  }

  static RuleSet of(Profile profile) {
    Map<Rule, Severity> severities = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      severities.put(rule, rule.isIn(profile) ? Severity.ERROR : Severity.OFF);
    }
    return new RuleSet(severities, profile.anchorUse());
  }

  /**
   * The same with one rule at another severity.
   *
   * @throws IllegalArgumentException for a rule without which there is no validation
   */
  public RuleSet with(Rule rule, Severity severity) {
    if (INDISPENSABLE.contains(rule)) {
      throw new IllegalArgumentException(rule + " cannot be weakened");
    }
    Map<Rule, Severity> changed = new EnumMap<>(severities);
    changed.put(rule, severity);
    return new RuleSet(changed, anchorUse);
  }

  public Severity severity(Rule rule) {
    return severities.getOrDefault(rule, Severity.OFF);
  }

  public boolean checks(Rule rule) {
    return severity(rule) != Severity.OFF;
  }

  /** Whether there is any rule about how certificates are written, beyond what §6 needs. */
  boolean looksAtForm() {
    return looksAtForm;
  }

  /** The same with trust anchors used otherwise. */
  public RuleSet with(AnchorUse use) {
    return new RuleSet(severities, use);
  }

  public AnchorUse anchorUse() {
    return anchorUse;
  }

  boolean constrainsByAnchors() {
    return anchorUse != AnchorUse.NAME_AND_KEY;
  }

  boolean inspectsAnchors() {
    return anchorUse == AnchorUse.INSPECTED;
  }
}
