package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.node.ExpectAlert;
import dev.clasp.tls.conformance.node.Node;
import dev.clasp.tls.conformance.node.OtherExpectations;
import dev.clasp.tls.conformance.node.PlannedNode;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Walks one graph.
 *
 * <ul>
 *   <li>A command or generator acts, then its child follows. If the peer has closed, the acting
 *       nodes up to the next expecting one are skipped: what the peer sent before it closed is
 *       still read.
 *   <li>An expecting node reads one message. The first of its siblings whose type matches takes it;
 *       a check that fails then fails the conversation, no other sibling is tried.
 *   <li>Nothing in time passes only where the first alternative is ExpectNoMessage. The end of the
 *       stream passes where any alternative is ExpectClose.
 *   <li>A ServerHello where an alert or a close is expected is not yet the peer's last word: if it
 *       refuses in the next breath, that counts.
 *   <li>No child: the conversation is over and has passed. Cycles are legal.
 * </ul>
 */
public final class ConversationRun {
  private static final Set<String> CONNECTING = Set.of("Connect", "Listen");

  private final Plan plan;
  private final Peer peer;
  private final Predicate<Alert> tolerated;

  /**
   * @param tolerated alerts that a node waiting for others takes too: the verdict's lenient ones
   */
  public ConversationRun(Plan plan, Peer peer, Predicate<Alert> tolerated) {
    this.plan = plan;
    this.peer = peer;
    this.tolerated = tolerated;
  }

  /** Runs to the end; the connection stays as it is. */
  public Outcome run() {
    try {
      return walk();
    } catch (ScriptException | RuntimeException e) {
      return new Outcome.HarnessFault(e.toString());
    }
  }

  private Outcome walk() throws ScriptException {
    OptionalInt at = OptionalInt.of(plan.root());
    boolean peerHasClosed = false;
    while (at.isPresent()) {
      int id = at.getAsInt();
      PlannedNode node = plan.node(id);
      if (node.expectation().isPresent()) {
        peerHasClosed = false;
        Step step = expect(id);
        if (step.end() != null) {
          return step.end();
        }
        at = plan.child(step.taken());
        continue;
      }
      boolean connects = CONNECTING.contains(node.name());
      if (!peerHasClosed || connects) {
        try {
          node.act(peer);
          peerHasClosed = false;
        } catch (IOException e) {
          if (connects) {
            return new Outcome.Unreachable(String.valueOf(e.getMessage()));
          }
          peer.local("%s not sent: %s".formatted(node.name(), e.getMessage()));
          peerHasClosed = true;
        } catch (CheckFailed e) {
          return new Outcome.Wrong(node.name(), String.valueOf(e.getMessage()));
        } catch (TlsException e) {
          return new Outcome.HarnessFault(node.name() + ": " + e.getMessage());
        }
      }
      at = plan.child(id);
    }
    return new Outcome.Completed();
  }

  /**
   * What an expecting node came to.
   *
   * @param taken the alternative that took the message
   * @param end how the conversation ended; null when it goes on
   */
  private record Step(int taken, @org.jspecify.annotations.Nullable Outcome end) {
    static Step over(Outcome outcome) {
      return new Step(-1, outcome);
    }
  }

  private Step expect(int head) throws ScriptException {
    List<Integer> chain = plan.chain(head);
    List<String> names = chain.stream().map(id -> plan.node(id).name()).toList();
    Received received;
    try {
      received = peer.receive(patience(head));
    } catch (TlsException e) {
      return Step.over(new Outcome.Wrong(names.get(0), "record layer: " + e.getMessage()));
    }
    OptionalInt taker = taker(head, chain, received);
    if (taker.isEmpty() && isServerHello(received) && expectsEnd(chain)) {
      Received end = endAfterServerHello(received);
      if (end != received) {
        received = end;
        taker = taker(head, chain, received);
      }
    }
    if (taker.isPresent()) {
      int id = taker.getAsInt();
      return take(id, plan.node(id).expectation().orElseThrow(), received);
    }
    if (received instanceof Received.Nothing nothing) {
      return Step.over(new Outcome.Silent(names, nothing.milliseconds()));
    }
    return Step.over(new Outcome.Unexpected(received, names, expectsEnd(chain)));
  }

  private OptionalInt taker(int head, List<Integer> chain, Received received) {
    List<Integer> candidates =
        received instanceof Received.Nothing ? List.of(head) : chain; // not a later ExpectNoMessage
    return candidates.stream()
        .filter(id -> plan.node(id).expectation().orElseThrow().matches(received))
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  private static boolean isServerHello(Received received) {
    return received instanceof Received.Handshake handshake
        && handshake.frame().type() == HandshakeType.SERVER_HELLO
        && !handshake.isHelloRetryRequest();
  }

  /**
   * Waits for a server that checks late: it says ServerHello, and then ends the connection without
   * anything more from us. Only what is not protected can be read here.
   *
   * @return an alert or the end of the stream; {@code serverHello} when the server goes on
   */
  private Received endAfterServerHello(Received serverHello) throws ScriptException {
    try {
      Received next = peer.receive(peer.setup().patience());
      return next instanceof Received.Closed || next instanceof Received.AlertMessage
          ? next
          : serverHello;
    } catch (TlsException e) {
      return serverHello;
    }
  }

  private Step take(int id, Node.Expectation expectation, Received received)
      throws ScriptException {
    if (expectation instanceof ExpectAlert expected
        && received instanceof Received.AlertMessage message) {
      Alert alert = message.alert();
      boolean fits = expected.descriptionFits(alert) || tolerated.test(alert);
      return fits && expected.levelFits(alert)
          ? new Step(id, null)
          : Step.over(new Outcome.OtherAlert(alert, expected));
    }
    try {
      expectation.take(peer, received);
      return new Step(id, null);
    } catch (CheckFailed | TlsException e) {
      return Step.over(new Outcome.Wrong(plan.node(id).name(), String.valueOf(e.getMessage())));
    }
  }

  private long patience(int head) {
    return plan.node(head).expectation().orElseThrow()
            instanceof OtherExpectations.NoMessage nothing
        ? nothing.milliseconds()
        : peer.setup().patience();
  }

  private boolean expectsEnd(List<Integer> chain) {
    return chain.stream()
        .map(id -> plan.node(id).expectation().orElseThrow())
        .anyMatch(each -> each instanceof ExpectAlert || each instanceof OtherExpectations.Close);
  }
}
