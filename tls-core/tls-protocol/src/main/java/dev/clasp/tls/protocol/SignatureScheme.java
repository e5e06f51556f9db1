package dev.clasp.tls.protocol;

import dev.clasp.tls.crypto.SignatureAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SignatureScheme (RFC 9846 §4.3.3); unknown values are kept.
 *
 * @param value 0 to 0xFFFF
 */
public record SignatureScheme(int value) {
  public static final SignatureScheme RSA_PKCS1_SHA256 = new SignatureScheme(0x0401);
  public static final SignatureScheme RSA_PKCS1_SHA384 = new SignatureScheme(0x0501);
  public static final SignatureScheme RSA_PKCS1_SHA512 = new SignatureScheme(0x0601);
  public static final SignatureScheme ECDSA_SECP256R1_SHA256 = new SignatureScheme(0x0403);
  public static final SignatureScheme ECDSA_SECP384R1_SHA384 = new SignatureScheme(0x0503);
  public static final SignatureScheme ECDSA_SECP521R1_SHA512 = new SignatureScheme(0x0603);
  public static final SignatureScheme RSA_PSS_RSAE_SHA256 = new SignatureScheme(0x0804);
  public static final SignatureScheme RSA_PSS_RSAE_SHA384 = new SignatureScheme(0x0805);
  public static final SignatureScheme RSA_PSS_RSAE_SHA512 = new SignatureScheme(0x0806);
  public static final SignatureScheme ED25519 = new SignatureScheme(0x0807);
  public static final SignatureScheme ED448 = new SignatureScheme(0x0808);
  public static final SignatureScheme RSA_PSS_PSS_SHA256 = new SignatureScheme(0x0809);
  public static final SignatureScheme RSA_PSS_PSS_SHA384 = new SignatureScheme(0x080A);
  public static final SignatureScheme RSA_PSS_PSS_SHA512 = new SignatureScheme(0x080B);
  public static final SignatureScheme ECDSA_BRAINPOOLP256R1TLS13_SHA256 =
      new SignatureScheme(0x081A);
  public static final SignatureScheme ECDSA_BRAINPOOLP384R1TLS13_SHA384 =
      new SignatureScheme(0x081B);
  public static final SignatureScheme ECDSA_BRAINPOOLP512R1TLS13_SHA512 =
      new SignatureScheme(0x081C);
  public static final SignatureScheme MLDSA44 = new SignatureScheme(0x0904);
  public static final SignatureScheme MLDSA65 = new SignatureScheme(0x0905);
  public static final SignatureScheme MLDSA87 = new SignatureScheme(0x0906);
  public static final SignatureScheme RSA_PKCS1_SHA1 = new SignatureScheme(0x0201);
  public static final SignatureScheme ECDSA_SHA1 = new SignatureScheme(0x0203);
  public static final SignatureScheme RSA_PKCS1_SHA256_LEGACY = new SignatureScheme(0x0420);
  public static final SignatureScheme RSA_PKCS1_SHA384_LEGACY = new SignatureScheme(0x0520);
  public static final SignatureScheme RSA_PKCS1_SHA512_LEGACY = new SignatureScheme(0x0620);

