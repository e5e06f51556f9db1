package dev.clasp.tls.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Suite12Test {
  @Test
  void thereAreSeventySevenSuitesWithDifferentCodePoints() {
    assertEquals(77, Suite12.values().length);
    assertEquals(77, Stream.of(Suite12.values()).map(Suite12::codePoint).distinct().count());
  }

  /** The columns of the table against the name, which IANA made out of the same facts. */
  @ParameterizedTest
  @EnumSource
  void everyLineSaysWhatItsNameSays(Suite12 suite) {
    String[] name = suite.name().substring("TLS_".length()).split("_WITH_", 2);
    String kex = name[0].equals("PSK_DHE") ? "DHE_PSK" : name[0]; // the spelling of RFC 6655
    assertEquals(kex, suite.keyExchange().name());

    boolean sha384 = suite.name().endsWith("_SHA384");
    assertEquals(sha384 ? HashAlgorithm.SHA384 : HashAlgorithm.SHA256, suite.hash());
    assertEquals(
        name[1].contains("256") && !name[1].startsWith("AES_128") || isChaCha(name[1]) ? 32 : 16,
        suite.protection().encKeyLength());
    if (suite.protection() instanceof Protection12.Cbc cbc) {
      assertTrue(name[1].contains("_CBC_"), suite.name());
      assertEquals(name[1].replaceFirst(".*_CBC_", ""), macName(cbc));
    } else if (suite.protection() instanceof Protection12.Aead aead) {
      assertEquals(name[1].replaceFirst("_SHA(256|384)$", ""), aead.algorithm().name());
    }
  }

  @Test
  void onlyEcdheWithGcmOrChaChaIsOnByDefault() {
    List<Suite12> modern =
        Arrays.stream(Suite12.values()).filter(suite -> !suite.isLegacy()).toList();

    assertEquals(9, modern.size());
    for (Suite12 suite : modern) {
      assertTrue(suite.name().startsWith("TLS_ECDHE_"), suite.name());
      assertTrue(suite.name().contains("GCM") || suite.name().contains("CHACHA"), suite.name());
    }
  }

  @Test
  void theSizesAreThoseOfTheKeyBlock() {
    Protection12 gcm = Suite12.TLS_RSA_WITH_AES_256_GCM_SHA384.protection();
    assertEquals(List.of(0, 32, 4, 8), sizes(gcm)); // RFC 5288 §3
    Protection12 chaCha = Suite12.TLS_PSK_WITH_CHACHA20_POLY1305_SHA256.protection();
    assertEquals(List.of(0, 32, 12, 0), sizes(chaCha)); // RFC 7905 §2
    Protection12 cbc = Suite12.TLS_RSA_WITH_AES_128_CBC_SHA.protection();
    assertEquals(List.of(20, 16, 0, 16), sizes(cbc)); // RFC 5246 §A.5
  }

  @Test
  void serverKeyExchangeMustComeWithADiffieHellmanShare() {
    assertTrue(KeyExchange12.ECDHE_PSK.needsServerKeyExchange());
    assertTrue(KeyExchange12.DHE_RSA.needsServerKeyExchange());
    assertFalse(KeyExchange12.RSA.needsServerKeyExchange());
    assertFalse(KeyExchange12.PSK.needsServerKeyExchange());
    assertFalse(KeyExchange12.ECDHE_PSK.hasCertificate());
    assertTrue(KeyExchange12.RSA_PSK.hasCertificate());
  }

  @ParameterizedTest
  @EnumSource
  void namesAndCodePointsLeadToTheSuite(Suite12 suite) {
    assertEquals(Optional.of(suite), Suite12.of(suite.codePoint()));
    assertEquals(suite.name(), suite.codePoint().toString());
    assertEquals(Optional.of(suite.codePoint()), CipherSuite.byName(suite.name()));
  }

  @Test
  void suitesOfTls13AndSignallingValuesAreNone() {
    assertEquals(Optional.empty(), Suite12.of(CipherSuite.TLS_AES_128_GCM_SHA256));
    assertEquals(Optional.empty(), Suite12.of(CipherSuite.TLS_FALLBACK_SCSV));
  }

  @Test
  void anEpochRefusesKeysOfAnotherSize() {
    Suite12 suite = Suite12.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
    Secret none = Secret.zeros(0);

    assertThrows(
        IllegalArgumentException.class,
        () -> new Epoch12(suite, none, Secret.zeros(32), Secret.zeros(4), false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Epoch12(suite, none, Secret.zeros(16), Secret.zeros(12), false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Epoch12(suite, Secret.zeros(20), Secret.zeros(16), Secret.zeros(4), false));
  }

  private static boolean isChaCha(String cipher) {
    return cipher.startsWith("CHACHA20");
  }

  private static String macName(Protection12.Cbc cbc) {
    return cbc.mac().name().replace("HMAC_", "").replace("SHA1", "SHA");
  }

  private static List<Integer> sizes(Protection12 protection) {
    return List.of(
        protection.macKeyLength(),
        protection.encKeyLength(),
        protection.fixedIvLength(),
        protection.recordIvLength());
  }
}
