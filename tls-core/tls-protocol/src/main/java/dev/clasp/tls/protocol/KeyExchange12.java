package dev.clasp.tls.protocol;

/**
 * How a cipher suite of TLS 1.2 agrees on the premaster secret, and who signs what (RFC 5246
 * §7.4.3, RFC 8422 §2, RFC 4279, RFC 5489).
 *
 * <pre>
 *               premaster secret                   Certificate    ServerKeyExchange
 * ECDHE_ECDSA   elliptic curve                     EC, signs      params, signature
 * ECDHE_RSA     elliptic curve                     RSA, signs     params, signature
 * DHE_RSA       finite field                       RSA, signs     params, signature
 * RSA           chosen and encrypted by the client RSA, decrypts  -
 * PSK           pre-shared key alone               -              hint, or none at all
 * ECDHE_PSK     elliptic curve, pre-shared key     -              hint, params
 * DHE_PSK       finite field, pre-shared key       -              hint, params
 * RSA_PSK       encrypted, pre-shared key          RSA, decrypts  hint, or none at all
 * </pre>
 */
public enum KeyExchange12 {
  ECDHE_ECDSA(Agreement.ECDHE, false, true),
  ECDHE_RSA(Agreement.ECDHE, false, true),
  DHE_RSA(Agreement.DHE, false, true),
  RSA(Agreement.RSA, false, true),
  PSK(Agreement.NONE, true, false),
  ECDHE_PSK(Agreement.ECDHE, true, false),
  DHE_PSK(Agreement.DHE, true, false),
  RSA_PSK(Agreement.RSA, true, true);

  /** What the two sides agree on beside a pre-shared key. */
  public enum Agreement {
    /** Ephemeral, on an elliptic curve (RFC 8422). */
    ECDHE,
    /** Ephemeral, in a finite field. */
    DHE,
    /** A random secret that the client encrypts with the server's key: no forward secrecy. */
    RSA,
    /** Nothing. */
    NONE
  }

  private final Agreement agreement;
  private final boolean preSharedKey;
  private final boolean certificate;

  KeyExchange12(Agreement agreement, boolean preSharedKey, boolean certificate) {
    this.agreement = agreement;
    this.preSharedKey = preSharedKey;
    this.certificate = certificate;
  }

  public Agreement agreement() {
    return agreement;
  }

  /** Whether a pre-shared key goes into the premaster secret. */
  public boolean usesPreSharedKey() {
    return preSharedKey;
  }

  /** Whether the server sends a Certificate; only then it may ask for one, too. */
  public boolean usesCertificate() {
    return certificate;
  }

  /** Whether a key that is used once makes the secret, so that it stays one when keys leak. */
  public boolean isEphemeral() {
    return agreement == Agreement.ECDHE || agreement == Agreement.DHE;
  }

  /** Whether the server signs its params; otherwise its part is authentic by what it decrypts. */
  public boolean serverSigns() {
    return certificate && isEphemeral();
  }
}
