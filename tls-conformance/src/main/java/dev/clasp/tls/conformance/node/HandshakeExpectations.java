package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Role;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.Ticket;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.EndOfEarlyData;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What either side of TLS 1.3 says behind the ServerHello. */
final class HandshakeExpectations {
  /** Seven days, in seconds: "MUST NOT use any value greater than" (RFC 9846 §4.7.1). */
  private static final long MAX_TICKET_LIFETIME = 604_800;

  private HandshakeExpectations() {}

  /** {@code ExpectEncryptedExtensions {extensions}}. */
  static Node.Expectation encryptedExtensions(Args args) throws FormatException {
    ExpectedExtensions expected = ExpectedExtensions.of(args);
    return HandshakeExpectation.of(
        HandshakeType.ENCRYPTED_EXTENSIONS,
        EncryptedExtensions.class,
        (peer, message) -> {
          message
              .extensions()
              .requireOnlyOffered(peer.offered().extensions(), MessageContext.ENCRYPTED_EXTENSIONS);
          expected.check("EncryptedExtensions", message.extensions());
          boolean accepted = message.extensions().types().contains(ExtensionType.EARLY_DATA);
          if (peer.earlyData() && !accepted) {
            peer.records().changeWriteKeys(peer.secrets().handshakeEpoch(Role.CLIENT));
            peer.earlyData(false);
          }
        });
  }

  /** {@code ExpectCertificateRequest {extensions}}. */
  static Node.Expectation certificateRequest(Args args) throws FormatException {
    return ByVersion.of(certificateRequest13(args), Handshake12Nodes.certificateRequest());
  }

  private static Node.Expectation certificateRequest13(Args args) throws FormatException {
    ExpectedExtensions expected = ExpectedExtensions.of(args);
    return HandshakeExpectation.of(
        HandshakeType.CERTIFICATE_REQUEST,
        CertificateRequest13.class,
        (peer, message) -> {
          if (!message.certificateRequestContext().isEmpty()) {
            throw new CheckFailed(
                Rfc.rfc9846("4.4.2"),
                "CertificateRequest.certificate_request_context: %s, expected empty in a handshake"
                    .formatted(message.certificateRequestContext()));
          }
          if (message.extensions().find(SignatureAlgorithms.class).isEmpty()) {
            throw new CheckFailed(
                Rfc.rfc9846("4.4.2"), "CertificateRequest.signature_algorithms: absent");
          }
          expected.check("CertificateRequest", message.extensions());
          peer.certificateRequest(message);
        });
  }

  /** {@code ExpectCertificate {empty}}; the chain is not validated. */
  static Node.Expectation certificate(Args args) {
    return ByVersion.of(certificate13(args), certificate12(args));
  }

  private static Node.Expectation certificate12(Args args) {
    Optional<Boolean> empty = args.find("empty").map(JsonNode::asBoolean);
    return HandshakeExpectation.of(
        HandshakeType.CERTIFICATE,
        Certificate12.class,
        (peer, message) -> {
          if (message.certificateList().isEmpty() && peer.role() == Role.CLIENT) {
            throw new CheckFailed(
                Rfc.rfc5246("7.4.2"), "Certificate.certificate_list: empty from a server");
          }
          boolean none = message.certificateList().isEmpty();
          if (empty.isPresent() && empty.get() != none) {
            throw new CheckFailed(
                "Certificate.certificate_list: %d entries, expected %s"
                    .formatted(message.certificateList().size(), empty.get() ? "none" : "some"));
          }
          peer.certificateChain(message.certificateList());
        });
  }

  private static Node.Expectation certificate13(Args args) {
    Optional<Boolean> empty = args.find("empty").map(JsonNode::asBoolean);
    return HandshakeExpectation.of(
        HandshakeType.CERTIFICATE,
        Certificate13.class,
        (peer, message) -> checkCertificate(peer, message, empty));
  }

