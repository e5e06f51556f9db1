package dev.clasp.tls.protocol;

import static dev.clasp.tls.crypto.HashAlgorithm.SHA256;
import static dev.clasp.tls.crypto.HashAlgorithm.SHA384;
import static dev.clasp.tls.protocol.KeyExchange12.DHE_PSK;
import static dev.clasp.tls.protocol.KeyExchange12.DHE_RSA;
import static dev.clasp.tls.protocol.KeyExchange12.ECDHE_ECDSA;
import static dev.clasp.tls.protocol.KeyExchange12.ECDHE_PSK;
import static dev.clasp.tls.protocol.KeyExchange12.ECDHE_RSA;
import static dev.clasp.tls.protocol.KeyExchange12.PSK;
import static dev.clasp.tls.protocol.KeyExchange12.RSA;
import static dev.clasp.tls.protocol.KeyExchange12.RSA_PSK;
import static dev.clasp.tls.protocol.Protection12.AES_128_CBC_SHA1;
import static dev.clasp.tls.protocol.Protection12.AES_128_CBC_SHA256;
import static dev.clasp.tls.protocol.Protection12.AES_128_CCM;
import static dev.clasp.tls.protocol.Protection12.AES_128_CCM_8;
import static dev.clasp.tls.protocol.Protection12.AES_128_GCM;
import static dev.clasp.tls.protocol.Protection12.AES_256_CBC_SHA1;
import static dev.clasp.tls.protocol.Protection12.AES_256_CBC_SHA256;
import static dev.clasp.tls.protocol.Protection12.AES_256_CBC_SHA384;
import static dev.clasp.tls.protocol.Protection12.AES_256_CCM;
import static dev.clasp.tls.protocol.Protection12.AES_256_CCM_8;
import static dev.clasp.tls.protocol.Protection12.AES_256_GCM;
import static dev.clasp.tls.protocol.Protection12.CHACHA20_POLY1305;

import dev.clasp.tls.crypto.HashAlgorithm;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cipher suites of TLS 1.2 that we know (RFC 5246 §A.5 and the RFCs named below).
 *
 * <p>The columns: code point, key exchange, record protection, hash of the PRF. A suite that names
 * no hash, or SHA-1 for its MAC, has the PRF of TLS 1.2 with SHA-256 (RFC 5246 §5).
 *
 * <p>There are no suites here without encryption or authentication, with RC4, DES or 3DES, or with
 * fixed Diffie-Hellman keys.
 */
