package dev.clasp.tls.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import dev.clasp.tls.conformance.endpoint.Capabilities;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.Target;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.expand.Expansion;
import dev.clasp.tls.conformance.expand.NoValue;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.PeerSetup;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.SeededRandom;
import dev.clasp.tls.conformance.peer.TransportSchedule;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordHeader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs conversations against one instance of the target, one after the other.
 *
 * <p>So a death is the fault of the conversation before it, and of no other. Not thread-safe.
 */
final class Lane implements AutoCloseable {
  /** How often, and how long apart in milliseconds, a target that takes no connection is tried. */
  private static final int ATTEMPTS = 4;

  private static final long BETWEEN_ATTEMPTS = 300;

  private final Target target;
  private final TargetProfile profile;
  private final Capabilities capabilities;
  private final RunCertificates certificates;
  private final ScheduledExecutorService watchdog;
  private final long seed;
  private boolean gone;

  Lane(
      Target target,
      TargetProfile profile,
      Capabilities capabilities,
      RunCertificates certificates,
      ScheduledExecutorService watchdog,
      long seed) {
    this.target = target;
    this.profile = profile;
    this.capabilities = capabilities;
    this.certificates = certificates;
    this.watchdog = watchdog;
    this.seed = seed;
  }

  /** Whether the target died and cannot be started again. */
  boolean isGone() {
    return gone;
  }

  Target target() {
    return target;
  }

  /**
   * Runs one conversation, again with more patience if nothing came, and starts the target again if
   * it died.
   */
  Result run(Item item, Timing timing) {
    if (gone) {
      return inconclusive(item, "the target is gone");
    }
    Attempt attempt = attempt(item, timing);
    if (attempt.result.verdict() == Verdict.FAIL_SILENT) {
      attempt = again(item, timing.patient());
    }
    boolean endedAbruptly = attempt.closedWithoutAlert || attempt.unreachable;
    if (!target.hasDied() && !(attempt.unreachable || (endedAbruptly && !answers(1)))) {
      return attempt.result;
    }
    if (!target.hasDied() && answers(ATTEMPTS)) {
      return attempt.unreachable ? attempt(item, timing).result : attempt.result;
    }
    return crashed(attempt.result);
  }

  /**
   * Makes sure that silence is this conversation's fault: a target that is still busy with the one
   * before gets a new start first, and the next conversation as well.
   */
  private Attempt again(Item item, Timing timing) {
    startAgain();
    Attempt attempt = attempt(item, timing);
    if (attempt.result.verdict() == Verdict.FAIL_SILENT) {
      startAgain();
    }
    return attempt;
  }

  private void startAgain() {
    try {
      target.restart();
    } catch (IOException e) {
      gone = true;
    }
  }

  private Result crashed(Result result) {
    String found = result.judgement().found();
    try {
      gone = !target.restart();
    } catch (IOException e) {
      gone = true;
      found = found + "; it could not be started again: " + e.getMessage();
    }
    return result.with(
        new Judgement(
            Verdict.FAIL_CRASH,
            result.judgement().expected(),
            "the target died or takes no connection any more (" + found + ")"));
  }

