package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code ClientHelloGenerator {ciphers, extensions, version, session_id, random, compression}}.
 *
 * <p>The second ClientHello of a connection repeats random and session id of the first (RFC 9846
 * §4.2.4).
 */
record ClientHelloGenerator(
    List<CipherSuite> ciphers,
    Optional<List<ExtensionValue>> extensions,
    ProtocolVersion version,
    Optional<ByteValue> sessionId,
    Optional<ByteValue> random,
    Bytes compression)
    implements HandshakeGenerator {

  static ClientHelloGenerator of(Args args) throws FormatException {
    List<CipherSuite> ciphers =
        args.numbers("ciphers", Registry.SUITES).stream().map(CipherSuite::new).toList();
    int[] compression =
        args.find("compression").isPresent()
            ? args.numbers("compression", Registry.NUMBERS).stream().mapToInt(i -> i).toArray()
            : new int[] {0};
    return new ClientHelloGenerator(
        ciphers,
        extensions(args),
        new ProtocolVersion(
            args.number("version", Registry.VERSIONS).orElse(ProtocolVersion.TLS12.value())),
        args.bytes("session_id"),
        args.bytes("random"),
        Bytes.of(compression));
  }

  private static Optional<List<ExtensionValue>> extensions(Args args) throws FormatException {
    Optional<JsonNode> list = args.find("extensions");
    if (list.isEmpty()) {
      return Optional.empty();
    }
    List<ExtensionValue> extensions = new ArrayList<>();
    for (JsonNode extension : list.get()) {
      extensions.add(
          ExtensionValue.parse(
              extension,
              new dev.clasp.tls.conformance.conversation.Location(
                  args.where().file(),
                  args.where().line(),
                  "%s.extensions[%d]".formatted(args.where().path(), extensions.size()))));
    }
    return Optional.of(List.copyOf(extensions));
  }

  @Override
  public HandshakeMessage message(Peer peer) throws ScriptException {
    Optional<ClientHello> first = peer.firstHello();
    Random helloRandom =
        random.isPresent()
            ? new Random(random.get().in(peer))
            : first.map(ClientHello::random).orElseGet(() -> Random.from(peer.setup().random()));
    SessionId session =
        sessionId.isPresent()
            ? new SessionId(sessionId.get().in(peer))
            : first
                .map(ClientHello::legacySessionId)
                .orElseGet(() -> new SessionId(peer.setup().random().bytes(SessionId.MAX_LENGTH)));
    ClientHello hello =
        new ClientHello(version, helloRandom, session, ciphers, compression, block(peer));
    peer.sentHello(hello);
    return hello;
  }

  @Override
  public void sent(Peer peer) throws ScriptException {
    peer.records().helloSent();
  }

  private Extensions block(Peer peer) throws ScriptException {
    if (extensions.isEmpty()) {
      return Extensions.ABSENT;
    }
    List<Extension> list = new ArrayList<>();
    for (ExtensionValue extension : extensions.get()) {
      Optional<Bytes> body = extension.body().in(peer);
      body.ifPresent(bytes -> list.add(new UnknownExtension(extension.type(), bytes)));
    }
    return Extensions.of(list);
  }
}