  private static final Names<SignatureScheme> NAMES =
      new Names<>(
          List.of(
              new Names.Entry<>(RSA_PKCS1_SHA256, "rsa_pkcs1_sha256"),
              new Names.Entry<>(RSA_PKCS1_SHA384, "rsa_pkcs1_sha384"),
              new Names.Entry<>(RSA_PKCS1_SHA512, "rsa_pkcs1_sha512"),
              new Names.Entry<>(ECDSA_SECP256R1_SHA256, "ecdsa_secp256r1_sha256"),
              new Names.Entry<>(ECDSA_SECP384R1_SHA384, "ecdsa_secp384r1_sha384"),
              new Names.Entry<>(ECDSA_SECP521R1_SHA512, "ecdsa_secp521r1_sha512"),
              new Names.Entry<>(RSA_PSS_RSAE_SHA256, "rsa_pss_rsae_sha256"),
              new Names.Entry<>(RSA_PSS_RSAE_SHA384, "rsa_pss_rsae_sha384"),
              new Names.Entry<>(RSA_PSS_RSAE_SHA512, "rsa_pss_rsae_sha512"),
              new Names.Entry<>(ED25519, "ed25519"),
              new Names.Entry<>(ED448, "ed448"),
              new Names.Entry<>(RSA_PSS_PSS_SHA256, "rsa_pss_pss_sha256"),
              new Names.Entry<>(RSA_PSS_PSS_SHA384, "rsa_pss_pss_sha384"),
              new Names.Entry<>(RSA_PSS_PSS_SHA512, "rsa_pss_pss_sha512"),
              new Names.Entry<>(
                  ECDSA_BRAINPOOLP256R1TLS13_SHA256, "ecdsa_brainpoolP256r1tls13_sha256"),
              new Names.Entry<>(
                  ECDSA_BRAINPOOLP384R1TLS13_SHA384, "ecdsa_brainpoolP384r1tls13_sha384"),
              new Names.Entry<>(
                  ECDSA_BRAINPOOLP512R1TLS13_SHA512, "ecdsa_brainpoolP512r1tls13_sha512"),
              new Names.Entry<>(MLDSA44, "mldsa44"),
              new Names.Entry<>(MLDSA65, "mldsa65"),
              new Names.Entry<>(MLDSA87, "mldsa87"),
              new Names.Entry<>(RSA_PKCS1_SHA1, "rsa_pkcs1_sha1"),
              new Names.Entry<>(ECDSA_SHA1, "ecdsa_sha1"),
              new Names.Entry<>(RSA_PKCS1_SHA256_LEGACY, "rsa_pkcs1_sha256_legacy"),
              new Names.Entry<>(RSA_PKCS1_SHA384_LEGACY, "rsa_pkcs1_sha384_legacy"),
              new Names.Entry<>(RSA_PKCS1_SHA512_LEGACY, "rsa_pkcs1_sha512_legacy")));

