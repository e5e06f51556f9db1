package dev.clasp.tls.crypto.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.PremasterDecryption;
import dev.clasp.tls.crypto.Secret;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 5246 §7.4.7.1: whatever is wrong with the message, the answer is a premaster secret. */
class PremasterDecryptionTest {
  private static final int VERSION = 0x0303;
  private static final int MODULUS_LENGTH = 256;
  private static final Bytes VERSION_BYTES = Bytes.of(3, 3);

  /** The 46 bytes that count. */
  private static final Bytes RANDOM = Providers.seeded(7).bytes(46);

  private static KeyPair pair;

  @BeforeAll
  static void generate() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(8 * MODULUS_LENGTH);
    pair = generator.generateKeyPair();
  }

  static List<CryptoProvider> providers() {
    return Providers.ALL;
  }

  @ParameterizedTest
  @MethodSource("providers")
  void decryptsWhatIsWellFormed(CryptoProvider provider) throws Exception {
    assertEquals(
        Secret.copyOf(VERSION_BYTES.plus(RANDOM)), decrypt(provider, encrypt(wellFormed())));
  }

  /** "pre_master_secret = ClientHello.client_version || M[2..47]". */
  @ParameterizedTest
  @MethodSource("providers")
  void theVersionInsideIsIgnored(CryptoProvider provider) throws Exception {
    byte[] encoded = wellFormed();
    encoded[MODULUS_LENGTH - 48] = 2;

    assertEquals(Secret.copyOf(VERSION_BYTES.plus(RANDOM)), decrypt(provider, encrypt(encoded)));
  }

  /** "If the PKCS#1 padding is not correct, or the length of message M is not exactly 48 bytes". */
  @ParameterizedTest
  @MethodSource("providers")
  void anyFaultGivesTheVersionAndRandomBytes(CryptoProvider provider) throws Exception {
    int separator = MODULUS_LENGTH - 49;
    for (int[] change :
        new int[][] {
          {0, 1},
          {1, 0},
          {1, 1},
          {1, 3},
          {2, 0},
          {9, 0},
          {10, 0},
          {separator - 1, 0},
          {separator, 1}
        }) {
      byte[] encoded = wellFormed();
      encoded[change[0]] = (byte) change[1];
      assertRandom(provider, encrypt(encoded));
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void messagesThatAreNoNumberBelowTheModulusGiveRandomBytes(CryptoProvider provider)
      throws Exception {
    Bytes good = encrypt(wellFormed());
    byte[] large = new byte[MODULUS_LENGTH];
    Arrays.fill(large, (byte) 0xFF);

    assertRandom(provider, Bytes.copyOf(large));
    assertRandom(provider, Bytes.empty());
    assertRandom(provider, good.first(MODULUS_LENGTH - 1));
    assertRandom(provider, Bytes.of(0).plus(good));
    assertRandom(provider, Bytes.copyOf(new byte[MODULUS_LENGTH]));
  }

  @Test
  void onlyKeysForAnyUseOfRsaDecrypt() throws Exception {
    for (String algorithm : List.of("RSASSA-PSS", "EC", "Ed25519")) {
      byte[] key =
          KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
      for (CryptoProvider provider : Providers.ALL) {
        assertTrue(
            provider.signingKeys().fromPkcs8(Secret.copyOf(key)).premasterDecryption().isEmpty());
      }
    }
  }

  /** Two decryptions differ, and both begin with the version. */
  private static void assertRandom(CryptoProvider provider, Bytes encrypted) throws Exception {
    Secret one = decryption(provider).decrypt(Providers.seeded(1), VERSION, encrypted);
    Secret other = decryption(provider).decrypt(Providers.seeded(2), VERSION, encrypted);
    Secret version = Secret.copyOf(VERSION_BYTES);

    assertEquals(PremasterDecryption.LENGTH, one.size());
    assertEquals(version, one.slice(0, 2));
    assertEquals(version, other.slice(0, 2));
    assertTrue(!one.equals(other), "not random");
  }

  private static Secret decrypt(CryptoProvider provider, Bytes encrypted) throws Exception {
    return decryption(provider).decrypt(Providers.seeded(3), VERSION, encrypted);
  }

  private static PremasterDecryption decryption(CryptoProvider provider) throws Exception {
    return provider
        .signingKeys()
        .fromPkcs8(Secret.copyOf(pair.getPrivate().getEncoded()))
        .premasterDecryption()
        .orElseThrow();
  }

  /** 00 02, padding without a zero, 00, version, 46 bytes. */
  private static byte[] wellFormed() {
    byte[] encoded = new byte[MODULUS_LENGTH];
    Arrays.fill(encoded, (byte) 0x5A);
    encoded[0] = 0;
    encoded[1] = 2;
    int messageAt = MODULUS_LENGTH - 48;
    encoded[messageAt - 1] = 0;
    VERSION_BYTES.copyTo(encoded, messageAt);
    RANDOM.copyTo(encoded, messageAt + 2);
    return encoded;
  }

  private static Bytes encrypt(byte[] encoded) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    BigInteger c = new BigInteger(1, encoded).modPow(key.getPublicExponent(), key.getModulus());
    byte[] out = new byte[MODULUS_LENGTH];
    for (int i = 0; i < out.length; i++) {
      out[out.length - 1 - i] = c.shiftRight(8 * i).byteValue();
    }
    return Bytes.copyOf(out);
  }
}
