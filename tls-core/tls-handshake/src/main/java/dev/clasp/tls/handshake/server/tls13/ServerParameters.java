package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.authentication.CertificateCompressions;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.CertificateAuthorities;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.OidFilters;
import dev.clasp.tls.handshake.extension.ServerNameAcknowledged;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.TicketRequestHint;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.SignatureScheme;
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

  /**
   * @param context "This field SHALL be zero length unless used for the post-handshake
   *     authentication"
   */
  static CertificateRequest13 certificateRequest(ServerConfig config, Bytes context) {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new SignatureAlgorithms(clientSchemes(config)));
    if (!config.certificateSchemes().isEmpty()) {
      extensions.add(new SignatureAlgorithmsCert(config.certificateSchemes()));
    }
    if (!config.certificateAuthorities().isEmpty()) {
      extensions.add(new CertificateAuthorities(config.certificateAuthorities()));
    }
    if (!config.oidFilters().isEmpty()) {
      extensions.add(new OidFilters(config.oidFilters()));
    }
    CertificateCompressions.extension(config.certificateCompressions()).ifPresent(extensions::add);
    return new CertificateRequest13(context, Extensions.of(extensions));
  }

  /**
   * What a client may sign with: RSASSA-PKCS1-v1_5 last, if at all, as it "MAY" be listed in a
   * CertificateRequest and nowhere else (RFC 9963 §2).
   */
  static List<SignatureScheme> clientSchemes(ServerConfig config) {
    if (!config.allowsLegacyClientSignatures()) {
      return config.signatureSchemes();
    }
    List<SignatureScheme> schemes = new ArrayList<>(config.signatureSchemes());
    schemes.addAll(SignatureScheme.LEGACY_CLIENT_SCHEMES);
    return schemes;
  }
}
