package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.SharedList;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node with its modifiers, ready to run. */
public final class PlannedNode {
  private final String name;
  private final Node node;
  private final List<Modifier> modifiers;
  private final Location location;

  PlannedNode(String name, Node node, List<Modifier> modifiers, Location location) {
    this.name = name;
    this.node = node;
    this.modifiers = List.copyOf(modifiers);
    this.location = location;
  }

  /** As the vocabulary spells it. */
  public String name() {
    return name;
  }

  public Location location() {
    return location;
  }

  /** The expectation, where it is one. */
  public Optional<Node.Expectation> expectation() {
    return node instanceof Node.Expectation expectation
        ? Optional.of(expectation)
        : Optional.empty();
  }

  /**
   * Runs a command or sends what a generator makes.
   *
   * @throws IOException when the peer has closed the connection
   */
  public void act(Peer peer) throws IOException, TlsException, ScriptException, CheckFailed {
    if (node instanceof Node.Command command) {
      command.run(peer);
    } else if (node instanceof Node.Generator generator) {
      send(generator, peer);
    } else {
      throw new IllegalStateException(name + " waits and does not act");
    }
  }

  private void send(Node.Generator generator, Peer peer)
      throws IOException, TlsException, ScriptException {
    Outgoing message = generator.generate(peer);
    for (Modifier modifier : modifiers) {
      message = modifier.apply(message, peer);
    }
    if (message.counts()) {
      generator.made(peer, message.bytes());
    }
    SharedList.Sent sent = message.counts() ? () -> generator.sent(peer) : () -> {};
    String what = name.replace("Generator", "");
    if (message.split().isPresent()) {
      sendFirstPiece(peer, message, message.split().get(), sent, what);
    } else if (message.queued()) {
      peer.queue().add(new Peer.Queued(what, message, sent));
    } else {
      peer.send(what, message);
      sent.run();
    }
  }

  private static void sendFirstPiece(
      Peer peer, Outgoing message, Outgoing.Split split, SharedList.Sent sent, String what)
      throws IOException, TlsException, ScriptException {
    Bytes whole = message.bytes();
    if (whole.size() <= split.size()) {
      throw new ScriptException(
          "split_message: %d octets do not split at %d".formatted(whole.size(), split.size()));
    }
    List<Bytes> rest = new ArrayList<>();
    for (int at = split.size(); at < whole.size(); at += split.size()) {
      rest.add(whole.slice(at, Math.min(at + split.size(), whole.size())));
    }
    peer.list(split.list()).fill(message.type(), rest, sent);
    peer.sentRaw(what + ", first piece", whole.first(split.size()));
    peer.records().write(message.type(), whole.first(split.size()), message.protection());
  }
}
