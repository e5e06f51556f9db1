package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.authentication.CertificateCompressions;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.CertificateAuthorities;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.ServerNameAcknowledged;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.TicketRequestHint;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.protocol.NamedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Server Parameters messages (RFC 9846 §4.4). */
final class ServerParameters {
  private ServerParameters() {}

  /**
   * @param group of the key exchange; empty without one
   */
  static EncryptedExtensions encryptedExtensions(
      ServerHandshake13 handshake, Optional<NamedGroup> group) {
    List<Extension> extensions = new ArrayList<>();
    // "SHALL include an extension of type server_name ... The extension_data field of this
    // extension
    // SHALL be empty", RFC 6066 §3
    if (handshake.offer().serverName().isPresent()) {
      extensions.add(new ServerNameAcknowledged());
    }
    // "If the server has a group it prefers to the ones in the key_share extension but is still
    // willing to accept the ClientHello, it SHOULD send supported_groups" (§4.3.7)
    if (group.isPresent() && !handshake.config().groups().get(0).equals(group.get())) {
      extensions.add(new SupportedGroups(handshake.config().groups()));
    }
    handshake
        .protocol()
        .ifPresent(name -> extensions.add(new ApplicationLayerProtocolNegotiation(List.of(name))));
    RecordSizes13.of(handshake.config(), handshake.offer()).answer().ifPresent(extensions::add);
    if (handshake.earlyData() > 0) {
      extensions.add(new EarlyData());
    }
    ServerTickets tickets = new ServerTickets(handshake);
    if (tickets.request().isPresent() && handshake.config().resumes()) {
      extensions.add(new TicketRequestHint(tickets.count())); // "SHOULD", RFC 9149 §3
    }
    return new EncryptedExtensions(Extensions.of(extensions));
  }

  static CertificateRequest13 certificateRequest(ServerConfig config) {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new SignatureAlgorithms(config.signatureSchemes()));
    if (!config.certificateSchemes().isEmpty()) {
      extensions.add(new SignatureAlgorithmsCert(config.certificateSchemes()));
    }
    if (!config.certificateAuthorities().isEmpty()) {
      extensions.add(new CertificateAuthorities(config.certificateAuthorities()));
    }
    CertificateCompressions.extension(config.certificateCompressions()).ifPresent(extensions::add);
    // "This field SHALL be zero length unless used for the post-handshake authentication"
    return new CertificateRequest13(Bytes.empty(), Extensions.of(extensions));
  }
}