  /** Whether a TCP connection can be opened. */
  private boolean answers(int attempts) {
    for (int i = 0; i < attempts; i++) {
      if (target.answers()) {
        return true;
      }
      if (i + 1 < attempts) {
        pause();
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_ATTEMPTS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One walk through a conversation. */
  private record Attempt(Result result, boolean unreachable, boolean closedWithoutAlert) {}

  private Attempt attempt(Item item, Timing timing) {
    long start = System.nanoTime();
    Expansion expansion =
        new Expansion(item.file(), builtIn(), SharedLists.of(capabilities, certificates.crypto()));
    Plan plan;
    VerdictPolicy policy;
    try {
      plan = Plan.of(expansion.graph(item.conversation(), item.cell()));
      policy = expansion.policy(item.conversation(), item.cell());
    } catch (NoValue e) {
      return new Attempt(skipped(item, String.valueOf(e.getMessage())), false, false);
    } catch (FormatException e) {
      return new Attempt(inconclusive(item, String.valueOf(e.getMessage())), false, false);
    }
    target.begin();
    Peer peer = new Peer(setup(item.id(), item.schedule(), timing));
    if (item.schedule() != TransportSchedule.NONE) {
      peer.local("transport schedule: " + item.schedule());
    }
    AtomicBoolean expired = new AtomicBoolean();
    ScheduledFuture<?> alarm =
        watchdog.schedule(
            () -> {
              expired.set(true);
              peer.abort();
            },
            timing.deadline(),
            TimeUnit.MILLISECONDS);
    Outcome outcome =
        new ConversationRun(plan, peer, alert -> policy.lenient().contains(alert.description()))
            .run();
    alarm.cancel(false);
    peer.close();
    if (expired.get()) {
      outcome = new Outcome.Silent(List.of("the end of the conversation"), timing.deadline());
    }
    Judgement judgement = new Judge(policy, peer.alerts(), peer.closedByPeer()).judge(outcome);
    if (!judgement.verdict().passed() && item.schedule() != TransportSchedule.NONE) {
      judgement =
          new Judgement(
              judgement.verdict(),
              judgement.expected(),
              "%s (transport schedule: %s)".formatted(judgement.found(), item.schedule()));
    }
    Result result =
        new Result(
            item.id(),
            item.title(),
            item.conversation().kind(),
            item.conversation().requirements(),
            policy,
            judgement,
            peer.exchange().events(),
            (System.nanoTime() - start) / 1_000_000,
            judgement.verdict().failed()
                ? new Evidence(Optional.empty(), Optional.of(peer.capture()))
                : Evidence.NONE);
    return new Attempt(
        result,
        outcome instanceof Outcome.Unreachable,
        peer.closedByPeer() && peer.alerts().isEmpty());
  }

  /** The first ClientHello of a target that is a client; empty when none comes. */
  Optional<ClientHello> clientHello(Timing timing) {
    Peer peer = new Peer(setup("probe", TransportSchedule.NONE, timing));
    try {
      peer.listen(RecordHeader.VERSION);
      Received received = peer.receive(timing.patience());
      return received instanceof Received.Handshake handshake
              && HandshakeCodecs.HELLO.decode(handshake.frame()) instanceof ClientHello hello
          ? Optional.of(hello)
          : Optional.empty();
    } catch (IOException | ScriptException | TlsException e) {
      return Optional.empty();
    } finally {
      peer.close();
    }
  }

  private PeerSetup setup(String name, TransportSchedule schedule, Timing timing) {
    SeededRandom random = new SeededRandom(seed, name);
    return new PeerSetup(
        target::connect,
        certificates.crypto().withRandom(random),
        random,
        certificates.identities(),
        certificates.statusResponses(),
        schedule,
        timing.patience());
  }

  private Map<String, JsonNode> builtIn() {
    return Map.of(
        "host", TextNode.valueOf(target.host()),
        "port", IntNode.valueOf(target.port()),
        "server_name", TextNode.valueOf(serverName()));
  }

  /** The profile's, or the host where it is a DNS name. */
  private String serverName() {
    Optional<String> declared = profile.serverName();
    boolean isName = target.host().matches("(?=.*[a-zA-Z])[a-zA-Z0-9.-]+");
    return declared.orElse(isName ? target.host() : "localhost");
  }

  static Result skipped(Item item, String reason) {
    return unrun(item, new Judgement(Verdict.SKIP, "", reason));
  }

  static Result inconclusive(Item item, String reason) {
    return unrun(item, new Judgement(Verdict.INCONCLUSIVE, "", reason));
  }

  private static Result unrun(Item item, Judgement judgement) {
    return new Result(
        item.id(),
        item.title(),
        item.conversation().kind(),
        item.conversation().requirements(),
        VerdictPolicy.ACCEPT,
        judgement,
        List.of(),
        0);
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
