package dev.clasp.tls.handshake.client.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.OidFilter;
import dev.clasp.tls.handshake.extension.OidFilters;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Rfc;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** WAIT_EE and WAIT_CERT_CR: the rules for the Server Parameters (RFC 9846 §4.4). */
class ClientParametersTest {
  @Test
  @DisplayName("RFC 9846 §4.3: an extension in EncryptedExtensions that was not offered")
  void extensionNotOffered() {
    List<Extension> unasked =
        List.of(
            new EarlyData(),
            new RecordSizeLimit(100),
            new ApplicationLayerProtocolNegotiation(List.of("h2")),
            new UnknownExtension(new ExtensionType(0xABCD), Bytes.empty()));
    for (Extension extension : unasked) {
      Loopback.of(TestConfigs.client(), TestConfigs.server())
          .toClient(EncryptedExtensions.class, message -> with(message, extension))
          .clientFails(AlertDescription.UNSUPPORTED_EXTENSION, Rfc.rfc9846("4.3"));
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.4.1: an extension that is forbidden in EncryptedExtensions")
  void forbiddenExtension() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .framesToClient(
            frame ->
                frame.type() == HandshakeType.ENCRYPTED_EXTENSIONS
                    ? Loopback.frameOf(
                        with(
                            new EncryptedExtensions(Extensions.EMPTY),
                            new SupportedVersionsServer(ProtocolVersion.TLS13)),
                        false)
                    : frame)
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.3"));
  }

  @Test
  @DisplayName("RFC 7301 §3.1: a protocol that was not offered")
  void protocolNotOffered() {
    protocolsFail(List.of("h3"));
  }

  @Test
  @DisplayName("RFC 7301 §3.1: more than one protocol")
  void twoProtocols() {
    protocolsFail(List.of("h2", "http/1.1"));
  }

  @Test
  void aServerWithoutProtocolsIsTaken() {
    Loopback loopback =
        Loopback.of(TestConfigs.client().applicationProtocols(List.of("h2")), TestConfigs.server())
            .connect();

    assertEquals(
        Optional.empty(),
        loopback.client().event(HandshakeEvent.ApplicationProtocolSelected.class));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.7: supported_groups in EncryptedExtensions is not acted upon")
  void supportedGroupsAreIgnored() {
    Loopback.of(
            TestConfigs.client(),
            TestConfigs.server().groups(List.of(NamedGroup.SECP521R1, NamedGroup.X25519)))
        .toClient(
            EncryptedExtensions.class,
            message -> {
              assertEquals(
                  Optional.of(
                      new SupportedGroups(List.of(NamedGroup.SECP521R1, NamedGroup.X25519))),
                  message.extensions().find(SupportedGroups.class));
              return message;
            })
        .connect();
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: certificate_request_context is not empty")
  void requestContext() {
    Loopback.of(TestConfigs.client(), asking())
        .toClient(
            CertificateRequest13.class,
            request -> new CertificateRequest13(Bytes.of(1), request.extensions()))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.4.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: no signature_algorithms")
  void requestWithoutSignatureAlgorithms() {
    Loopback.of(TestConfigs.client(), asking())
        .toClient(
            CertificateRequest13.class,
            request ->
                new CertificateRequest13(
                    Bytes.empty(),
                    request.extensions().without(ExtensionType.SIGNATURE_ALGORITHMS)))
        .clientFails(AlertDescription.MISSING_EXTENSION, Rfc.rfc9846("4.4.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.5: an OID twice in oid_filters")
  void filterTwice() {
    OidFilter filter = new OidFilter(Bytes.fromHex("0603551d0f"), Bytes.fromHex("03020780"));
    Loopback.of(TestConfigs.client(), asking())
        .toClient(
            CertificateRequest13.class,
            request ->
                new CertificateRequest13(
                    Bytes.empty(),
                    request.extensions().plus(new OidFilters(List.of(filter, filter)))))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.3.5"));
  }

  private static void protocolsFail(List<String> answer) {
    Loopback.of(
            TestConfigs.client().applicationProtocols(List.of("http/1.1", "h2")),
            TestConfigs.server().applicationProtocols(List.of("h2")))
        .toClient(
            EncryptedExtensions.class,
            message -> with(message, new ApplicationLayerProtocolNegotiation(answer)))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc(7301, "3.1"));
  }

  private static ServerConfig.Builder asking() {
    return TestConfigs.server()
        .clientAuthentication(ClientAuthentication.WANTED, TestCertificates.trust());
  }

  private static EncryptedExtensions with(EncryptedExtensions message, Extension extension) {
    return new EncryptedExtensions(message.extensions().with(extension));
  }
}