  static void checkCertificate(Peer peer, Certificate13 message, Optional<Boolean> empty)
      throws CheckFailed {
    Bytes context = peer.role() == Role.CLIENT ? Bytes.empty() : requestContext(peer);
    if (!message.certificateRequestContext().equals(context)) {
      throw new CheckFailed(
          Rfc.rfc9846("4.5.1"),
          "Certificate.certificate_request_context: %s, expected %s"
              .formatted(message.certificateRequestContext(), context));
    }
    boolean none = message.certificateList().isEmpty();
    if (none && peer.role() == Role.CLIENT) {
      throw new CheckFailed(
          Rfc.rfc9846("4.5.1.1"), "Certificate.certificate_list: empty from a server");
    }
    if (empty.isPresent() && empty.get() != none) {
      throw new CheckFailed(
          "Certificate.certificate_list: %d entries, expected %s"
              .formatted(message.certificateList().size(), empty.get() ? "none" : "some"));
    }
    peer.certificateChain(
        message.certificateList().stream().map(CertificateEntry::certData).toList());
  }

  /** Of the CertificateRequest that we sent. */
  private static Bytes requestContext(Peer peer) {
    return peer.certificateRequest()
        .map(CertificateRequest13::certificateRequestContext)
        .orElse(Bytes.empty());
  }

  /** {@code ExpectCertificateVerify {sig_alg}}. */
  static Node.Expectation certificateVerify(Args args) throws FormatException {
    OptionalInt scheme = args.number("sig_alg", Registry.SCHEMES);
    return HandshakeExpectation.of(
        HandshakeType.CERTIFICATE_VERIFY,
        CertificateVerify.class,
        (peer, message) -> {
          if (scheme.isPresent() && message.algorithm().value() != scheme.getAsInt()) {
            throw new CheckFailed(
                "CertificateVerify.algorithm: %s, expected %s"
                    .formatted(message.algorithm(), new SignatureScheme(scheme.getAsInt())));
          }
          verify(peer, message);
        });
  }

  private static void verify(Peer peer, CertificateVerify message)
      throws CheckFailed, ScriptException {
    SignatureScheme scheme = message.algorithm();
    if (peer.isTls12()) {
      verify12(peer, message);
      return;
    }
    if (!allowed(peer).contains(scheme)) {
      throw new CheckFailed(
          Rfc.rfc9846("4.5.2"),
          "CertificateVerify.algorithm: %s, which was not offered".formatted(scheme));
    }
    if (!scheme.signsHandshake13()) {
      throw new CheckFailed(
          Rfc.rfc9846("4.5.2"),
          "CertificateVerify.algorithm: %s, which TLS 1.3 does not sign with".formatted(scheme));
    }
    SignatureAlgorithm algorithm = scheme.algorithm().orElseThrow();
    PublicKeyInfo key = CertificateNodes.publicKey(peer);
    if (!algorithm.accepts(key.kind())) {
      throw new CheckFailed(
          Rfc.rfc9846("4.5.2"),
          "CertificateVerify.algorithm: %s does not suit a key of kind %s"
              .formatted(scheme, key.kind()));
    }
    Bytes signed =
        AuthenticationNodes.signedContent(peer.role().other(), peer.secrets().transcriptHash());
    if (!peer.setup().crypto().verifiers().verify(algorithm, key, signed, message.signature())) {
      throw new CheckFailed(Rfc.rfc9846("4.5.2"), "CertificateVerify.signature: does not verify");
    }
  }

  /** "all of the data structures sent or received, starting at client hello" (RFC 5246 §7.4.8). */
  private static void verify12(Peer peer, CertificateVerify message)
      throws CheckFailed, ScriptException {
    SignatureScheme scheme = message.algorithm();
    List<SignatureScheme> requested =
        peer.certificateRequest12()
            .map(CertificateRequest12::supportedSignatureAlgorithms)
            .orElse(List.of());
    if (!requested.contains(scheme)) {
      throw new CheckFailed(
          Rfc.rfc5246("7.4.8"),
          "CertificateVerify.algorithm: %s, which was not asked for".formatted(scheme));
    }
    SignatureAlgorithm algorithm =
        scheme.algorithm().orElseThrow(() -> new ScriptException("cannot verify " + scheme));
    PublicKeyInfo key = CertificateNodes.publicKey(peer);
    Bytes signed = peer.transcript().bytes();
    if (!algorithm.accepts(key.kind())
        || !peer.setup().crypto().verifiers().verify(algorithm, key, signed, message.signature())) {
      throw new CheckFailed(Rfc.rfc5246("7.4.8"), "CertificateVerify.signature: does not verify");
    }
  }

