package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.OfferedPsk;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.Role;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyServerHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code ExpectServerHello {extensions, version, cipher, resume, downgrade_mark}} (RFC 9846 §4.2.3,
 * RFC 5246 §7.4.1.3). In TLS 1.3 both directions then use handshake keys.
 */
record ExpectServerHello(
    ExpectedExtensions extensions,
    OptionalInt version,
    OptionalInt cipher,
    Optional<Boolean> resume,
    boolean marked)
    implements Node.Expectation {

  static ExpectServerHello of(Args args) throws FormatException {
    return new ExpectServerHello(
        ExpectedExtensions.of(args),
        args.number("version", Registry.VERSIONS),
        args.number("cipher", Registry.SUITES),
        Optional.ofNullable(args.json().get("resume")).map(JsonNode::asBoolean),
        args.find("downgrade_mark").map(JsonNode::asBoolean).orElse(true));
  }

  @Override
  public boolean matches(Received received) {
    return received instanceof Received.Handshake handshake
        && handshake.frame().type() == HandshakeType.SERVER_HELLO
        && !handshake.isHelloRetryRequest();
  }

  @Override
  public void take(Peer peer, Received received) throws CheckFailed, TlsException, ScriptException {
    ServerHello hello = HandshakeExpectation.decode(received, ServerHello.class);
    peer.transcript().add(((Received.Handshake) received).frame().raw());
    peer.serverHello(hello);
    if (cipher.isPresent()) {
      HelloChecks.checkSuite(hello, cipher.getAsInt());
    }
    ProtocolVersion expected = new ProtocolVersion(version.orElse(ProtocolVersion.TLS13.value()));
    if (!expected.equals(ProtocolVersion.TLS13)) {
      HelloChecks.checkOlder(hello, expected);
      if (marked) {
        HelloChecks.checkMark(hello, expected);
      }
      extensions.check("ServerHello", hello.extensions());
      if (expected.equals(ProtocolVersion.TLS12)) {
        Handshake12Nodes.serverHello(peer, hello, resume);
      }
      return;
    }
    HelloChecks.check(hello, peer.offered());
    extensions.check("ServerHello", hello.extensions());
    checkAgainstRetry(peer, hello);
    deriveKeys(peer, hello);
  }

  /** The choices of a HelloRetryRequest stay (§4.2.4). */
  private static void checkAgainstRetry(Peer peer, ServerHello hello) throws CheckFailed {
    Optional<ServerHello> retry = peer.retryRequest();
    if (retry.isPresent() && !retry.get().cipherSuite().equals(hello.cipherSuite())) {
      throw new CheckFailed(
          Rfc.rfc9846("4.2.4"),
          "ServerHello.cipher_suite: %s, its HelloRetryRequest chose %s"
              .formatted(hello.cipherSuite(), retry.get().cipherSuite()));
    }
    Optional<NamedGroup> chosen =
        retry
            .flatMap(each -> each.extensions().find(KeyShareHelloRetryRequest.class))
            .map(KeyShareHelloRetryRequest::selectedGroup);
    Optional<NamedGroup> used = share(hello).map(KeyShareEntry::group);
    if (chosen.isPresent() && used.isPresent() && !chosen.equals(used)) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.8"),
          "ServerHello.key_share: group %s, its HelloRetryRequest chose %s"
              .formatted(used.get(), chosen.get()));
    }
  }

  private void deriveKeys(Peer peer, ServerHello hello)
      throws CheckFailed, ScriptException, TlsException {
    Suite13 suite =
        Suite13.of(hello.cipherSuite())
            .orElseThrow(
                () ->
                    new ScriptException(
                        "%s is not a suite of TLS 1.3".formatted(hello.cipherSuite())));
    Optional<Secret> psk = psk(peer, hello);
    peer.secrets().handshake(suite, psk, sharedSecret(peer, hello, suite, psk.isPresent()));
    peer.records().changeReadKeys(peer.secrets().handshakeEpoch(Role.SERVER));
    if (!peer.earlyData()) {
      peer.records().changeWriteKeys(peer.secrets().handshakeEpoch(Role.CLIENT));
    }
  }

  private Optional<Secret> psk(Peer peer, ServerHello hello) throws CheckFailed, ScriptException {
    Optional<PreSharedKeyServerHello> selected =
        hello.extensions().find(PreSharedKeyServerHello.class);
    if (selected.isEmpty()) {
      if (resume.equals(Optional.of(true))) {
        throw new CheckFailed(
            Rfc.rfc9846("4.3.11"), "ServerHello.pre_shared_key: absent, expected resumption");
      }
      return Optional.empty();
    }
    if (resume.equals(Optional.of(false))) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.11"), "ServerHello.pre_shared_key: present, expected a full handshake");
    }
    List<OfferedPsk> offered = peer.offeredPsks();
    if (selected.get().selectedIdentity() >= offered.size()) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.11"),
          "ServerHello.pre_shared_key: identity %d, which was not offered"
              .formatted(selected.get().selectedIdentity()));
    }
    return Optional.of(offered.get(selected.get().selectedIdentity()).secret());
  }

  private static Secret sharedSecret(Peer peer, ServerHello hello, Suite13 suite, boolean resumed)
      throws CheckFailed {
    Optional<KeyShareEntry> share = share(hello);
    if (share.isEmpty()) {
      if (resumed) {
        return Secret.zeros(suite.hash().length()); // psk_ke (§7.1)
      }
      throw new CheckFailed(
          Rfc.rfc9846("4.3.8"), "ServerHello.key_share: absent, expected a share");
    }
    NamedGroup group = share.get().group();
    PendingKeyExchange ours = peer.shares().get(group);
    if (ours == null) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.8"),
          "ServerHello.key_share: group %s, for which we sent no share".formatted(group));
    }
    try {
      return ours.complete(share.get().keyExchange());
    } catch (InvalidKeyShare e) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.8"), "ServerHello.key_share: %s".formatted(e.getMessage()));
    }
  }

  private static Optional<KeyShareEntry> share(ServerHello hello) {
    return hello.extensions().find(KeyShareServerHello.class).map(KeyShareServerHello::serverShare);
  }
}
