package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/** {@code ExpectClientHello {extensions}}: the first one, or the one after a HelloRetryRequest. */
record ExpectClientHello(ExpectedExtensions extensions) implements Node.Expectation {

  static ExpectClientHello of(Args args) throws FormatException {
    return new ExpectClientHello(ExpectedExtensions.of(args));
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
    ClientHelloChecks.check(hello);
    Optional<ClientHello> first = peer.firstHello();
    if (first.isPresent()) {
      ClientHelloChecks.checkSecond(hello, first.get(), peer.retryRequest());
    }
    extensions.check("ClientHello", hello.extensions());
    peer.transcript().add(handshake.frame().raw());
    peer.clientHello(hello);
  }
}
