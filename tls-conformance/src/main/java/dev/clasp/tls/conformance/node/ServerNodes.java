package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.Ticket;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.record.RecordHeader;
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

  /** {@code EncryptedExtensionsGenerator {extensions}}. */
  static HandshakeGenerator encryptedExtensions(Args args) throws FormatException {
    List<ExtensionValue> extensions = ExtensionValue.list(args).orElse(List.of());
    return peer -> new EncryptedExtensions(ExtensionValue.block(extensions, peer));
  }

  /** {@code CertificateRequestGenerator {context, extensions}}: without a context an empty one. */
  static HandshakeGenerator certificateRequest(Args args) throws FormatException {
    List<ExtensionValue> extensions = ExtensionValue.list(args).orElse(List.of());
    Optional<ByteValue> context = args.bytes("context");
    return peer -> {
      CertificateRequest13 request =
          new CertificateRequest13(
              context.isPresent() ? context.get().in(peer) : Bytes.empty(),
              ExtensionValue.block(extensions, peer));
      peer.certificateRequest(request);
      return request;
    };
  }

  /**
   * {@code NewSessionTicketGenerator {lifetime, age_add, nonce, ticket, extensions}}: outside the
   * transcript, and kept to be resumed.
   */
  static Node.Generator newSessionTicket(Args args) throws FormatException {
    long lifetime = args.find("lifetime").map(each -> each.asLong()).orElse((long) DAY);
    long ageAdd = args.find("age_add").map(each -> each.asLong()).orElse(0L);
    Optional<ByteValue> nonce = args.bytes("nonce");
    Optional<ByteValue> ticket = args.bytes("ticket");
    List<ExtensionValue> extensions = ExtensionValue.list(args).orElse(List.of());
    return peer -> {
      Extensions block = ExtensionValue.block(extensions, peer);
      NewSessionTicket13 message =
          new NewSessionTicket13(
              lifetime, ageAdd, given(nonce, peer, 1), given(ticket, peer, 32), block);
      peer.tickets()
          .add(new Ticket(message, peer.secrets(), peer.secrets().suite(), System.nanoTime()));
      return Outgoing.of(ContentType.HANDSHAKE.value(), message.framed());
    };
  }

  private static Bytes given(Optional<ByteValue> value, Peer peer, int length)
      throws ScriptException {
    return value.isPresent() ? value.get().in(peer) : peer.setup().random().bytes(length);
  }
}
