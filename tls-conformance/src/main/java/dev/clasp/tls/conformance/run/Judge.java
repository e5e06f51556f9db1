package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import dev.clasp.tls.conformance.conversation.VerdictPolicy.Expected;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.protocol.Alert;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Turns what happened into a verdict; the table of {@code vectors/README.md}.
 *
 * @param alerts all that the target sent, in order
 * @param closed whether the target closed the connection
 */
public record Judge(VerdictPolicy policy, List<Alert> alerts, boolean closed) {
  public Judge {
    alerts = List.copyOf(alerts);
  }

  public Judgement judge(Outcome outcome) {
    if (outcome instanceof Outcome.Completed) {
      return completed();
    }
    if (outcome instanceof Outcome.OtherAlert other) {
      return otherAlert(other);
    }
    if (outcome instanceof Outcome.Unexpected unexpected) {
      return unexpected(unexpected);
    }
    if (outcome instanceof Outcome.Silent silent) {
      return verdict(
          Verdict.FAIL_SILENT,
          String.join(" or ", silent.waitedFor()),
          "nothing within %d ms%s".formatted(silent.milliseconds(), afterAlert()));
    }
    if (outcome instanceof Outcome.Wrong wrong) {
      return verdict(Verdict.FAIL_CHECK, "a correct message for " + wrong.node(), wrong.what());
    }
    if (outcome instanceof Outcome.Unreachable unreachable) {
      return verdict(Verdict.FAIL_CRASH, "a TCP connection", unreachable.why());
    }
    return verdict(
        Verdict.INCONCLUSIVE, "a conversation that runs", ((Outcome.HarnessFault) outcome).what());
  }

  private Judgement completed() {
    if (policy.outcome() != Expected.REJECT) {
      return new Judgement(Verdict.PASS, demanded(), "went on to the end of the conversation");
    }
    if (alerts.size() > 1) {
      return verdict(Verdict.FAIL_ALERT, demanded(), "alerts " + names());
    }
    if (!alerts.isEmpty()) {
      return byAlert(alerts.get(0));
    }
    return closed
        ? closedWithoutAlert()
        : verdict(Verdict.FAIL_ACCEPTED, demanded(), "went on to the end of the conversation");
  }

  private Judgement otherAlert(Outcome.OtherAlert other) {
    Alert alert = other.alert();
    if (alerts.size() > 1 || !other.expected().levelFits(alert)) {
      return verdict(
          Verdict.FAIL_ALERT, demanded(), "alert %s, level %d".formatted(names(), alert.level()));
    }
    if (policy.outcome() == Expected.ACCEPT) {
      return verdict(
          Verdict.FAIL_ALERT, "alert " + other.expected().descriptions(), "alert " + names());
    }
    return byAlert(alert);
  }

  private Judgement unexpected(Outcome.Unexpected unexpected) {
    Received received = unexpected.received();
    String waitedFor = String.join(" or ", unexpected.waitedFor());
    boolean ended =
        received instanceof Received.AlertMessage || received instanceof Received.Closed;
    if (!unexpected.endWasExpected()) {
      return verdict(
          ended && alerts.size() < 2
              ? Verdict.FAIL_REJECTED
              : ended ? Verdict.FAIL_ALERT : Verdict.FAIL_CHECK,
          waitedFor,
          received.describe());
    }
    if (!ended) {
      boolean accepted = policy.outcome() == Expected.REJECT && alerts.isEmpty();
      return verdict(
          accepted ? Verdict.FAIL_ACCEPTED : Verdict.FAIL_CHECK,
          accepted ? demanded() : waitedFor,
          received.describe());
    }
    if (alerts.size() > 1) {
      return verdict(Verdict.FAIL_ALERT, waitedFor, "a second alert: " + names());
    }
    if (policy.outcome() == Expected.ACCEPT) {
      return verdict(
          received instanceof Received.Closed ? Verdict.FAIL_CHECK : Verdict.FAIL_ALERT,
          waitedFor,
          received.describe());
    }
    return received instanceof Received.AlertMessage message
        ? byAlert(message.alert())
        : closedWithoutAlert();
  }

  private Judgement byAlert(Alert alert) {
    String found = "alert " + alert.description();
    boolean anyAlert = policy.strict().isEmpty();
    if (policy.strict().contains(alert.description())
        || (anyAlert && policy.outcome() == Expected.EITHER)) {
      return verdict(Verdict.PASS, demanded(), found);
    }
    return verdict(
        policy.lenient().contains(alert.description()) ? Verdict.PASS_LENIENT : Verdict.FAIL_ALERT,
        demanded(),
        found);
  }

  private Judgement closedWithoutAlert() {
    Verdict verdict =
        switch (policy.closeWithoutAlert()) {
          case STRICT -> Verdict.PASS;
          case LENIENT ->
              policy.outcome() == Expected.EITHER && policy.strict().isEmpty()
                  ? Verdict.PASS
                  : Verdict.PASS_LENIENT;
          case FAIL -> Verdict.FAIL_ALERT;
        };
    return verdict(verdict, demanded(), "closed without an alert");
  }

  /** What the verdict's policy asks for, in words. */
  private String demanded() {
    String alerts =
        policy.strict().stream().map(Object::toString).collect(Collectors.joining(" or "));
    return switch (policy.outcome()) {
      case ACCEPT -> "carries on";
      case REJECT -> alerts.isEmpty() ? "closes the connection" : "refuses with alert " + alerts;
      case EITHER -> "carries on, or refuses" + (alerts.isEmpty() ? "" : " with alert " + alerts);
    };
  }

  private String names() {
    return alerts.stream()
        .map(alert -> alert.description().toString())
        .collect(Collectors.joining(", then "));
  }

  private String afterAlert() {
    return alerts.isEmpty() ? "" : " after alert " + names() + ", connection still open";
  }

  private static Judgement verdict(Verdict verdict, String expected, String found) {
    return new Judgement(verdict, expected, found);
  }
}