  /** The schemes that we asked for. */
  private static List<SignatureScheme> allowed(Peer peer) throws ScriptException {
    return peer.role() == Role.CLIENT
        ? Offered.schemes(peer.offered())
        : peer.certificateRequest()
            .map(request -> Offered.schemes(request.extensions()))
            .orElse(List.of());
  }

  /** {@code ExpectFinished}: verify_data; then reads with application keys. */
  static Node.Expectation finished(Args args) {
    return HandshakeExpectation.of(
        HandshakeType.FINISHED,
        Finished.class,
        (peer, message) -> {
          // Compared as secrets, in constant time, because that is how one compares MACs.
          Secret expected = Secret.copyOf(finished(peer));
          if (!expected.equals(Secret.copyOf(message.verifyData()))) {
            throw new CheckFailed(
                peer.isTls12() ? Rfc.rfc5246("7.4.9") : Rfc.rfc9846("4.5.3"),
                "Finished.verify_data: does not match the transcript");
          }
        },
        HandshakeExpectations::toApplicationKeys);
  }

  private static Bytes finished(Peer peer) throws ScriptException {
    Role sender = peer.role().other();
    return peer.isTls12() ? peer.tls12().finished(sender) : peer.secrets().finished(sender);
  }

  private static void toApplicationKeys(Peer peer, Finished message)
      throws ScriptException, TlsException {
    if (peer.isTls12()) {
      peer.tls12().finishedBy(peer.role().other(), message.verifyData());
      Handshake12Nodes.keepSession(peer);
      return;
    }
    if (peer.role() == Role.CLIENT) {
      peer.secrets().application();
    } else {
      peer.secrets().resumption();
    }
    peer.records().changeReadKeys(peer.secrets().applicationEpoch(peer.role().other()));
  }

  /** {@code ExpectEndOfEarlyData}: then reads with handshake keys (RFC 9846 §4.6). */
  static Node.Expectation endOfEarlyData(Args args) {
    return HandshakeExpectation.of(
        HandshakeType.END_OF_EARLY_DATA,
        EndOfEarlyData.class,
        (peer, message) -> {},
        (peer, message) -> {
          peer.records().changeReadKeys(peer.secrets().handshakeEpoch(Role.CLIENT));
          peer.earlyData(false);
        });
  }

  /** {@code ExpectKeyUpdate {message_type}}: then reads with the next keys. */
  static Node.Expectation keyUpdate(Args args) throws FormatException {
    OptionalInt request = args.number("message_type", Registry.KEY_UPDATES);
    return HandshakeExpectation.postHandshake(
        HandshakeType.KEY_UPDATE,
        KeyUpdate.class,
        (peer, message) -> {
          if (request.isPresent() && message.requestUpdate() != request.getAsInt()) {
            throw new CheckFailed(
                "KeyUpdate.request_update: %d, expected %d"
                    .formatted(message.requestUpdate(), request.getAsInt()));
          }
          Role sender = peer.role().other();
          peer.secrets().update(sender);
          peer.records().changeReadKeys(peer.secrets().applicationEpoch(sender));
        });
  }

  /** {@code ExpectNewSessionTicket}: kept for {@code psk_session_ext_gen}. */
  static Node.Expectation newSessionTicket(Args args) {
    return ByVersion.of(newSessionTicket13(), Handshake12Nodes.newSessionTicket());
  }

  private static Node.Expectation newSessionTicket13() {
    return HandshakeExpectation.postHandshake(
        HandshakeType.NEW_SESSION_TICKET,
        NewSessionTicket13.class,
        (peer, message) -> {
          if (message.ticketLifetime() > MAX_TICKET_LIFETIME) {
            throw new CheckFailed(
                Rfc.rfc9846("4.7.1"),
                "NewSessionTicket.ticket_lifetime: %d s, expected at most %d"
                    .formatted(message.ticketLifetime(), MAX_TICKET_LIFETIME));
          }
          peer.tickets()
              .add(new Ticket(message, peer.secrets(), peer.secrets().suite(), System.nanoTime()));
        });
  }
}
