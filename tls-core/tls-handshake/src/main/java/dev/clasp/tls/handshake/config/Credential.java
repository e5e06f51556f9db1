package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.x509.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Who we are: a certificate chain and the private key of its first certificate.
 *
 * @param chain end entity first, each certified by the next; the trust anchor may be left out (RFC
 *     9846 §4.5.1)
 * @param key signs; may live in an HSM
 * @param ocspResponse DER of what the issuer's responder says of the end entity, for clients that
 *     ask (RFC 6066 §8, RFC 9846 §4.5.1.1); empty for none
 * @param timestamps SignedCertificateTimestamps to send to TLS 1.3 clients that ask (RFC 6962 §3.3)
 */
public record Credential(
    List<Certificate> chain, SigningKey key, Optional<Bytes> ocspResponse, List<Bytes> timestamps) {
  public Credential {
    chain = List.copyOf(chain);
    timestamps = List.copyOf(timestamps);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("chain: empty, expected at least the own certificate");
    }
    Optional<KeyKind> certified = chain.get(0).publicKey().map(PublicKeyInfo::kind);
    if (!certified.equals(Optional.of(key.kind()))) {
      throw new IllegalArgumentException(
          "key: %s, expected %s as in the certificate of %s"
              .formatted(
                  key.kind(),
                  certified.map(KeyKind::name).orElse("a kind that is not implemented"),
                  chain.get(0).subject()));
    }
  }

  /** Without an OCSP response. */
  public Credential(List<Certificate> chain, SigningKey key) {
    this(chain, key, Optional.empty(), List.of());
  }

  /** The same with this OCSP response, in DER. */
  public Credential withOcspResponse(Bytes response) {
    return new Credential(chain, key, Optional.of(response), timestamps);
  }

  /**
   * The same with these SignedCertificateTimestamps (RFC 6962 §3.3), for TLS 1.3 clients that ask.
   */
  public Credential withTimestamps(List<Bytes> list) {
    return new Credential(chain, key, ocspResponse, list);
  }

  public Certificate endEntity() {
    return chain.get(0);
  }

  /**
   * The scheme to sign a TLS 1.3 CertificateVerify with: the first the peer lists ("in descending
   * order of preference", RFC 9846 §4.3.3) that the key can do.
   *
   * @param accepted by the peer's signature_algorithms
   */
  public Optional<SignatureScheme> scheme13(List<SignatureScheme> accepted) {
    return accepted.stream()
        .filter(SignatureScheme::signsHandshake13)
        .filter(scheme -> scheme.algorithm().map(key.algorithms()::contains).orElse(false))
        .findFirst();
  }

  /**
   * The scheme for a client's CertificateVerify of TLS 1.3 where RSASSA-PKCS1-v1_5 is allowed (RFC
   * 9963): only if there is none of {@link #scheme13}.
   *
   * @param accepted by the server's signature_algorithms
   */
  public Optional<SignatureScheme> legacyClientScheme13(List<SignatureScheme> accepted) {
    return scheme13(accepted)
        .or(
            () ->
                accepted.stream()
                    .filter(SignatureScheme.LEGACY_CLIENT_SCHEMES::contains)
                    .filter(
                        scheme ->
                            key.algorithms().contains(scheme.clientAlgorithm13().orElseThrow()))
                    .findFirst());
  }

  /**
   * The scheme to sign with in TLS 1.2: the first the peer lists that the key can do.
   *
   * @param accepted by the peer's signature_algorithms
   */
  public Optional<SignatureScheme> scheme12(List<SignatureScheme> accepted) {
    return accepted.stream()
        .filter(scheme -> scheme.algorithm12().map(key.algorithms()::contains).orElse(false))
        .findFirst();
  }
}
