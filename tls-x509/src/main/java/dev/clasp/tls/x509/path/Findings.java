package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what a check finds, as far as the rules in force want to know. Not thread-safe. */
final class Findings {
  private final RuleSet rules;
  private List<Finding> list = List.of(); // nearly always stays so

  Findings(RuleSet rules) {
    this.rules = rules;
  }

  RuleSet rules() {
    return rules;
  }

  void add(Rule rule, Certificate certificate, String detail) {
    Severity severity = rules.severity(rule);
    if (severity != Severity.OFF) {
      addAll(List.of(new Finding(rule, severity, certificate, detail)));
    }
  }

  void addAll(List<Finding> found) {
    if (found.isEmpty()) {
      return;
    }
    if (list.isEmpty()) {
      list = new ArrayList<>();
    }
    list.addAll(found);
  }

  boolean hasError() {
    for (Finding finding : list) {
      if (finding.isError()) {
        return true;
      }
    }
    return false;
  }

  Optional<Finding> firstError() {
    return list.stream().filter(Finding::isError).findFirst();
  }

  /** The error to tell first: how the certificate is written matters less than what it says. */
  Optional<Finding> decisiveError() {
    return list.stream()
        .filter(Finding::isError)
        .filter(finding -> finding.rule().failure() != PathFailure.PROFILE_VIOLATED)
        .findFirst()
        .or(this::firstError);
  }

  List<Finding> list() {
    return List.copyOf(list);
  }
}
