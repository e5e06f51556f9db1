package dev.clasp.tls.handshake.server.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialRequest;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.CertificateAuthorities;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.OidFilter;
import dev.clasp.tls.handshake.extension.OidFilters;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one side says of the certificates it would like, and what the other makes of it. */
class CertificateWishesTest {
  private static final OidFilter DIGITAL_SIGNATURE = filter("0603551d0f", "03020780");
  private static final OidFilter FOR_CLIENTS = filter("0603551d25", "300a06082b06010505070302");
  private static final OidFilter FOR_SERVERS = filter("0603551d25", "300a06082b06010505070301");

  @Test
  @DisplayName("RFC 9846 §4.3.5: a certificate that is what the filters ask for")
  void fittingCertificate() {
    Loopback loopback =
        Loopback.of(
                authenticating(TestCertificates.client("P-256")),
                filtering(DIGITAL_SIGNATURE, FOR_CLIENTS))
            .connect();

    assertTrue(loopback.server().event(HandshakeEvent.PeerIdentified.class).isPresent());
  }

  @Test
  @DisplayName("RFC 9846 §4.3.5: the client keeps back a certificate that is not")
  void clientKeepsBack() {
    Loopback.of(authenticating(TestCertificates.client("P-256")), filtering(FOR_SERVERS))
        .serverFails(AlertDescription.CERTIFICATE_REQUIRED, Rfc.rfc9846("4.5.1.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.5: a client that sends one all the same is refused")
  void serverEnforces() {
    Bytes forServers = TestCertificates.server("P-256").endEntity().der();
    Loopback.of(authenticating(TestCertificates.client("P-256")), filtering(FOR_CLIENTS))
        .toServer(
            Certificate13.class,
            message ->
                new Certificate13(
                    message.certificateRequestContext(),
                    List.of(new CertificateEntry(forServers, Extensions.EMPTY))))
        .serverFails(AlertDescription.UNSUPPORTED_CERTIFICATE, Rfc.rfc9846("4.3.5"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.5: an extension that the client ignored is looked for by the server")
  void unrecognisedExtension() {
    OidFilter unknown = filter("06032a0304", "0500");
    Loopback.of(authenticating(TestCertificates.client("P-256")), filtering(unknown))
        .serverFails(AlertDescription.UNSUPPORTED_CERTIFICATE, Rfc.rfc9846("4.3.5"));

    OidFilter alternativeName = filter("0603551d11", "");
    Loopback.of(authenticating(TestCertificates.client("P-256")), filtering(alternativeName))
        .connect();
    OidFilter anotherName = filter("0603551d11", "3000");
    Loopback.of(authenticating(TestCertificates.client("P-256")), filtering(anotherName))
        .serverFails(AlertDescription.UNSUPPORTED_CERTIFICATE, Rfc.rfc9846("4.3.5"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.5: oid_filters in a ClientHello")
  void filtersInAClientHello() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toServer(
            ClientHello.class,
            hello -> Hellos.with(hello, new OidFilters(List.of(DIGITAL_SIGNATURE))))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.5: what a server may not ask for")
  void whatMayNotBeAsked() {
    ServerConfig.Builder builder = TestConfigs.server();
    for (List<OidFilter> wrong :
        List.of(
            List.of(DIGITAL_SIGNATURE, DIGITAL_SIGNATURE),
            List.of(filter("0603551d25", "30060604551d2500")),
            List.of(filter("ff", "")),
            List.of(filter("0603551d0f", "0500")))) {
      assertThrows(IllegalArgumentException.class, () -> builder.oidFilters(wrong));
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.3.4: the authorities a client names guide the server's choice")
  void authorities() {
    CredentialSelector both =
        CredentialSelector.of(
            TestCertificates.serverOfOtherAuthority("Ed25519"), TestCertificates.server("P-256"));
    ServerConfig server =
        ServerConfig.builder(TestConfigs.CRYPTO, both)
            .clock(java.time.InstantSource.fixed(TestCertificates.NOW))
            .build();

    Loopback.of(TestConfigs.client().build(), server)
        .clientFails(AlertDescription.UNKNOWN_CA, Rfc.rfc9846("4.5.1.2"));
    Loopback.of(
            TestConfigs.client()
                .certificateAuthorities(List.of(TestCertificates.authorityName()))
                .build(),
            server)
        .connect();
  }

  @Test
  @DisplayName("RFC 9846 §4.3.3: the client's signature_algorithms_cert guides the server's choice")
  void certificateSchemes() {
    List<CredentialRequest> requests = new ArrayList<>();
    CredentialSelector both =
        CredentialSelector.of(
            TestCertificates.serverOfOtherAuthority("Ed25519"), TestCertificates.server("P-256"));
    ServerConfig server =
        ServerConfig.builder(
                TestConfigs.CRYPTO,
                request -> {
                  requests.add(request);
                  return both.select(request);
                })
            .clock(java.time.InstantSource.fixed(TestCertificates.NOW))
            .build();

    Loopback.of(
            TestConfigs.client()
                .certificateSchemes(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256))
                .build(),
            server)
        .connect();

    assertEquals(
        List.of(SignatureScheme.ECDSA_SECP256R1_SHA256), requests.get(0).certificateSchemes());
  }

  @Test
  @DisplayName("RFC 9846 §4.3.3, §4.3.4: the server's wishes guide the client's choice")
  void wishesOfTheServer() {
    List<CredentialRequest> requests = new ArrayList<>();
    Loopback.of(
            TestConfigs.client()
                .credentials(
                    request -> {
                      requests.add(request);
                      return Optional.of(TestCertificates.client("P-256"));
                    }),
            TestConfigs.server()
                .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust())
                .certificateSchemes(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256))
                .certificateAuthorities(List.of(TestCertificates.authorityName())))
        .connect();

    assertEquals(
        List.of(SignatureScheme.ECDSA_SECP256R1_SHA256), requests.get(0).certificateSchemes());
    assertEquals(List.of(TestCertificates.authorityName()), requests.get(0).authorities());
  }

  @Test
  @DisplayName("RFC 9963 §2: RSASSA-PKCS1-v1_5 by a client whose key can do nothing else")
  void legacySignature() {
    List<SignatureScheme> used = new ArrayList<>();
    Loopback loopback =
        Loopback.of(
                authenticating(legacy()).allowLegacyClientSignatures(),
                needing().allowLegacyClientSignatures())
            .toServer(
                CertificateVerify.class,
                message -> {
                  used.add(message.algorithm());
                  return message;
                })
            .connect();

    assertEquals(List.of(SignatureScheme.RSA_PKCS1_SHA256_LEGACY), used);
    assertTrue(loopback.server().event(HandshakeEvent.PeerIdentified.class).isPresent());
  }

  @Test
  @DisplayName("RFC 9963 §2: a key that can do better does")
  void noLegacySignatureWithoutNeed() {
    List<SignatureScheme> used = new ArrayList<>();
    Loopback.of(
            authenticating(TestCertificates.client("RSA")).allowLegacyClientSignatures(),
            needing().allowLegacyClientSignatures())
        .toServer(
            CertificateVerify.class,
            message -> {
              used.add(message.algorithm());
              return message;
            })
        .connect();

    assertEquals(List.of(SignatureScheme.RSA_PSS_RSAE_SHA256), used);
  }

  @Test
  @DisplayName("RFC 9963 §2: off by default, on both sides")
  void legacySignatureUnallowed() {
    Loopback.of(authenticating(legacy()).allowLegacyClientSignatures(), needing())
        .serverFails(AlertDescription.CERTIFICATE_REQUIRED, Rfc.rfc9846("4.5.1.3"));
    Loopback.of(authenticating(legacy()), needing().allowLegacyClientSignatures())
        .serverFails(AlertDescription.CERTIFICATE_REQUIRED, Rfc.rfc9846("4.5.1.3"));
  }

  @Test
  @DisplayName("RFC 9963 §2: a server that did not list them takes none")
  void legacySignatureUnasked() {
    Loopback.of(authenticating(TestCertificates.client("RSA")), needing())
        .toServer(
            CertificateVerify.class,
            message ->
                new CertificateVerify(SignatureScheme.RSA_PKCS1_SHA256_LEGACY, message.signature()))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.2"));
  }

  @Test
  @DisplayName("RFC 9963 §2: never in a ClientHello, and never by a server")
  void neverByServers() {
    List<ClientHello> hellos = new ArrayList<>();
    Loopback.of(
            TestConfigs.client().allowLegacyClientSignatures(),
            TestConfigs.server("RSA").allowLegacyClientSignatures())
        .toServer(
            ClientHello.class,
            hello -> {
              hellos.add(hello);
              return hello;
            })
        .toClient(
            CertificateVerify.class,
            message ->
                new CertificateVerify(SignatureScheme.RSA_PKCS1_SHA256_LEGACY, message.signature()))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.2"));

    List<SignatureScheme> offered =
        hellos
            .get(0)
            .extensions()
            .find(SignatureAlgorithms.class)
            .orElseThrow()
            .supportedSignatureAlgorithms();
    assertFalse(offered.stream().anyMatch(SignatureScheme.LEGACY_CLIENT_SCHEMES::contains));
    assertFalse(hellos.get(0).extensions().find(SignatureAlgorithmsCert.class).isPresent());
    assertFalse(hellos.get(0).extensions().find(CertificateAuthorities.class).isPresent());
  }

  private static Credential legacy() {
    return TestCertificates.restricted(
        TestCertificates.client("RSA"), SignatureAlgorithm.RSA_PKCS1_SHA256);
  }

  private static ClientConfig.Builder authenticating(Credential credential) {
    return TestConfigs.client().credentials(request -> Optional.of(credential));
  }

  private static ServerConfig.Builder needing() {
    return TestConfigs.server()
        .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust());
  }

  private static ServerConfig.Builder filtering(OidFilter... filters) {
    return needing().oidFilters(List.of(filters));
  }

  private static OidFilter filter(String id, String values) {
    return new OidFilter(Bytes.fromHex(id), Bytes.fromHex(values));
  }
}
