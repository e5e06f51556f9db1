package dev.clasp.tls.handshake.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.OidFilter;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.protocol.SignatureScheme;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Certificate selection (RFC 9846 §4.5.1.2); the authority of all of them signs with ECDSA. */
class CredentialPreferenceTest {
  private static final List<SignatureScheme> ALL =
      List.of(
          SignatureScheme.ECDSA_SECP256R1_SHA256,
          SignatureScheme.ED25519,
          SignatureScheme.RSA_PSS_RSAE_SHA256);
  private static final Credential ECDSA = TestCertificates.server("P-256");
  private static final Credential ED25519 = TestCertificates.server("Ed25519");
  private static final Credential OTHER =
      TestCertificates.server("other.test", "Ed25519", KeyUsage.digitalSignature);

  @Test
  void theFirstOfEquals() {
    assertEquals(Optional.of(ECDSA), select(request(ALL), ECDSA, ED25519));
    assertEquals(Optional.of(ED25519), select(request(ALL), ED25519, ECDSA));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1.2: a key that can sign with a scheme of the peer's")
  void aKeyThatCanSign() {
    assertEquals(
        Optional.of(ED25519), select(request(List.of(SignatureScheme.ED25519)), ECDSA, ED25519));
    assertEquals(
        Optional.empty(),
        select(request(List.of(SignatureScheme.RSA_PSS_RSAE_SHA256)), ECDSA, ED25519));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1.2: the digitalSignature bit MUST be set")
  void aKeyThatMaySign() {
    Credential agreement =
        TestCertificates.server(TestCertificates.HOST, "P-256", KeyUsage.keyAgreement);

    assertEquals(Optional.of(ED25519), select(request(ALL), agreement, ED25519));
    assertEquals(Optional.empty(), select(request(ALL), agreement));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1.2: server_name guides the choice")
  void theNameAskedFor() {
    assertEquals(Optional.of(ECDSA), select(named(TestCertificates.HOST, ALL, ALL), OTHER, ECDSA));
    assertEquals(Optional.of(OTHER), select(named("other.test", ALL, ALL), ECDSA, OTHER));
    assertEquals(Optional.of(OTHER), select(named("OTHER.test", ALL, ALL), ECDSA, OTHER));
    assertEquals(Optional.of(ECDSA), select(named("unknown.test", ALL, ALL), ECDSA, OTHER));
    assertEquals(Optional.of(ECDSA), select(named("not a name", ALL, ALL), ECDSA, OTHER));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1.2: a chain signed as the peer accepts, if there is one")
  void theSignaturesOfTheChain() {
    Credential byEd25519 = TestCertificates.serverOfOtherAuthority("P-256");
    CredentialRequest ecdsaOnly =
        named(TestCertificates.HOST, ALL, List.of(SignatureScheme.ECDSA_SECP256R1_SHA256));
    CredentialRequest ed25519Only =
        named(TestCertificates.HOST, ALL, List.of(SignatureScheme.ED25519));
    CredentialRequest neither =
        named(TestCertificates.HOST, ALL, List.of(SignatureScheme.RSA_PKCS1_SHA256));

    assertEquals(Optional.of(ECDSA), select(ecdsaOnly, byEd25519, ECDSA));
    assertEquals(Optional.of(byEd25519), select(ed25519Only, ECDSA, byEd25519));
    assertEquals(Optional.of(ECDSA), select(neither, ECDSA, byEd25519));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.4: certificate_authorities guide the choice and exclude nothing")
  void theAuthorityAskedFor() {
    CredentialRequest unknown =
        new CredentialRequest(
            CredentialUse.SIGN_13,
            Optional.empty(),
            ALL,
            ALL,
            List.of(Bytes.of(0x30, 0)),
            List.of(),
            List.of());
    CredentialRequest known =
        new CredentialRequest(
            CredentialUse.SIGN_13,
            Optional.empty(),
            ALL,
            ALL,
            List.of(TestCertificates.authorityName()),
            List.of(),
            List.of());

    assertEquals(Optional.of(ECDSA), select(unknown, ECDSA));
    Credential ofAnother = TestCertificates.serverOfOtherAuthority("P-256");
    assertEquals(Optional.of(ECDSA), select(known, ofAnother, ECDSA));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.5: what oid_filters exclude is not sent")
  void theFilters() {
    OidFilter clientAuth =
        new OidFilter(Bytes.fromHex("0603551d25"), Bytes.fromHex("300a06082b06010505070302"));
    CredentialRequest request =
        new CredentialRequest(
            CredentialUse.SIGN_13,
            Optional.empty(),
            ALL,
            ALL,
            List.of(),
            List.of(),
            List.of(clientAuth));
    Credential client = TestCertificates.client("Ed25519");

    assertEquals(Optional.of(client), select(request, ECDSA, client));
    assertEquals(Optional.empty(), select(request, ECDSA));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.3: the peer's order of schemes decides")
  void thePeersOrder() {
    Credential rsa = TestCertificates.server("RSA");

    assertEquals(
        Optional.of(SignatureScheme.RSA_PSS_RSAE_SHA512),
        rsa.scheme13(
            List.of(
                SignatureScheme.RSA_PKCS1_SHA256,
                SignatureScheme.RSA_PSS_RSAE_SHA512,
                SignatureScheme.RSA_PSS_RSAE_SHA256)));
    assertEquals(Optional.empty(), rsa.scheme13(List.of(SignatureScheme.RSA_PKCS1_SHA256)));
    assertEquals(Optional.empty(), rsa.scheme13(List.of(new SignatureScheme(0x0A0A))));
  }

  private static Optional<Credential> select(CredentialRequest request, Credential... credentials) {
    return CredentialSelector.of(credentials).select(request);
  }

  private static CredentialRequest request(List<SignatureScheme> schemes) {
    return new CredentialRequest(
        CredentialUse.SIGN_13, Optional.empty(), schemes, schemes, List.of(), List.of(), List.of());
  }

  private static CredentialRequest named(
      String name, List<SignatureScheme> schemes, List<SignatureScheme> certificateSchemes) {
    return new CredentialRequest(
        CredentialUse.SIGN_13,
        Optional.of(name),
        schemes,
        certificateSchemes,
        List.of(),
        List.of(),
        List.of());
  }
}
