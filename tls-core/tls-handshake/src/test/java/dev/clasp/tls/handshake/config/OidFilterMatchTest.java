package dev.clasp.tls.handshake.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.OidFilter;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.x509.Certificate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The two matching rules of RFC 9846 §4.3.5, for a certificate that signs and is a client's. */
class OidFilterMatchTest {
  private static final String KEY_USAGE = "0603551d0f";
  private static final String EXTENDED_KEY_USAGE = "0603551d25";
  private static final String CLIENT_AUTH = "06082b06010505070302";
  private static final String SERVER_AUTH = "06082b06010505070301";
  private static final Certificate CLIENT = TestCertificates.client("P-256").endEntity();
  private static final Certificate WITHOUT = TestCertificates.version1().endEntity();

  @Test
  void nothingIsAsked() {
    assertTrue(OidFilterMatch.matches(CLIENT, List.of()));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.5: all key usage bits of the request are asserted")
  void keyUsage() {
    assertTrue(matches(CLIENT, KEY_USAGE, "03020780")); // digitalSignature
    assertTrue(matches(CLIENT, KEY_USAGE, "030100")); // none
    assertFalse(matches(CLIENT, KEY_USAGE, "030205a0")); // and keyEncipherment
    assertFalse(matches(WITHOUT, KEY_USAGE, "03020780"));
    assertFalse(matches(WITHOUT, KEY_USAGE, "030100"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.5: all key purposes of the request are found")
  void extendedKeyUsage() {
    assertTrue(matches(CLIENT, EXTENDED_KEY_USAGE, "300a" + CLIENT_AUTH));
    assertFalse(matches(CLIENT, EXTENDED_KEY_USAGE, "300a" + SERVER_AUTH));
    assertFalse(matches(CLIENT, EXTENDED_KEY_USAGE, "3014" + CLIENT_AUTH + SERVER_AUTH));
    assertFalse(matches(WITHOUT, EXTENDED_KEY_USAGE, "300a" + CLIENT_AUTH));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.5: an extension we do not recognise is skipped")
  void unknownExtension() {
    assertTrue(matches(CLIENT, "06032a0304", "0500"));
  }

  @Test
  void whatIsNotDerMatchesNothing() {
    assertFalse(matches(CLIENT, KEY_USAGE, "ff"));
    assertFalse(matches(CLIENT, EXTENDED_KEY_USAGE, "0500"));
    assertFalse(matches(CLIENT, "ff", "0500"));
  }

  private static boolean matches(Certificate certificate, String id, String values) {
    return OidFilterMatch.matches(
        certificate, List.of(new OidFilter(Bytes.fromHex(id), Bytes.fromHex(values))));
  }
}
