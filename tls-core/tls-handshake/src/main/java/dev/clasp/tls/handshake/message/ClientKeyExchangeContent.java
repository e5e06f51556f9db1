package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.Optional;

/**
 * What a {@link ClientKeyExchange} holds: an identity, a value for the agreement, or both.
 *
 * <pre>{@code
 * struct {
 *     select (KeyExchangeAlgorithm) {
 *         case rsa:                                      // RFC 5246 §7.4.7.1
 *             EncryptedPreMasterSecret;
 *         case dhe_rsa:                                  // RFC 5246 §7.4.7.2
 *             ClientDiffieHellmanPublic;
 *         case ec_diffie_hellman:                        // RFC 8422 §5.7
 *             ClientECDiffieHellmanPublic;
 *         case psk:                                      // RFC 4279 §2
 *             opaque psk_identity<0..2^16-1>;
 *         case diffie_hellman_psk:                       // RFC 4279 §3
 *             opaque psk_identity<0..2^16-1>;
 *             ClientDiffieHellmanPublic public;
 *         case rsa_psk:                                  // RFC 4279 §4
 *             opaque psk_identity<0..2^16-1>;
 *             EncryptedPreMasterSecret;
 *         case ec_diffie_hellman_psk:                    // RFC 5489 §2
 *             opaque psk_identity<0..2^16-1>;
 *             ClientECDiffieHellmanPublic public;
 *     } exchange_keys;
 * } ClientKeyExchange;
 *
 * opaque EncryptedPreMasterSecret<0..2^16-1>;
 * opaque dh_Yc<1..2^16-1>;
 * opaque ecdh_Yc<1..2^8-1>;
 * }</pre>
 *
 * @param pskIdentity which pre-shared key is meant
 * @param value the client's public value, or the encrypted premaster secret
 */
public record ClientKeyExchangeContent(Optional<Bytes> pskIdentity, Optional<Bytes> value) {
  static ClientKeyExchangeContent decode(WireReader in, KeyExchange12 keyExchange)
      throws DecodeException {
    // Java evaluates the arguments in this order, which is that of the wire.
    return new ClientKeyExchangeContent(
        keyExchange.usesPsk()
            ? Optional.of(in.opaque16("psk_identity", 0, 0xFFFF))
            : Optional.empty(),
        switch (keyExchange.share()) {
          case ECDHE -> Optional.of(in.opaque8("ecdh_Yc", 1, 0xFF));
          case DHE -> Optional.of(in.opaque16("dh_Yc", 1, 0xFFFF));
          case RSA_ENCRYPTION -> Optional.of(in.opaque16("EncryptedPreMasterSecret", 0, 0xFFFF));
          case NONE -> Optional.empty();
        });
  }

  /** Writes it by the grammar of the key exchange. */
  public void encodeTo(WireWriter out, KeyExchange12 keyExchange) {
    pskIdentity.ifPresent(identity -> out.opaque16("psk_identity", identity));
    value.ifPresent(
        bytes -> {
          switch (keyExchange.share()) {
            case ECDHE -> out.opaque8("ecdh_Yc", bytes);
            case DHE -> out.opaque16("dh_Yc", bytes);
            case RSA_ENCRYPTION -> out.opaque16("EncryptedPreMasterSecret", bytes);
            case NONE -> out.fixed("value", bytes); // nothing the grammar has; for the harness
          }
        });
  }
}