  public SignatureScheme {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException("SignatureScheme: %d, expected 16 bits".formatted(value));
    }
  }

  /** The code point of a name as IANA spells it; empty for a name we do not know. */
  public static java.util.Optional<SignatureScheme> byName(String name) {
    return NAMES.byName(name);
  }

  /** Every code point with a name here, in registry order. */
  public static List<SignatureScheme> known() {
    return NAMES.all();
  }

  private static final Map<SignatureScheme, SignatureAlgorithm> ALGORITHMS =
      Map.ofEntries(
          Map.entry(RSA_PKCS1_SHA256, SignatureAlgorithm.RSA_PKCS1_SHA256),
          Map.entry(RSA_PKCS1_SHA384, SignatureAlgorithm.RSA_PKCS1_SHA384),
          Map.entry(RSA_PKCS1_SHA512, SignatureAlgorithm.RSA_PKCS1_SHA512),
          Map.entry(ECDSA_SECP256R1_SHA256, SignatureAlgorithm.ECDSA_SECP256R1_SHA256),
          Map.entry(ECDSA_SECP384R1_SHA384, SignatureAlgorithm.ECDSA_SECP384R1_SHA384),
          Map.entry(ECDSA_SECP521R1_SHA512, SignatureAlgorithm.ECDSA_SECP521R1_SHA512),
          Map.entry(RSA_PSS_RSAE_SHA256, SignatureAlgorithm.RSA_PSS_RSAE_SHA256),
          Map.entry(RSA_PSS_RSAE_SHA384, SignatureAlgorithm.RSA_PSS_RSAE_SHA384),
          Map.entry(RSA_PSS_RSAE_SHA512, SignatureAlgorithm.RSA_PSS_RSAE_SHA512),
          Map.entry(ED25519, SignatureAlgorithm.ED25519),
          Map.entry(ED448, SignatureAlgorithm.ED448),
          Map.entry(RSA_PSS_PSS_SHA256, SignatureAlgorithm.RSA_PSS_PSS_SHA256),
          Map.entry(RSA_PSS_PSS_SHA384, SignatureAlgorithm.RSA_PSS_PSS_SHA384),
          Map.entry(RSA_PSS_PSS_SHA512, SignatureAlgorithm.RSA_PSS_PSS_SHA512),
          Map.entry(
              ECDSA_BRAINPOOLP256R1TLS13_SHA256, SignatureAlgorithm.ECDSA_BRAINPOOLP256R1_SHA256),
          Map.entry(
              ECDSA_BRAINPOOLP384R1TLS13_SHA384, SignatureAlgorithm.ECDSA_BRAINPOOLP384R1_SHA384),
          Map.entry(
              ECDSA_BRAINPOOLP512R1TLS13_SHA512, SignatureAlgorithm.ECDSA_BRAINPOOLP512R1_SHA512),
          Map.entry(MLDSA44, SignatureAlgorithm.MLDSA44),
          Map.entry(MLDSA65, SignatureAlgorithm.MLDSA65),
          Map.entry(MLDSA87, SignatureAlgorithm.MLDSA87));

  /** What computes this code point in TLS 1.3; empty when it is unknown or only recognised. */
  public Optional<SignatureAlgorithm> algorithm() {
    return Optional.ofNullable(ALGORITHMS.get(this));
  }

  public static SignatureScheme of(SignatureAlgorithm algorithm) {
    return ALGORITHMS.entrySet().stream()
        .filter(entry -> entry.getValue() == algorithm)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /**
   * Whether TLS 1.3 allows it in CertificateVerify: no PKCS #1 v1.5, no SHA-1 (RFC 9846 §4.3.3).
   */
  public boolean signsHandshake13() {
    return algorithm().isPresent()
        && !equals(RSA_PKCS1_SHA256)
        && !equals(RSA_PKCS1_SHA384)
        && !equals(RSA_PKCS1_SHA512);
  }

  /** For the CertificateVerify of TLS 1.3 clients, and nothing else (RFC 9963 §2). */
  public static final List<SignatureScheme> LEGACY_CLIENT_SCHEMES =
      List.of(RSA_PKCS1_SHA256_LEGACY, RSA_PKCS1_SHA384_LEGACY, RSA_PKCS1_SHA512_LEGACY);

  private static final Map<SignatureScheme, SignatureAlgorithm> LEGACY_CLIENT_ALGORITHMS =
      Map.of(
          RSA_PKCS1_SHA256_LEGACY, SignatureAlgorithm.RSA_PKCS1_SHA256,
          RSA_PKCS1_SHA384_LEGACY, SignatureAlgorithm.RSA_PKCS1_SHA384,
          RSA_PKCS1_SHA512_LEGACY, SignatureAlgorithm.RSA_PKCS1_SHA512);

  /**
   * What a client's CertificateVerify of TLS 1.3 is computed with: {@link #algorithm} where {@link
   * #signsHandshake13}, and RSASSA-PKCS1-v1_5 for the code points of RFC 9963.
   */
  public Optional<SignatureAlgorithm> clientAlgorithm13() {
    return signsHandshake13()
        ? algorithm()
        : Optional.ofNullable(LEGACY_CLIENT_ALGORITHMS.get(this));
  }

  private static final Map<SignatureScheme, SignatureAlgorithm> ECDSA12 =
      Map.of(
          ECDSA_SECP256R1_SHA256, SignatureAlgorithm.ECDSA_SHA256,
          ECDSA_SECP384R1_SHA384, SignatureAlgorithm.ECDSA_SHA384,
          ECDSA_SECP521R1_SHA512, SignatureAlgorithm.ECDSA_SHA512);

  /** Defined for TLS 1.3 only (RFC 8734 §3, draft-ietf-tls-mldsa §3). */
  private static final Set<SignatureScheme> NOT_IN_TLS12 =
      Set.of(
          ECDSA_BRAINPOOLP256R1TLS13_SHA256,
          ECDSA_BRAINPOOLP384R1TLS13_SHA384,
          ECDSA_BRAINPOOLP512R1TLS13_SHA512,
          MLDSA44,
          MLDSA65,
          MLDSA87);

  /**
   * What computes this code point in TLS 1.2, where it is a pair of hash and signature: "TLS 1.2
   * [...] does not constrain the signing curve" (RFC 9846 §4.3.3). Empty when it has no place
   * there.
   */
  public Optional<SignatureAlgorithm> algorithm12() {
    return Optional.ofNullable(ECDSA12.get(this))
        .or(() -> NOT_IN_TLS12.contains(this) ? Optional.empty() : algorithm());
  }

  /** The IANA name, or the value in hexadecimal. */
  @Override
  public String toString() {
    return NAMES.of(this).orElseGet(() -> "0x%04x".formatted(value));
  }
}
