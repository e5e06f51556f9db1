package dev.clasp.tls.handshake.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PremasterTest {
  private static final String PSK = "a1b2c3";

  @Test
  @DisplayName("RFC 5246 §8.1.2: leading zero bytes of Z are stripped")
  void dhe() {
    assertEquals(secret("01ff00"), Premaster.dhe(secret("000001ff00")));
    assertEquals(secret("80"), Premaster.dhe(secret("80")));
    assertEquals(secret(""), Premaster.dhe(secret("0000")));
  }

  @Test
  @DisplayName("RFC 8422 §5.10: leading zeros of the x-coordinate stay")
  void ecdhe() {
    assertEquals(secret("0001ff"), Premaster.ecdhe(secret("0001ff")));
  }

  @Test
  @DisplayName("RFC 4279 §2: PSK alone is preceded by as many zeros")
  void psk() {
    assertEquals(secret("0003" + "000000" + "0003" + PSK), Premaster.psk(secret(PSK)));
  }

  @Test
  @DisplayName("RFC 4279 §3: DHE_PSK puts Z, stripped, before the PSK")
  void dhePsk() {
    assertEquals(
        secret("0002" + "1122" + "0003" + PSK), Premaster.dhePsk(secret("001122"), secret(PSK)));
  }

  @Test
  @DisplayName("RFC 5489 §2: ECDHE_PSK puts Z, as it is, before the PSK")
  void ecdhePsk() {
    assertEquals(
        secret("0003" + "001122" + "0003" + PSK),
        Premaster.ecdhePsk(secret("001122"), secret(PSK)));
  }

  @Test
  @DisplayName("RFC 4279 §4: RSA_PSK puts the 48 encrypted bytes before the PSK")
  void rsaPsk() {
    String encrypted = "0303" + "5a".repeat(46);

    assertEquals(
        secret("0030" + encrypted + "0003" + PSK),
        Premaster.rsaPsk(secret(encrypted), secret(PSK)));
  }

  @Test
  void inputsAreErasedButForThePreSharedKey() {
    Secret z = secret("001122");
    Secret psk = secret(PSK);
    Premaster.dhePsk(z, psk);

    assertTrue(z.isDestroyed());
    assertFalse(psk.isDestroyed());
  }

  private static Secret secret(String hex) {
    return Secret.copyOf(Bytes.fromHex(hex));
  }
}
