package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.config.PeerVerifier;
import dev.clasp.tls.handshake.extension.SignedCertificateTimestampList;
import dev.clasp.tls.handshake.extension.StatusRequestCertificate;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CertificateRejected;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.WireWriter;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.PathFailure;
import dev.clasp.tls.x509.path.PathRejected;
import dev.clasp.tls.x509.path.PathValidated;
import dev.clasp.tls.x509.path.PeerEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the bytes of a Certificate message to a chain we believe (RFC 9846 §4.5.1.3). */
public final class PeerChain {
  private static final int X509_V3 = 3;

  private PeerChain() {}

  /**
   * Parses every certificate.
   *
   * @throws CertificateRejected {@code bad_certificate}: "a certificate was corrupt" (RFC 9846
   *     §6.2)
   */
  public static List<Certificate> parse(Certificate13 message) throws CertificateRejected {
    List<Certificate> chain = new ArrayList<>();
    for (CertificateEntry entry : message.certificateList()) {
      try {
        chain.add(Certificate.parse(entry.certData()));
      } catch (DerException e) {
        throw new CertificateRejected(
            AlertDescription.BAD_CERTIFICATE,
            Rfc.rfc9846("4.5.1.2", 12),
            "Certificate.certificate_list[%d].cert_data: %s"
                .formatted(chain.size(), e.getMessage()));
      }
    }
    return List.copyOf(chain);
  }

  /** What came along with the certificates (RFC 9846 §4.5.1.1); to be judged by the verifier. */
  public static PeerEvidence evidence(Certificate13 message) {
    List<Bytes> responses = new ArrayList<>();
    for (CertificateEntry entry : message.certificateList()) {
      entry
          .extensions()
          .find(StatusRequestCertificate.class)
          .ifPresent(status -> responses.add(status.ocspResponse()));
    }
    PeerEvidence evidence = PeerEvidence.stapled(responses);
    Optional<SignedCertificateTimestampList> timestamps =
        message.certificateList().get(0).extensions().find(SignedCertificateTimestampList.class);
    return timestamps.isPresent() ? evidence.withTimestamps(encoded(timestamps.get())) : evidence;
  }

  private static Bytes encoded(SignedCertificateTimestampList list) {
    WireWriter out = new WireWriter();
    list.encodeTo(out);
    return out.toBytes();
  }

  /**
   * Checks what TLS demands of the certificate of the sender, and validates the path.
   *
   * @throws CertificateRejected with the alert of the reason
   */
  public static PathValidated validate(PeerVerifier verifier, PeerCertificates peer)
      throws CertificateRejected {
    Certificate endEntity = peer.chain().get(0);
    // "The certificate type MUST be X.509v3 [RFC5280], unless explicitly negotiated otherwise"
    if (endEntity.version() != X509_V3) {
      throw unsupported(
          Rfc.rfc9846("4.5.1.2", 1), "X.509 version %d, expected 3".formatted(endEntity.version()));
    }
    // "the digitalSignature bit MUST be set if the Key Usage extension is present"
    if (!endEntity.allows(KeyUsage.Bit.DIGITAL_SIGNATURE)) {
      throw unsupported(Rfc.rfc9846("4.5.1.2", 3), "key usage without digitalSignature");
    }
    try {
      return verifier.verify(peer);
    } catch (PathRejected e) {
      throw new CertificateRejected(
          alert(e.reason()), Rfc.rfc9846("4.5.1.2", 12), "Certificate: " + e.getMessage());
    }
  }

  private static CertificateRejected unsupported(Rfc clause, String what) {
    return new CertificateRejected(
        AlertDescription.UNSUPPORTED_CERTIFICATE,
        clause,
        "Certificate.certificate_list[0]: " + what);
  }

  /**
   * The alert for each reason: X.509 knows no TLS, so the two meet here, and only here (RFC 9846
   * §6.2, §4.5.1.3).
   */
  static AlertDescription alert(PathFailure reason) {
    return switch (reason) {
      // "corrupt, contained signatures that did not verify correctly, etc."
      case MALFORMED, BAD_SIGNATURE, NAME_CONSTRAINT_VIOLATED, PROFILE_VIOLATED, WEAK_KEY ->
          AlertDescription.BAD_CERTIFICATE;
      // No alert is for a name; this is what most stacks send.
      case NAME_MISMATCH -> AlertDescription.BAD_CERTIFICATE;
      // "any signature algorithm using an MD5 hash MUST abort ... with a bad_certificate alert"
      case UNSUPPORTED_SIGNATURE_ALGORITHM -> AlertDescription.BAD_CERTIFICATE;
      // "has expired or is not currently valid"
      case EXPIRED, NOT_YET_VALID -> AlertDescription.CERTIFICATE_EXPIRED;
      // "the CA certificate could not be located or could not be matched with a known trust anchor"
      case UNKNOWN_ISSUER, NOT_A_CA, PATH_TOO_LONG -> AlertDescription.UNKNOWN_CA;
      case REVOKED -> AlertDescription.CERTIFICATE_REVOKED;
      case BAD_STATUS_RESPONSE -> AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE;
      // "of an unsupported type"
      case WRONG_PURPOSE, WRONG_KEY_USAGE, UNKNOWN_CRITICAL_EXTENSION, UNSUPPORTED_KEY ->
          AlertDescription.UNSUPPORTED_CERTIFICATE;
      // "some other (unspecified) issue"
      case REVOCATION_STATUS_UNKNOWN, POLICY_VIOLATED, TRANSPARENCY_VIOLATED, BUDGET_EXHAUSTED ->
          AlertDescription.CERTIFICATE_UNKNOWN;
    };
  }
}
