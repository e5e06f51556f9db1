package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.Role;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code ExpectClientHello {extensions, version, resume}}: the first one, or the one after a
 * HelloRetryRequest. With {@code version} TLSv1.2 it must only allow that one.
 */
record ExpectClientHello(
    ExpectedExtensions extensions, OptionalInt version, Optional<Boolean> resume)
    implements Node.Expectation {

  static ExpectClientHello of(Args args) throws FormatException {
    return new ExpectClientHello(
        ExpectedExtensions.of(args),
        args.number("version", Registry.VERSIONS),
        args.find("resume").map(JsonNode::asBoolean));
  }

  @Override
  public boolean matches(Received received) {
    return received instanceof Received.Handshake handshake
        && handshake.frame().type() == HandshakeType.CLIENT_HELLO;
  }

  @Override
  public void take(Peer peer, Received received) throws CheckFailed, TlsException, ScriptException {
    Received.Handshake handshake = (Received.Handshake) received;
    ClientHello hello = (ClientHello) HandshakeCodecs.HELLO.decode(handshake.frame());
    if (version.isPresent()) {
      ClientHelloChecks.checkOlder(hello, new ProtocolVersion(version.getAsInt()));
    } else {
      ClientHelloChecks.check(hello);
    }
    if (resume.isPresent()) {
      ClientHelloChecks.checkResumption(hello, resume.get(), peer);
    }
    Optional<ClientHello> first = peer.firstHello();
    if (first.isPresent() && version.isEmpty()) {
      ClientHelloChecks.checkSecond(hello, first.get(), peer.retryRequest());
    }
    extensions.check("ClientHello", hello.extensions());
    if (peer.role() == Role.SERVER) {
      PreSharedKeyValue.take(peer, hello, handshake.frame().raw());
    }
    peer.transcript().add(handshake.frame().raw());
    peer.clientHello(hello);
    if (hello.extensions().contains(ExtensionType.EARLY_DATA) && !peer.offeredPsks().isEmpty()) {
      peer.records().changeReadKeysWhenProtected(PreSharedKeyValue.earlyKeys(peer));
      peer.earlyData(true);
    }
  }
}
