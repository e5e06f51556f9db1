package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.TlsException;
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

  /** With {@code ssl2} a CLIENT-HELLO of SSL 2.0. */
  static Node planned(Args args) throws FormatException {
    boolean ssl2 = args.find("ssl2").map(JsonNode::asBoolean).orElse(false);
    return ssl2 ? Ssl2Nodes.clientHello(args) : of(args);
  }

  static ClientHelloGenerator of(Args args) throws FormatException {
    List<CipherSuite> ciphers =
        args.numbers("ciphers", Registry.SUITES).stream().map(CipherSuite::new).toList();
    int[] compression =
        args.find("compression").isPresent()
            ? args.numbers("compression", Registry.NUMBERS).stream().mapToInt(i -> i).toArray()
            : new int[] {0};
    return new ClientHelloGenerator(
        ciphers,
        ExtensionValue.list(args),
        new ProtocolVersion(
            args.number("version", Registry.VERSIONS).orElse(ProtocolVersion.TLS12.value())),
        args.bytes("session_id"),
        args.bytes("random"),
        Bytes.of(compression));
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
    List<CipherSuite> suites = new ArrayList<>(ciphers);
    if (Grease.isOn(peer)) {
      suites.add(0, Grease.SUITE);
    }
    ClientHello hello =
        new ClientHello(version, helloRandom, session, suites, compression, block(peer));
    peer.clientHello(hello);
    return hello;
  }

  @Override
  public void sent(Peer peer) throws ScriptException, TlsException {
    peer.records().helloSent();
    boolean early =
        peer.offered().extensions().types().contains(ExtensionType.EARLY_DATA)
            && !peer.offeredPsks().isEmpty();
    if (early && peer.retryRequest().isEmpty()) {
      peer.records().changeWriteKeys(PreSharedKeyValue.earlyKeys(peer));
      peer.earlyData(true);
    }
  }

  private Extensions block(Peer peer) throws ScriptException {
    return extensions.isEmpty()
        ? Extensions.ABSENT
        : Grease.in(ExtensionValue.block(extensions.get(), peer), peer);
  }
}
