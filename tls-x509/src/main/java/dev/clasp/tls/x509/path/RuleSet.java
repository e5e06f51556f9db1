package dev.clasp.tls.x509.path;

import java.util.EnumMap;
import java.util.Map;

/** Which rules are checked and what breaking each does. Immutable. */
public final class RuleSet {
  private final Map<Rule, Severity> severities;
  private final boolean inspectsAnchors;

  private RuleSet(Map<Rule, Severity> severities, boolean inspectsAnchors) {
    this.severities = severities;
    this.inspectsAnchors = inspectsAnchors;
  }

  static RuleSet of(Profile profile) {
    Map<Rule, Severity> severities = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      severities.put(rule, rule.isIn(profile) ? Severity.ERROR : Severity.OFF);
    }
    return new RuleSet(severities, profile.inspectsAnchors());
  }

  /** The same with one rule at another severity. */
  public RuleSet with(Rule rule, Severity severity) {
    Map<Rule, Severity> changed = new EnumMap<>(severities);
    changed.put(rule, severity);
    return new RuleSet(changed, inspectsAnchors);
  }

  public Severity severity(Rule rule) {
    return severities.getOrDefault(rule, Severity.OFF);
  }

  public boolean checks(Rule rule) {
    return severity(rule) != Severity.OFF;
  }

  /** Whether trust anchors that came as certificates are checked like the others. */
  public boolean inspectsAnchors() {
    return inspectsAnchors;
  }
}
