package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerChain12;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.extension.SignedCertificateTimestampList;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.PeerEvidence;
import dev.clasp.tls.x509.path.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The TLS 1.2 client waits for the server's Certificate (RFC 5246 §7.4.2), unless the key exchange
 * does without.
 *
 * <p>Receives Certificate; then the path is validated as delegated work, if need be with the OCSP
 * response that comes next.
 *
 * @param messages {@code ClientHello, ServerHello}
 */
record WaitCertificate(ClientHandshake12 handshake, TranscriptBuffer messages)
    implements Client12State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.CERTIFICATE);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof Certificate12 certificate)) {
      throw refusal(incoming.message().type());
    }
    // "This is a sequence (chain) of certificates. The sender's certificate MUST come first in the
    // list": only a client may send none (§7.4.6). No alert is named; TLS 1.3 names this one.
    if (certificate.certificateList().isEmpty()) {
      throw new DecodeException(
          "Certificate.certificate_list",
          "empty, expected at least one certificate",
          Rfc.rfc5246("7.4.2", 3));
    }
    List<Certificate> chain = PeerChain12.parse(certificate);
    requireSuitableKey(chain.get(0));
    PeerCertificates peer =
        new PeerCertificates(
            chain,
            timestamps(),
            Purpose.TLS_SERVER,
            Optional.of(handshake.server()),
            handshake.config().clock().instant());
    TranscriptBuffer certificates = messages.plus(incoming.raw());
    return handshake.mayStaple()
        ? Step.to(new WaitCertificateStatus(handshake, certificates, peer))
        : new ServerCertificate12(handshake, certificates, peer).validate();
  }

  /** The timestamps of the ServerHello, where TLS 1.2 has them (RFC 6962 §3.3.1). */
  private PeerEvidence timestamps() {
    return handshake
        .serverHello()
        .extensions()
        .find(SignedCertificateTimestampList.class)
        .map(list -> PeerEvidence.NONE.withTimestamps(list.encoded()))
        .orElse(PeerEvidence.NONE);
  }

  /**
   * "The end entity certificate's public key (and associated restrictions) MUST be compatible with
   * the selected key exchange algorithm." No alert is named: the key contradicts cipher_suite.
   */
  private void requireSuitableKey(Certificate endEntity) throws ProtocolViolation {
    Optional<KeyKind> kind = endEntity.publicKey().map(PublicKeyInfo::kind);
    KeyExchange12.Certificate expected = handshake.keyExchange().certificate();
    if (kind.isEmpty() || !isSuitable(kind.get(), expected)) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc5246("7.4.2", 8),
          "Certificate.certificate_list[0]: key of kind %s, expected %s for %s"
              .formatted(kind.map(KeyKind::name).orElse("unknown"), expected, handshake.suite()));
    }
  }

  private static boolean isSuitable(KeyKind kind, KeyExchange12.Certificate expected) {
    return switch (expected) {
      case RSA_SIGNING -> kind == KeyKind.RSA || kind == KeyKind.RSA_PSS;
      case RSA_DECRYPTING -> kind == KeyKind.RSA;
      case ECDSA_SIGNING ->
          kind.isEllipticCurve() || kind == KeyKind.ED25519 || kind == KeyKind.ED448;
      case NONE -> false;
    };
  }
}
