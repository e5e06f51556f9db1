package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Role;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.Ticket;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;

/**
 * {@code ServerHelloGenerator} and {@code HelloRetryRequestGenerator {cipher, extensions, version,
 * session_id, random, compression, resume}} (RFC 9846 §4.2.3, §4.2.4, RFC 5246 §7.4.1.3).
 *
 * <p>Behind a ServerHello with an honest share or a selected PSK both directions use handshake
 * keys; behind any other one nothing changes, since no client can follow it. One without
 * supported_versions and with a suite of TLS 1.2 begins that version; with {@code resume} it goes
 * on with the secret of the last session.
 */
record ServerHelloGenerator(
    boolean retry,
    CipherSuite cipher,
    Optional<List<ExtensionValue>> extensions,
    ProtocolVersion version,
    Optional<ByteValue> sessionId,
    Optional<ByteValue> random,
    int compression,
    boolean resume)
    implements HandshakeGenerator {
  /** For a suite that nobody has: a client that does not refuse it is to be seen going on. */
  private static final Suite12 STAND_IN = Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;

  static ServerHelloGenerator serverHello(Args args) throws FormatException {
    return of(args, false);
  }

  static ServerHelloGenerator helloRetryRequest(Args args) throws FormatException {
    return of(args, true);
  }

  private static ServerHelloGenerator of(Args args, boolean retry) throws FormatException {
    int cipher =
        args.number("cipher", Registry.SUITES)
            .orElseThrow(() -> args.mistake("cipher", "is missing"));
    return new ServerHelloGenerator(
        retry,
        new CipherSuite(cipher),
        ExtensionValue.list(args),
        new ProtocolVersion(
            args.number("version", Registry.VERSIONS).orElse(ProtocolVersion.TLS12.value())),
        args.bytes("session_id"),
        args.bytes("random"),
        args.number("compression").orElse(0),
        args.find("resume").map(JsonNode::asBoolean).orElse(false));
  }

  @Override
  public HandshakeMessage message(Peer peer) throws ScriptException {
    SessionId echo =
        sessionId.isPresent()
            ? new SessionId(sessionId.get().in(peer))
            : peer.offered().legacySessionId();
    Extensions block =
        extensions.isEmpty() ? Extensions.ABSENT : ExtensionValue.block(extensions.get(), peer);
    ServerHello hello = new ServerHello(version, random(peer), echo, cipher, compression, block);
    peer.serverHello(hello);
    return hello;
  }

  private Random random(Peer peer) throws ScriptException {
    if (random.isPresent()) {
      return new Random(random.get().in(peer));
    }
    return retry ? Random.HELLO_RETRY_REQUEST : Random.from(peer.setup().random());
  }

  @Override
  public void made(Peer peer, Bytes bytes) throws ScriptException {
    Optional<Suite13> suite = Suite13.of(cipher);
    if (retry && suite.isPresent()) {
      peer.transcript().startAgain(peer.setup().crypto().hashes(), suite.get().hash());
    }
    peer.transcript().add(bytes);
    if (beginsTls12(peer)) {
      begin12(peer);
      return;
    }
    Optional<Secret> psk = psk(peer);
    if (retry || suite.isEmpty() || (peer.sharedSecret().isEmpty() && psk.isEmpty())) {
      return;
    }
    Secret shared =
        peer.sharedSecret().orElseGet(() -> Secret.zeros(suite.get().hash().length())); // psk_ke
    peer.secrets().handshake(suite.get(), psk, shared);
  }

  private boolean beginsTls12(Peer peer) {
    return !retry
        && Suite13.of(cipher).isEmpty()
        && peer.serverHello()
            .filter(hello -> !hello.extensions().contains(ExtensionType.SUPPORTED_VERSIONS))
            .isPresent();
  }

  private void begin12(Peer peer) throws ScriptException {
    peer.tls12(
        Suite12.of(cipher).orElse(STAND_IN), peer.offered(), peer.serverHello().orElseThrow());
    if (resume) {
      peer.tls12()
          .resume(
              peer.lastSession()
                  .orElseThrow(() -> new ScriptException("resume: there is no session yet"))
                  .mainSecret());
    }
  }

  private static Optional<Secret> psk(Peer peer) throws ScriptException {
    Optional<ServerHello> hello = peer.serverHello();
    boolean selected =
        hello.isPresent()
            && hello.get().extensions().types().contains(ExtensionType.PRE_SHARED_KEY);
    if (!selected || peer.tickets().isEmpty()) {
      return Optional.empty();
    }
    if (!peer.offeredPsks().isEmpty()) {
      return Optional.of(peer.offeredPsks().get(0).secret());
    }
    Ticket last = peer.tickets().get(peer.tickets().size() - 1);
    return Optional.of(last.psk());
  }

  @Override
  public void sent(Peer peer) throws ScriptException, TlsException {
    if (!retry && peer.secrets().hasHandshakeKeys()) {
      peer.records().changeWriteKeys(peer.secrets().handshakeEpoch(Role.SERVER));
      boolean selected =
          peer.serverHello()
              .filter(hello -> hello.extensions().contains(ExtensionType.PRE_SHARED_KEY))
              .isPresent();
      peer.earlyData(peer.earlyData() && selected); // without its key nobody goes on sending it
      if (!peer.earlyData()) {
        peer.records().changeReadKeysWhenProtected(peer.secrets().handshakeEpoch(Role.CLIENT));
      }
    }
    if (retry && peer.earlyData()) { // the second hello comes in the clear (§4.3.10)
      peer.records().dropKeys();
      peer.earlyData(false);
    }
  }
}
