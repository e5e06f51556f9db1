package dev.clasp.tls.protocol;

/**
 * How a cipher suite of TLS 1.2 makes its premaster secret and authenticates the server (RFC 5246
 * §7.4.3, §7.4.7, RFC 8422 §2, RFC 4279, RFC 5489).
 */
public enum KeyExchange12 {
  RSA(Share.RSA_ENCRYPTION, Certificate.RSA_DECRYPTING, false),
  DHE_RSA(Share.DHE, Certificate.RSA_SIGNING, false),
  ECDHE_RSA(Share.ECDHE, Certificate.RSA_SIGNING, false),
  ECDHE_ECDSA(Share.ECDHE, Certificate.ECDSA_SIGNING, false),
  PSK(Share.NONE, Certificate.NONE, true),
  DHE_PSK(Share.DHE, Certificate.NONE, true),
  ECDHE_PSK(Share.ECDHE, Certificate.NONE, true),
  RSA_PSK(Share.RSA_ENCRYPTION, Certificate.RSA_DECRYPTING, true);

  /** What ClientKeyExchange carries besides a PSK identity. */
  public enum Share {
    /** A premaster secret of the client's, encrypted to the server's certificate. */
    RSA_ENCRYPTION,
    /** A finite field Diffie-Hellman value; ServerKeyExchange has the other. */
    DHE,
    /** A point; ServerKeyExchange has the other. */
    ECDHE,
    NONE
  }

  /** The key that the server's certificate must have, and what the server does with it. */
  public enum Certificate {
    /** Signs ServerKeyExchange (RFC 5246 §7.4.3). */
    RSA_SIGNING,
    /** Signs ServerKeyExchange; with EdDSA keys too (RFC 8422 §2.1). */
    ECDSA_SIGNING,
    /** Decrypts the premaster secret; nothing is signed (RFC 5246 §7.4.7.1). */
    RSA_DECRYPTING,
    /** No Certificate message is sent (RFC 4279 §2). */
    NONE
  }

  private final Share share;
  private final Certificate certificate;
  private final boolean usesPsk;

  KeyExchange12(Share share, Certificate certificate, boolean usesPsk) {
    this.share = share;
    this.certificate = certificate;
    this.usesPsk = usesPsk;
  }

  public Share share() {
    return share;
  }

  public Certificate certificate() {
    return certificate;
  }

  /** Whether the server sends a Certificate message. */
  public boolean hasCertificate() {
    return certificate != Certificate.NONE;
  }

  /** Whether a pre-shared key goes into the premaster secret (RFC 4279). */
  public boolean usesPsk() {
    return usesPsk;
  }

  /**
   * Whether ServerKeyExchange must come: it has the server's share. With {@link #PSK} and {@link
   * #RSA_PSK} it comes only if there is an identity hint (RFC 4279 §2, §4); with {@link #RSA} never
   * (RFC 5246 §7.4.3).
   */
  public boolean needsServerKeyExchange() {
    return share == Share.DHE || share == Share.ECDHE;
  }
}
