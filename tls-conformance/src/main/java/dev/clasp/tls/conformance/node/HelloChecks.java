package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/** The rules that ServerHello and HelloRetryRequest share (RFC 9846 §4.2.3, §4.2.4). */
final class HelloChecks {
  private static final Rfc SERVER_HELLO = Rfc.rfc9846("4.2.3");

  private HelloChecks() {}

  /** Everything but key_share and pre_shared_key, in the order of the fields. */
  static void check(ServerHello hello, ClientHello offered) throws CheckFailed, TlsException {
    if (!hello.legacyVersion().equals(ProtocolVersion.TLS12)) {
      throw new CheckFailed(
          SERVER_HELLO,
          "ServerHello.legacy_version: %s, expected TLSv1.2".formatted(hello.legacyVersion()));
    }
    if (!hello.legacySessionIdEcho().equals(offered.legacySessionId())) {
      throw new CheckFailed(
          SERVER_HELLO,
          "ServerHello.legacy_session_id_echo: %s, we sent %s"
              .formatted(hello.legacySessionIdEcho(), offered.legacySessionId()));
    }
    if (!offered.cipherSuites().contains(hello.cipherSuite())) {
      throw new CheckFailed(
          SERVER_HELLO,
          "ServerHello.cipher_suite: %s, which was not offered".formatted(hello.cipherSuite()));
    }
    if (hello.legacyCompressionMethod() != 0) {
      throw new CheckFailed(
          SERVER_HELLO,
          "ServerHello.legacy_compression_method: %d, expected 0"
              .formatted(hello.legacyCompressionMethod()));
    }
    Optional<ProtocolVersion> selected =
        hello
            .extensions()
            .find(SupportedVersionsServer.class)
            .map(SupportedVersionsServer::selectedVersion);
    if (!selected.equals(Optional.of(ProtocolVersion.TLS13))) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.1"),
          "ServerHello.supported_versions: %s, expected TLSv1.3"
              .formatted(selected.map(Object::toString).orElse("absent")));
    }
    hello.extensions().requireOnlyOffered(offered.extensions(), hello.messageContext());
  }

  /** Another version than TLS 1.3. */
  static void checkOlder(ServerHello hello, ProtocolVersion version) throws CheckFailed {
    if (hello.extensions().find(SupportedVersionsServer.class).isPresent()) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.1"), "ServerHello.supported_versions: present, expected " + version);
    }
    if (!hello.legacyVersion().equals(version)) {
      throw new CheckFailed(
          SERVER_HELLO,
          "ServerHello.legacy_version: %s, expected %s".formatted(hello.legacyVersion(), version));
    }
  }

  /** The downgrade protection of a server that knows TLS 1.3. */
  static void checkMark(ServerHello hello, ProtocolVersion version) throws CheckFailed {
    boolean marked =
        version.equals(ProtocolVersion.TLS12)
            ? hello.random().marksDowngradeToTls12()
            : hello.random().marksDowngradeToTls11OrBelow();
    if (!marked) {
      throw new CheckFailed(
          SERVER_HELLO, "ServerHello.random: no downgrade protection for " + version);
    }
  }

  static void checkSuite(ServerHello hello, int expected) throws CheckFailed {
    if (hello.cipherSuite().value() != expected) {
      throw new CheckFailed(
          "ServerHello.cipher_suite: %s, expected %s"
              .formatted(hello.cipherSuite(), new dev.clasp.tls.protocol.CipherSuite(expected)));
    }
  }
}
