package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.FiniteFieldGroup;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.message.ServerDhParams;
import dev.clasp.tls.handshake.message.ServerEcdhParams;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;

/**
 * Our half of an ephemeral key exchange (RFC 5246 §7.4.3, RFC 8422 §5.4), made for one connection
 * and used once.
 *
 * @param params what ServerKeyExchange says
 */
record ServerKeyShare12(NamedGroup group, ServerParams params, PendingKeyExchange pending) {

  /** A new private key in the group. */
  static ServerKeyShare12 begin(CryptoProvider crypto, NamedGroup group) {
    GroupAlgorithm algorithm = group.algorithm().orElseThrow();
    PendingKeyExchange pending = crypto.group(algorithm).orElseThrow().begin(crypto.random());
    if (!group.isFiniteField()) {
      return new ServerKeyShare12(group, new ServerEcdhParams(group, pending.share()), pending);
    }
    FiniteFieldGroup field = crypto.classicKeyExchange().named(algorithm);
    return new ServerKeyShare12(
        group, new ServerDhParams(field.prime(), field.generator(), pending.share()), pending);
  }

  /**
   * The shared secret with the client's public value.
   *
   * @throws ProtocolViolation {@code illegal_parameter} for a value that is none of the group's
   */
  Secret agree(Bytes clientValue) throws ProtocolViolation {
    try {
      return pending.complete(
          params instanceof ServerDhParams field
              ? new FiniteFieldGroup(field.dhP(), field.dhG()).padded(clientValue)
              : clientValue);
    } catch (InvalidKeyShare e) {
      throw ProtocolViolation.illegalParameter(clause(), field() + ": " + e.getMessage());
    }
  }

  private String field() {
    return group.isFiniteField() ? "ClientKeyExchange.dh_Yc" : "ClientKeyExchange.ecdh_Yc";
  }

  /** "MUST verify that dh_Yc is in the range" and "MUST check" points and all-zero secrets. */
  private Rfc clause() {
    return group.isFiniteField() ? Rfc.rfc(7919, "4", 10, 11) : Rfc.rfc(8422, "5.11", 1, 2, 3);
  }
}
