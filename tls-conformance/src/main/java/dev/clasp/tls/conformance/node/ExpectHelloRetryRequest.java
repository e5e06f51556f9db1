package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code ExpectHelloRetryRequest {extensions, cipher}} (RFC 9846 §4.2.4). The transcript starts
 * again with message_hash.
 */
record ExpectHelloRetryRequest(ExpectedExtensions extensions, OptionalInt cipher)
    implements Node.Expectation {

  static ExpectHelloRetryRequest of(Args args) throws FormatException {
    return new ExpectHelloRetryRequest(
        ExpectedExtensions.of(args), args.number("cipher", Registry.SUITES));
  }

  @Override
  public boolean matches(Received received) {
    return received instanceof Received.Handshake handshake && handshake.isHelloRetryRequest();
  }

  @Override
  public void take(Peer peer, Received received) throws CheckFailed, TlsException, ScriptException {
    ServerHello retry = HandshakeExpectation.decode(received, ServerHello.class);
    if (peer.retryRequest().isPresent()) {
      throw new CheckFailed(Rfc.rfc9846("4.2.4"), "HelloRetryRequest: a second one");
    }
    ClientHello offered = peer.offered();
    HelloChecks.check(retry, offered);
    if (cipher.isPresent()) {
      HelloChecks.checkSuite(retry, cipher.getAsInt());
    }
    checkChange(retry.extensions(), offered);
    extensions.check("HelloRetryRequest", retry.extensions());
    peer.serverHello(retry);
    if (peer.earlyData()) { // rejected, and the second hello is in the clear (§4.3.10)
      peer.records().dropWriteKeys();
      peer.earlyData(false);
    }
    Suite13 suite =
        Suite13.of(retry.cipherSuite())
            .orElseThrow(
                () -> new ScriptException(retry.cipherSuite() + " is not a suite of TLS 1.3"));
    peer.transcript().startAgain(peer.setup().crypto().hashes(), suite.hash());
    peer.transcript().add(((Received.Handshake) received).frame().raw());
  }

  /** It must ask for something, and for a group that was supported and not yet shared (§4.3.8). */
  private static void checkChange(Extensions asked, ClientHello offered) throws CheckFailed {
    Optional<NamedGroup> group =
        asked.find(KeyShareHelloRetryRequest.class).map(KeyShareHelloRetryRequest::selectedGroup);
    if (group.isEmpty()) {
      if (asked.find(Cookie.class).isEmpty()) {
        throw new CheckFailed(
            Rfc.rfc9846("4.2.4"), "HelloRetryRequest: asks for no change of the ClientHello");
      }
      return;
    }
    if (!Offered.groups(offered).contains(group.get())) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.8"),
          "HelloRetryRequest.key_share: group %s is not in supported_groups"
              .formatted(group.get()));
    }
    if (Offered.shares(offered).contains(group.get())) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.8"),
          "HelloRetryRequest.key_share: group %s, for which we sent a share"
              .formatted(group.get()));
    }
    if (!offered.extensions().contains(ExtensionType.KEY_SHARE)) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.8"), "HelloRetryRequest.key_share: we sent no key_share");
    }
  }
}
