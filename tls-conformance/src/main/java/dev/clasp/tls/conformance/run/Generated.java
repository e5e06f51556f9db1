package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.conversation.Capability;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile.TargetRole;
import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Conversations that are thought up while a run goes on, and that come to one result. */
public interface Generated {
  /** {@code suite:id}. */
  String id();

  String title();

  TargetRole targetRole();

  List<String> requirements();

  /** What the target must be able to do. */
  Optional<Capability> requires();

  /** Whether sanity of TLS 1.2 vouches for the target, and not that of TLS 1.3. */
  default boolean tls12() {
    return requires().stream().anyMatch(each -> each.mentions("tls12"));
  }

  /**
   * Runs as many as it wants to.
   *
   * @param runner runs one conversation against the target
   * @param seed of what is drawn: the same seed, the same conversations
   */
  Result run(Function<Item, Result> runner, long seed);

  /** The result where nothing ran. */
  default Result notRun(Verdict verdict, String reason) {
    return new Result(
        id(),
        title(),
        Conversation.Kind.POSITIVE,
        requirements(),
        VerdictPolicy.ACCEPT,
        new Judgement(verdict, "", reason),
        List.of(),
        0);
  }
}
