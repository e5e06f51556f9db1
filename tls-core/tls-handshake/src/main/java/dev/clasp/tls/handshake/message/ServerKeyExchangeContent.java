package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.Optional;

/**
 * What a {@link ServerKeyExchange} holds: some of three parts, by key exchange.
 *
 * <pre>{@code
 * struct {
 *     select (KeyExchangeAlgorithm) {
 *         case ec_diffie_hellman:                        // RFC 8422 §5.4
 *             ServerECDHParams params;
 *             Signature        signed_params;
 *         case dhe_rsa:                                  // RFC 5246 §7.4.3
 *             ServerDHParams params;
 *             digitally-signed struct {
 *                 opaque client_random[32];
 *                 opaque server_random[32];
 *                 ServerDHParams params;
 *             } signed_params;
 *         case psk:                                      // RFC 4279 §2
 *         case rsa_psk:                                  // RFC 4279 §4
 *             opaque psk_identity_hint<0..2^16-1>;
 *         case diffie_hellman_psk:                       // RFC 4279 §3
 *             opaque psk_identity_hint<0..2^16-1>;
 *             ServerDHParams params;
 *         case ec_diffie_hellman_psk:                    // RFC 5489 §2
 *             opaque psk_identity_hint<0..2^16-1>;
 *             ServerECDHParams params;
 *     };
 * } ServerKeyExchange;
 * }</pre>
 *
 * @param pskIdentityHint helps the client to choose a key; may be empty bytes
 * @param params of an ephemeral key exchange
 * @param signedParams {@link dev.clasp.tls.handshake.authentication.ServerParamsContent} says over
 *     what
 */
public record ServerKeyExchangeContent(
    Optional<Bytes> pskIdentityHint,
    Optional<ServerParams> params,
    Optional<DigitallySigned> signedParams)
    implements Encodable {

  static ServerKeyExchangeContent decode(WireReader in, KeyExchange12 keyExchange)
      throws DecodeException {
    // Java evaluates the arguments in this order, which is that of the wire.
    return new ServerKeyExchangeContent(
        keyExchange.usesPsk()
            ? Optional.of(in.opaque16("psk_identity_hint", 0, 0xFFFF))
            : Optional.empty(),
        params(in, keyExchange.share()),
        isSigned(keyExchange) ? Optional.of(DigitallySigned.decode(in)) : Optional.empty());
  }

  /** Without a certificate there is no key to sign with. */
  private static boolean isSigned(KeyExchange12 keyExchange) {
    return keyExchange.needsServerKeyExchange() && keyExchange.hasCertificate();
  }

  private static Optional<ServerParams> params(WireReader in, KeyExchange12.Share share)
      throws DecodeException {
    return switch (share) {
      case ECDHE -> Optional.of(ServerEcdhParams.decode(in));
      case DHE -> Optional.of(ServerDhParams.decode(in));
      case RSA_ENCRYPTION, NONE -> Optional.empty();
    };
  }

  @Override
  public void encodeTo(WireWriter out) {
    pskIdentityHint.ifPresent(hint -> out.opaque16("psk_identity_hint", hint));
    params.ifPresent(some -> out.struct("params", some::encodeTo));
    signedParams.ifPresent(signed -> out.struct("signed_params", signed::encodeTo));
  }
}
