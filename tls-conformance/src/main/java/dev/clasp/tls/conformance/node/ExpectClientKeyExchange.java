package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Identity;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.Rfc;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateKey;

/**
 * {@code ExpectClientKeyExchange}: a public value of the group, or a premaster secret with the
 * version of the ClientHello (RFC 5246 §7.4.7). The main secret follows.
 */
final class ExpectClientKeyExchange {
  private static final int PREMASTER = 48; // bytes

  private ExpectClientKeyExchange() {}

  static Node.Expectation of(Args args) {
    return HandshakeExpectation.of(
        HandshakeType.CLIENT_KEY_EXCHANGE,
        ClientKeyExchange.class,
        (peer, message) -> {},
        (peer, message) -> peer.tls12().premaster(premaster(peer, message)));
  }

  private static Secret premaster(Peer peer, ClientKeyExchange message)
      throws CheckFailed, ScriptException, DecodeException {
    KeyExchange12 keyExchange = peer.tls12().suite().keyExchange();
    Bytes value =
        message
            .content(keyExchange)
            .value()
            .orElseThrow(
                () -> new ScriptException("ExpectClientKeyExchange: PSK is not supported"));
    if (keyExchange.share() == KeyExchange12.Share.RSA_ENCRYPTION) {
      return decrypted(peer, value);
    }
    return peer.serverExchange()
        .orElseThrow(() -> new ScriptException("no honest ServerKeyExchange was sent"))
        .complete(value);
  }

  /** By hand: the only place that decrypts with a key made for a run, and hides nothing. */
  private static Secret decrypted(Peer peer, Bytes value) throws CheckFailed, ScriptException {
    Identity identity =
        peer.ownIdentity()
            .orElseThrow(() -> new ScriptException("ExpectClientKeyExchange: no Certificate sent"));
    if (!(identity.platformKey() instanceof RSAPrivateKey key)) {
      throw new ScriptException("ExpectClientKeyExchange: the certificate has no RSA key");
    }
    Bytes block =
        KeyExchangeNodes.unsigned(
            new BigInteger(1, value.toArray()).modPow(key.getPrivateExponent(), key.getModulus()));
    int from = block.size() - PREMASTER;
    if (from < 1 || block.get(0) != 2 || block.get(from - 1) != 0) {
      throw new CheckFailed(
          Rfc.rfc5246("7.4.7.1"), "ClientKeyExchange.EncryptedPreMasterSecret: not PKCS#1");
    }
    Bytes premaster = block.slice(from, block.size());
    int version = (premaster.get(0) & 0xFF) << 8 | (premaster.get(1) & 0xFF);
    int offered = peer.offered().legacyVersion().value();
    if (version != offered) {
      throw new CheckFailed(
          Rfc.rfc5246("7.4.7.1"),
          "PreMasterSecret.client_version: %04x, ClientHello had %04x".formatted(version, offered));
    }
    return Secret.copyOf(premaster);
  }
}