public enum Suite12 implements SuiteParameters {
  // RFC 5289, RFC 7905, RFC 7251, RFC 8422
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xC02B, ECDHE_ECDSA, AES_128_GCM, SHA256),
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xC02C, ECDHE_ECDSA, AES_256_GCM, SHA384),
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(0xCCA9, ECDHE_ECDSA, CHACHA20_POLY1305, SHA256),
  TLS_ECDHE_ECDSA_WITH_AES_128_CCM(0xC0AC, ECDHE_ECDSA, AES_128_CCM, SHA256),
  TLS_ECDHE_ECDSA_WITH_AES_256_CCM(0xC0AD, ECDHE_ECDSA, AES_256_CCM, SHA256),
  TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8(0xC0AE, ECDHE_ECDSA, AES_128_CCM_8, SHA256),
  TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8(0xC0AF, ECDHE_ECDSA, AES_256_CCM_8, SHA256),
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA(0xC009, ECDHE_ECDSA, AES_128_CBC_SHA1, SHA256),
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA(0xC00A, ECDHE_ECDSA, AES_256_CBC_SHA1, SHA256),
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256(0xC023, ECDHE_ECDSA, AES_128_CBC_SHA256, SHA256),
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384(0xC024, ECDHE_ECDSA, AES_256_CBC_SHA384, SHA384),

  // RFC 5289, RFC 7905, RFC 8422
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xC02F, ECDHE_RSA, AES_128_GCM, SHA256),
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xC030, ECDHE_RSA, AES_256_GCM, SHA384),
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xCCA8, ECDHE_RSA, CHACHA20_POLY1305, SHA256),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA(0xC013, ECDHE_RSA, AES_128_CBC_SHA1, SHA256),
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA(0xC014, ECDHE_RSA, AES_256_CBC_SHA1, SHA256),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256(0xC027, ECDHE_RSA, AES_128_CBC_SHA256, SHA256),
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384(0xC028, ECDHE_RSA, AES_256_CBC_SHA384, SHA384),

  // RFC 5288, RFC 7905, RFC 6655, RFC 5246
  TLS_DHE_RSA_WITH_AES_128_GCM_SHA256(0x009E, DHE_RSA, AES_128_GCM, SHA256),
  TLS_DHE_RSA_WITH_AES_256_GCM_SHA384(0x009F, DHE_RSA, AES_256_GCM, SHA384),
  TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xCCAA, DHE_RSA, CHACHA20_POLY1305, SHA256),
  TLS_DHE_RSA_WITH_AES_128_CCM(0xC09E, DHE_RSA, AES_128_CCM, SHA256),
  TLS_DHE_RSA_WITH_AES_256_CCM(0xC09F, DHE_RSA, AES_256_CCM, SHA256),
  TLS_DHE_RSA_WITH_AES_128_CCM_8(0xC0A2, DHE_RSA, AES_128_CCM_8, SHA256),
  TLS_DHE_RSA_WITH_AES_256_CCM_8(0xC0A3, DHE_RSA, AES_256_CCM_8, SHA256),
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA(0x0033, DHE_RSA, AES_128_CBC_SHA1, SHA256),
  TLS_DHE_RSA_WITH_AES_256_CBC_SHA(0x0039, DHE_RSA, AES_256_CBC_SHA1, SHA256),
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA256(0x0067, DHE_RSA, AES_128_CBC_SHA256, SHA256),
  TLS_DHE_RSA_WITH_AES_256_CBC_SHA256(0x006B, DHE_RSA, AES_256_CBC_SHA256, SHA256),

  // RFC 5288, RFC 6655, RFC 5246
  TLS_RSA_WITH_AES_128_GCM_SHA256(0x009C, RSA, AES_128_GCM, SHA256),
  TLS_RSA_WITH_AES_256_GCM_SHA384(0x009D, RSA, AES_256_GCM, SHA384),
  TLS_RSA_WITH_AES_128_CCM(0xC09C, RSA, AES_128_CCM, SHA256),
  TLS_RSA_WITH_AES_256_CCM(0xC09D, RSA, AES_256_CCM, SHA256),
  TLS_RSA_WITH_AES_128_CCM_8(0xC0A0, RSA, AES_128_CCM_8, SHA256),
  TLS_RSA_WITH_AES_256_CCM_8(0xC0A1, RSA, AES_256_CCM_8, SHA256),
  TLS_RSA_WITH_AES_128_CBC_SHA(0x002F, RSA, AES_128_CBC_SHA1, SHA256),
  TLS_RSA_WITH_AES_256_CBC_SHA(0x0035, RSA, AES_256_CBC_SHA1, SHA256),
  TLS_RSA_WITH_AES_128_CBC_SHA256(0x003C, RSA, AES_128_CBC_SHA256, SHA256),
  TLS_RSA_WITH_AES_256_CBC_SHA256(0x003D, RSA, AES_256_CBC_SHA256, SHA256),

  // RFC 8442, RFC 7905, RFC 5489
  TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256(0xD001, ECDHE_PSK, AES_128_GCM, SHA256),
  TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384(0xD002, ECDHE_PSK, AES_256_GCM, SHA384),
  TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256(0xCCAC, ECDHE_PSK, CHACHA20_POLY1305, SHA256),
  TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256(0xD005, ECDHE_PSK, AES_128_CCM, SHA256),
  TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256(0xD003, ECDHE_PSK, AES_128_CCM_8, SHA256),
  TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA(0xC035, ECDHE_PSK, AES_128_CBC_SHA1, SHA256),
  TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA(0xC036, ECDHE_PSK, AES_256_CBC_SHA1, SHA256),
  TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256(0xC037, ECDHE_PSK, AES_128_CBC_SHA256, SHA256),
  TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA384(0xC038, ECDHE_PSK, AES_256_CBC_SHA384, SHA384),

  // RFC 5487, RFC 7905, RFC 6655, RFC 4279
  TLS_DHE_PSK_WITH_AES_128_GCM_SHA256(0x00AA, DHE_PSK, AES_128_GCM, SHA256),
  TLS_DHE_PSK_WITH_AES_256_GCM_SHA384(0x00AB, DHE_PSK, AES_256_GCM, SHA384),
  TLS_DHE_PSK_WITH_CHACHA20_POLY1305_SHA256(0xCCAD, DHE_PSK, CHACHA20_POLY1305, SHA256),
  TLS_DHE_PSK_WITH_AES_128_CCM(0xC0A6, DHE_PSK, AES_128_CCM, SHA256),
  TLS_DHE_PSK_WITH_AES_256_CCM(0xC0A7, DHE_PSK, AES_256_CCM, SHA256),
  TLS_PSK_DHE_WITH_AES_128_CCM_8(0xC0AA, DHE_PSK, AES_128_CCM_8, SHA256),
  TLS_PSK_DHE_WITH_AES_256_CCM_8(0xC0AB, DHE_PSK, AES_256_CCM_8, SHA256),
  TLS_DHE_PSK_WITH_AES_128_CBC_SHA(0x0090, DHE_PSK, AES_128_CBC_SHA1, SHA256),
  TLS_DHE_PSK_WITH_AES_256_CBC_SHA(0x0091, DHE_PSK, AES_256_CBC_SHA1, SHA256),
  TLS_DHE_PSK_WITH_AES_128_CBC_SHA256(0x00B2, DHE_PSK, AES_128_CBC_SHA256, SHA256),
  TLS_DHE_PSK_WITH_AES_256_CBC_SHA384(0x00B3, DHE_PSK, AES_256_CBC_SHA384, SHA384),

  // RFC 5487, RFC 7905, RFC 4279
  TLS_RSA_PSK_WITH_AES_128_GCM_SHA256(0x00AC, RSA_PSK, AES_128_GCM, SHA256),
  TLS_RSA_PSK_WITH_AES_256_GCM_SHA384(0x00AD, RSA_PSK, AES_256_GCM, SHA384),
  TLS_RSA_PSK_WITH_CHACHA20_POLY1305_SHA256(0xCCAE, RSA_PSK, CHACHA20_POLY1305, SHA256),
  TLS_RSA_PSK_WITH_AES_128_CBC_SHA(0x0094, RSA_PSK, AES_128_CBC_SHA1, SHA256),
  TLS_RSA_PSK_WITH_AES_256_CBC_SHA(0x0095, RSA_PSK, AES_256_CBC_SHA1, SHA256),
  TLS_RSA_PSK_WITH_AES_128_CBC_SHA256(0x00B6, RSA_PSK, AES_128_CBC_SHA256, SHA256),
  TLS_RSA_PSK_WITH_AES_256_CBC_SHA384(0x00B7, RSA_PSK, AES_256_CBC_SHA384, SHA384),

  // RFC 5487, RFC 7905, RFC 6655, RFC 4279
  TLS_PSK_WITH_AES_128_GCM_SHA256(0x00A8, PSK, AES_128_GCM, SHA256),
  TLS_PSK_WITH_AES_256_GCM_SHA384(0x00A9, PSK, AES_256_GCM, SHA384),
  TLS_PSK_WITH_CHACHA20_POLY1305_SHA256(0xCCAB, PSK, CHACHA20_POLY1305, SHA256),
  TLS_PSK_WITH_AES_128_CCM(0xC0A4, PSK, AES_128_CCM, SHA256),
  TLS_PSK_WITH_AES_256_CCM(0xC0A5, PSK, AES_256_CCM, SHA256),
  TLS_PSK_WITH_AES_128_CCM_8(0xC0A8, PSK, AES_128_CCM_8, SHA256),
  TLS_PSK_WITH_AES_256_CCM_8(0xC0A9, PSK, AES_256_CCM_8, SHA256),
  TLS_PSK_WITH_AES_128_CBC_SHA(0x008C, PSK, AES_128_CBC_SHA1, SHA256),
  TLS_PSK_WITH_AES_256_CBC_SHA(0x008D, PSK, AES_256_CBC_SHA1, SHA256),
  TLS_PSK_WITH_AES_128_CBC_SHA256(0x00AE, PSK, AES_128_CBC_SHA256, SHA256),
  TLS_PSK_WITH_AES_256_CBC_SHA384(0x00AF, PSK, AES_256_CBC_SHA384, SHA384);

  private static final Map<CipherSuite, Suite12> BY_CODE_POINT =
      Stream.of(values()).collect(Collectors.toMap(Suite12::codePoint, Function.identity()));

  private final CipherSuite codePoint;
  private final KeyExchange12 keyExchange;
  private final Protection12 protection;
  private final HashAlgorithm hash;

  Suite12(int codePoint, KeyExchange12 keyExchange, Protection12 protection, HashAlgorithm hash) {
    this.codePoint = new CipherSuite(codePoint);
    this.keyExchange = keyExchange;
    this.protection = protection;
    this.hash = hash;
  }

  public static Optional<Suite12> of(CipherSuite codePoint) {
    return Optional.ofNullable(BY_CODE_POINT.get(codePoint));
  }

  @Override
  public CipherSuite codePoint() {
    return codePoint;
  }

  public KeyExchange12 keyExchange() {
    return keyExchange;
  }

  public Protection12 protection() {
    return protection;
  }

  /** The hash of the PRF, and of the transcript that Finished covers (RFC 5246 §7.4.9). */
  @Override
  public HashAlgorithm hash() {
    return hash;
  }

  /**
   * Whether it is off until someone asks for old suites: all but ephemeral elliptic curve
   * Diffie-Hellman with AES-GCM or ChaCha20-Poly1305.
   *
   * <p>RFC 10015 deprecates RSA and finite field Diffie-Hellman key exchange; plain PSK has no
   * forward secrecy either. That CBC and CCM are off is our choice: RFC 9325 §4.2 recommends AEADs
   * with ephemeral elliptic curves, and CCM is for constrained devices.
   */
  public boolean isLegacy() {
    return !keyExchange.share().equals(KeyExchange12.Share.ECDHE) || !protection.isModern();
  }
}
