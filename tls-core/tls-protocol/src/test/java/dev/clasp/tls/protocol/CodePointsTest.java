package dev.clasp.tls.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodePointsTest {
  @Test
  void knownValuesPrintTheirIanaName() {
    assertEquals("TLS_AES_128_GCM_SHA256", new CipherSuite(0x1301).toString());
    assertEquals("X25519MLKEM768", new NamedGroup(4588).toString());
    assertEquals("rsa_pss_rsae_sha256", new SignatureScheme(0x0804).toString());
    assertEquals("key_share", new ExtensionType(51).toString());
    assertEquals("general_error", new AlertDescription(117).toString());
    assertEquals("TLSv1.3", new ProtocolVersion(0x0304).toString());
  }

  @Test
  void unknownValuesSurviveAndPrintInHexadecimal() {
    assertEquals("0x0a0a", new NamedGroup(0x0A0A).toString());
    assertEquals("0xfe", new AlertDescription(254).toString());
    assertEquals(Optional.empty(), new NamedGroup(0x0A0A).algorithm());
    assertEquals(Optional.empty(), Suite13.of(new CipherSuite(0x1399)));
  }

  @Test
  void refusesAValueThatNeedsMoreBits() {
    assertThrows(IllegalArgumentException.class, () -> new CipherSuite(0x10000));
    assertThrows(IllegalArgumentException.class, () -> new AlertDescription(256));
  }

  @Test
  void namesLeadBackToTheirValues() {
    assertTrue(AlertDescription.known().size() >= 30);
    for (AlertDescription alert : AlertDescription.known()) {
      assertEquals(Optional.of(alert), AlertDescription.byName(alert.toString()));
    }
    assertEquals(Optional.empty(), ExtensionType.byName("no_such_extension"));
  }

  @ParameterizedTest
  @EnumSource
  void everyGroupHasOneCodePoint(GroupAlgorithm algorithm) {
    assertEquals(Optional.of(algorithm), NamedGroup.of(algorithm).algorithm());
  }

  @Test
  void tls13RefusesPkcs1AndSha1InCertificateVerify() {
    assertTrue(SignatureScheme.RSA_PSS_RSAE_SHA256.signsHandshake13());
    assertTrue(SignatureScheme.ED25519.signsHandshake13());
    assertFalse(SignatureScheme.RSA_PKCS1_SHA256.signsHandshake13());
    assertFalse(SignatureScheme.RSA_PKCS1_SHA1.signsHandshake13());
    assertFalse(SignatureScheme.ECDSA_SHA1.signsHandshake13());
    assertEquals(SignatureScheme.MLDSA65, SignatureScheme.of(SignatureAlgorithm.MLDSA65));
  }

  @ParameterizedTest
  @EnumSource
  void handshakeTypesLeadBackFromTheirValue(HandshakeType type) {
    assertEquals(Optional.of(type), HandshakeType.of(type.value()));
  }

  @ParameterizedTest
  @EnumSource
  void contentTypesLeadBackFromTheirValue(ContentType type) {
    assertEquals(Optional.of(type), ContentType.of(type.value()));
  }

  @Test
  void unknownHandshakeAndContentTypesAreNone() {
    assertEquals(Optional.empty(), HandshakeType.of(3));
    assertEquals(Optional.empty(), ContentType.of(24));
  }

  @Test
  void helloRetryRequestIsTheHashOfItsName() throws Exception {
    byte[] name = "HelloRetryRequest".getBytes(StandardCharsets.US_ASCII);
    Bytes hash = Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(name));

    assertEquals(new Random(hash), Random.HELLO_RETRY_REQUEST);
  }

  @Test
  void downgradeSentinelsAreTheLastEightBytes() {
    Random random = new Random(Bytes.of(new int[32]));

    assertFalse(random.marksDowngradeToTls12());
    assertTrue(random.withDowngradeToTls12().marksDowngradeToTls12());
    assertFalse(random.withDowngradeToTls12().marksDowngradeToTls11OrBelow());
    assertEquals(
        "DOWNGRD",
        new String(
            random.withDowngradeToTls12().bytes().slice(24, 31).toArray(),
            StandardCharsets.US_ASCII));
  }

  @Test
  void alertsAreTwoBytesAndNeverSplitOrJoined() throws Exception {
    Alert alert = Alert.fatal(AlertDescription.DECODE_ERROR);

    assertEquals(Bytes.of(2, 50), alert.encoded());
    assertEquals(alert, Alert.decode(alert.encoded()));
    for (int size : new int[] {0, 1, 3, 4}) {
      DecodeException failure =
          assertThrows(DecodeException.class, () -> Alert.decode(Bytes.of(new int[size])));
      assertEquals(AlertDescription.DECODE_ERROR, failure.alert().orElseThrow());
      assertEquals(Rfc.rfc9846("5.1"), failure.clause().orElseThrow());
    }
  }
}
