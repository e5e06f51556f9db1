package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.config.PeerVerifier;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CertificateRejected;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.PathRejected;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.ArrayList;
import java.util.List;

/**
 * From the bytes of a Certificate message of TLS 1.2 to a chain we believe (RFC 5246 §7.4.2,
 * §7.4.6).
 */
public final class PeerChain12 {
  private static final int X509_V3 = 3;

  private PeerChain12() {}

  /**
   * Parses every certificate.
   *
   * @throws CertificateRejected {@code bad_certificate}: "A certificate was corrupt" (RFC 5246
   *     §7.2.2)
   */
  public static List<Certificate> parse(Certificate12 message) throws CertificateRejected {
    List<Certificate> chain = new ArrayList<>();
    for (Bytes der : message.certificateList()) {
      try {
        chain.add(Certificate.parse(der));
      } catch (DerException e) {
        throw new CertificateRejected(
            AlertDescription.BAD_CERTIFICATE,
            Rfc.rfc5246("7.2.2", 3),
            "Certificate.certificate_list[%d]: %s".formatted(chain.size(), e.getMessage()));
      }
    }
    return List.copyOf(chain);
  }

  /**
   * Checks what TLS demands of the certificate of the sender, and validates the path.
   *
   * @param use of the key: {@code digitalSignature} to sign, {@code keyEncipherment} to decrypt a
   *     premaster secret
   * @throws CertificateRejected with the alert of the reason
   */
  public static PathValidated validate(
      PeerVerifier verifier, PeerCertificates peer, KeyUsage.Bit use) throws CertificateRejected {
    Certificate endEntity = peer.chain().get(0);
    // "The certificate type MUST be X.509v3, unless explicitly negotiated otherwise"
    if (endEntity.version() != X509_V3) {
      throw unsupported(
          Rfc.rfc5246("7.4.2", 7), "X.509 version %d, expected 3".formatted(endEntity.version()));
    }
    // "the keyEncipherment bit MUST be set if the key usage extension is present", for RSA and
    // RSA_PSK; the digitalSignature bit for the others
    if (!endEntity.allows(use)) {
      throw unsupported(Rfc.rfc5246("7.4.2", 9, 10), "key usage without %s".formatted(use));
    }
    try {
      return verifier.verify(peer);
    } catch (PathRejected e) {
      throw new CertificateRejected(
          PeerChain.alert(e.reason()), Rfc.rfc5246("7.2.2", 3), "Certificate: " + e.getMessage());
    }
  }

  private static CertificateRejected unsupported(Rfc clause, String what) {
    return new CertificateRejected(
        AlertDescription.UNSUPPORTED_CERTIFICATE,
        clause,
        "Certificate.certificate_list[0]: " + what);
  }
}
