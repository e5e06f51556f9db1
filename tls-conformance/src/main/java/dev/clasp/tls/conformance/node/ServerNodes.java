package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Role;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.Ticket;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.CertificateStatus;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.HelloRequest;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.message.ServerHelloDone;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.record.RecordHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What only a server of TLS 1.3 says, but its hellos. */
final class ServerNodes {
  private static final int DAY = 86_400; // seconds

  private ServerNodes() {}

  /** {@code Listen {version}}: the target connects to us, and we are the server. */
  static Node.Command listen(Args args) throws FormatException {
    int version = args.number("version", Registry.VERSIONS).orElse(RecordHeader.VERSION);
    return peer -> peer.listen(version);
  }

  /** {@code EncryptedExtensionsGenerator {extensions}}: with early_data the client's goes on. */
  static HandshakeGenerator encryptedExtensions(Args args) throws FormatException {
    List<ExtensionValue> extensions = ExtensionValue.list(args).orElse(List.of());
    boolean accepts =
        extensions.stream().anyMatch(each -> each.type().equals(ExtensionType.EARLY_DATA));
    return new HandshakeGenerator() {
      @Override
      public HandshakeMessage message(Peer peer) throws ScriptException {
        return new EncryptedExtensions(ExtensionValue.block(extensions, peer));
      }

      @Override
      public void sent(Peer peer) throws ScriptException {
        if (peer.earlyData() && !accepts) {
          peer.records().changeReadKeysWhenProtected(peer.secrets().handshakeEpoch(Role.CLIENT));
          peer.earlyData(false);
        }
      }
    };
  }

  /**
   * {@code CertificateRequestGenerator {context, extensions}}: without a context an empty one; in
   * TLS 1.2 {@code {certificate_types, sigalgs, authorities}}, by default RSA and ECDSA with
   * SHA-256.
   */
  static HandshakeGenerator certificateRequest(Args args) throws FormatException {
    List<ExtensionValue> extensions = ExtensionValue.list(args).orElse(List.of());
    Optional<ByteValue> context = args.bytes("context");
    CertificateRequest12 older = certificateRequest12(args);
    List<ByteValue> authorities = args.byteList("authorities");
    return peer -> {
      if (peer.isTls12()) {
        List<Bytes> names = new ArrayList<>();
        for (ByteValue each : authorities) {
          names.add(each.in(peer));
        }
        CertificateRequest12 request =
            new CertificateRequest12(
                older.certificateTypes(), older.supportedSignatureAlgorithms(), names);
        peer.certificateRequest12(request);
        return request;
      }
      CertificateRequest13 request =
          new CertificateRequest13(
              context.isPresent() ? context.get().in(peer) : Bytes.empty(),
              Grease.in(ExtensionValue.block(extensions, peer), peer));
      peer.certificateRequest(request);
      return request;
    };
  }

  private static CertificateRequest12 certificateRequest12(Args args) throws FormatException {
    int[] types =
        args.find("certificate_types").isPresent()
            ? args.numbers("certificate_types", Registry.CERTIFICATE_TYPES).stream()
                .mapToInt(Integer::intValue)
                .toArray()
            : new int[] {CertificateRequest12.RSA_SIGN, CertificateRequest12.ECDSA_SIGN};
    List<SignatureScheme> schemes =
        args.find("sigalgs").isPresent()
            ? args.numbers("sigalgs", Registry.SCHEMES).stream().map(SignatureScheme::new).toList()
            : List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PKCS1_SHA256);
    return new CertificateRequest12(Bytes.of(types), schemes, List.of());
  }

  /** {@code ServerHelloDoneGenerator}. */
  static HandshakeGenerator serverHelloDone(Args args) {
    return peer -> new ServerHelloDone();
  }

  /** {@code HelloRequestGenerator}: not in the transcript (RFC 5246 §7.4.1.1). */
  static Node.Generator helloRequest(Args args) {
    return peer -> Outgoing.of(ContentType.HANDSHAKE.value(), new HelloRequest().framed());
  }

  /** {@code CertificateStatusGenerator {status_type, response}}: without a response a good one. */
  static HandshakeGenerator certificateStatus(Args args) throws FormatException {
    Optional<ByteValue> response = args.bytes("response");
    return peer ->
        new CertificateStatus(
            response.isPresent()
                ? response.get().in(peer)
                : Optional.ofNullable(peer.setup().statusResponses().get("good"))
                    .orElseThrow(() -> new ScriptException("no OCSP response in this run")));
  }

  /**
   * {@code NewSessionTicketGenerator {lifetime, age_add, nonce, ticket, extensions}}: outside the
   * transcript, and kept to be resumed. In TLS 1.2, where it is a part of the handshake, only
   * {@code lifetime} and {@code ticket} are.
   */
  static Node.Generator newSessionTicket(Args args) throws FormatException {
    long lifetime = args.find("lifetime").map(each -> each.asLong()).orElse((long) DAY);
    long ageAdd = args.find("age_add").map(each -> each.asLong()).orElse(0L);
    Optional<ByteValue> nonce = args.bytes("nonce");
    Optional<ByteValue> ticket = args.bytes("ticket");
    List<ExtensionValue> extensions = ExtensionValue.list(args).orElse(List.of());
    return new Node.Generator() {
      @Override
      public Outgoing generate(Peer peer) throws ScriptException {
        if (peer.isTls12()) {
          NewSessionTicket12 message = new NewSessionTicket12(lifetime, given(ticket, peer, 32));
          Handshake12Nodes.keepTicket(peer, message);
          return Outgoing.of(ContentType.HANDSHAKE.value(), message.framed());
        }
        Extensions block = Grease.in(ExtensionValue.block(extensions, peer), peer);
        NewSessionTicket13 message =
            new NewSessionTicket13(
                lifetime, ageAdd, given(nonce, peer, 1), given(ticket, peer, 32), block);
        peer.tickets()
            .add(new Ticket(message, peer.secrets(), peer.secrets().suite(), System.nanoTime()));
        return Outgoing.of(ContentType.HANDSHAKE.value(), message.framed());
      }

      @Override
      public void made(Peer peer, Bytes bytes) {
        if (peer.isTls12()) {
          peer.transcript().add(bytes);
        }
      }
    };
  }

  private static Bytes given(Optional<ByteValue> value, Peer peer, int length)
      throws ScriptException {
    return value.isPresent() ? value.get().in(peer) : peer.setup().random().bytes(length);
  }
}
