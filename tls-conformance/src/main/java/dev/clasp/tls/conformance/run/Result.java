package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import dev.clasp.tls.conformance.peer.Exchange;
import java.util.List;

/**
 * What one conversation came to.
 *
 * @param id {@code suite:id[cell]}
 * @param policy what the clause demands
 * @param events what was sent and received; empty where it did not run
 * @param milliseconds wall time
 * @param evidence what else is there to look into it
 */
public record Result(
    String id,
    String title,
    Conversation.Kind kind,
    List<String> requirements,
    VerdictPolicy policy,
    Judgement judgement,
    List<Exchange.Event> events,
    long milliseconds,
    Evidence evidence) {
  /** Without evidence. */
  public Result(
      String id,
      String title,
      Conversation.Kind kind,
      List<String> requirements,
      VerdictPolicy policy,
      Judgement judgement,
      List<Exchange.Event> events,
      long milliseconds) {
    this(id, title, kind, requirements, policy, judgement, events, milliseconds, Evidence.NONE);
  }

  public Result {
    requirements = List.copyOf(requirements);
    events = List.copyOf(events);
  }

  public Verdict verdict() {
    return judgement.verdict();
  }

  /**
   * Whether this result fails the run: by the clause's level, a deviation from SHOULD and a lenient
   * pass only when strict, one from MAY never.
   */
  public boolean fails(boolean strict) {
    if (verdict() == Verdict.FAIL_CRASH || verdict() == Verdict.XPASS) {
      return true;
    }
    if (verdict() == Verdict.PASS_LENIENT) {
      return strict && policy.level() != VerdictPolicy.Level.MAY;
    }
    return verdict().failed()
        && switch (policy.level()) {
          case MUST -> true;
          case SHOULD -> strict;
          case MAY -> false;
        };
  }

  /** The same with another judgement. */
  public Result with(Judgement other) {
    return new Result(id, title, kind, requirements, policy, other, events, milliseconds, evidence);
  }

  /** The same after another time. */
  public Result took(long otherMilliseconds) {
    return new Result(
        id, title, kind, requirements, policy, judgement, events, otherMilliseconds, evidence);
  }

  /** The same with other evidence. */
  public Result with(Evidence other) {
    return new Result(
        id, title, kind, requirements, policy, judgement, events, milliseconds, other);
  }
}
