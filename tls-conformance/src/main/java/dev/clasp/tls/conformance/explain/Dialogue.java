package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.conformance.explain.observe.Happening;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A whole connection as its client saw it: what was said, in order, and what came of it.
 *
 * @param failure why the client's connection failed; empty if it did not
 * @param serverFailure why our own server failed; empty for any other server
 */
public record Dialogue(
    List<Utterance> utterances,
    List<Happening> happenings,
    Optional<Exception> failure,
    Optional<Exception> serverFailure) {
  public Dialogue {
    utterances = List.copyOf(utterances);
    happenings = List.copyOf(happenings);
  }

  public Utterance utterance(int index) {
    return utterances.get(index);
  }

  /** All of one kind that happened, in order. */
  public <H extends Happening> Stream<H> all(Class<H> kind) {
    return happenings.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The first event of a kind the handshake reported. */
  public <E extends HandshakeEvent> Optional<E> event(Class<E> kind) {
    return all(Happening.Reported.class)
        .map(Happening.Reported::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }

  /** Whether it is in this version: the one chosen, or the only one offered. */
  public boolean speaks(ProtocolVersion version) {
    Optional<ProtocolVersion> chosen =
        event(HandshakeEvent.Negotiated.class).map(HandshakeEvent.Negotiated::version);
    if (chosen.isPresent()) {
      return chosen.get().equals(version);
    }
    // Before TLS 1.3 there was no supported_versions.
    ProtocolVersion newest =
        utterances.stream()
            .flatMap(said -> said.as(ClientHello.class).stream())
            .findFirst()
            .flatMap(hello -> hello.extensions().find(SupportedVersionsClient.class))
            .filter(offered -> offered.versions().contains(ProtocolVersion.TLS13))
            .map(offered -> ProtocolVersion.TLS13)
            .orElse(ProtocolVersion.TLS12);
    return newest.equals(version);
  }

  /** What the key exchange gave; empty as long as it has not. */
  public Optional<Secret> sharedSecret() {
    return all(Happening.SecretShared.class)
        .map(Happening.SecretShared::secret)
        .reduce((first, second) -> second);
  }

  /** Whether work of this description was done, and so without an error. */
  public boolean worked(String description) {
    return all(Happening.Worked.class).anyMatch(work -> work.description().equals(description));
  }

  /** The keys of one side's records, in the order they came into use. */
  public List<Epoch> epochs(Side side) {
    return side == Side.CLIENT
        ? all(Happening.WriteKeysChanged.class).map(Happening.WriteKeysChanged::epoch).toList()
        : all(Happening.ReadKeysChanged.class).map(Happening.ReadKeysChanged::epoch).toList();
  }

  /** The first message of this type from that side. */
  public Optional<Utterance> find(Side side, HandshakeType type) {
    return utterances.stream().filter(said -> said.is(side, type)).findFirst();
  }

  /** The last message of this kind before an utterance; for the hellos: the one that counts. */
  public <M extends HandshakeMessage> Optional<M> lastBefore(int index, Class<M> type) {
    return utterances.subList(0, index).stream()
        .flatMap(said -> said.as(type).stream())
        .reduce((first, second) -> second);
  }
}
