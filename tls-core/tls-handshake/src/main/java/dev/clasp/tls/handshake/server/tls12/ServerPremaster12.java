package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.message.ClientKeyExchangeContent;
import dev.clasp.tls.handshake.schedule.Premaster;
import dev.clasp.tls.protocol.ProtocolViolation;
import java.util.Optional;

/**
 * The server's way to the premaster secret, once ClientKeyExchange is here (RFC 5246 §7.4.7).
 *
 * @param share of an ephemeral key exchange
 * @param credential whose key decrypts, where the client encrypts
 */
record ServerPremaster12(
    ServerHandshake12 handshake,
    Optional<ServerKeyShare12> share,
    Optional<Credential> credential) {
  /** Of the key that stands in for an unknown one: as random ones usually are, in bytes. */
  private static final int STAND_IN_LENGTH = 32;

  /**
   * @throws ProtocolViolation {@code illegal_parameter} for a public value that is none
   */
  Secret of(ClientKeyExchangeContent content) throws ProtocolViolation {
    return switch (handshake.suite().keyExchange()) {
      case RSA -> decrypt(content);
      case DHE_RSA -> Premaster.dhe(agree(content));
      case ECDHE_RSA, ECDHE_ECDSA -> Premaster.ecdhe(agree(content));
      case PSK -> Premaster.psk(psk(content));
      case DHE_PSK -> Premaster.dhePsk(agree(content), psk(content));
      case ECDHE_PSK -> Premaster.ecdhePsk(agree(content), psk(content));
      case RSA_PSK -> Premaster.rsaPsk(decrypt(content), psk(content));
    };
  }

  private Secret agree(ClientKeyExchangeContent content) throws ProtocolViolation {
    return share.orElseThrow().agree(content.value().orElseThrow());
  }

  /**
   * What the client encrypted, or random bytes if it did so wrongly: "The server MUST NOT generate
   * an alert" and goes on, whatever is wrong; the Finished messages will not match then (RFC 5246
   * §7.4.7.1). The version in it counts for nothing: ours is the one of ClientHello.
   */
  private Secret decrypt(ClientKeyExchangeContent content) {
    return credential
        .flatMap(own -> own.key().premasterDecryption())
        .orElseThrow()
        .decrypt(
            handshake.config().crypto().random(),
            handshake.offer().hello().legacyVersion().value(),
            content.value().orElseThrow());
  }

  /**
   * The key of the identity; a random one if there is none, so that nobody can find out which
   * identities exist: "it MAY continue the protocol as if the PSK identity existed but the key was
   * incorrect" (RFC 4279 §2).
   */
  private Secret psk(ClientKeyExchangeContent content) {
    Bytes identity = content.pskIdentity().orElseThrow();
    Secret standIn = Secret.copyOf(handshake.config().crypto().random().bytes(STAND_IN_LENGTH));
    return ExternalPsk.find(handshake.config().externalPsks(), identity)
        .map(ExternalPsk::key)
        .orElse(standIn);
  }
}
