package dev.clasp.tls.crypto.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.FiniteFieldGroup;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.crypto.kex.FixedLength;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client's side of TLS_RSA and DHE. */
class ClassicKeyExchangeTest {
  private static final Secret PREMASTER =
      Secret.copyOf(Bytes.of(3, 3).plus(Providers.seeded(7).bytes(46)));
  private static final FiniteFieldGroup OAKLEY14 =
      group(DHStandardGroups.rfc3526_2048.getP(), BigInteger.TWO);

  private static KeyPair pair;

  @BeforeAll
  static void generate() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
  }

  static List<CryptoProvider> providers() {
    return Providers.ALL;
  }

  @ParameterizedTest
  @MethodSource("providers")
  void everyProviderDecryptsWhatThisOneEncrypts(CryptoProvider provider) throws Exception {
    PublicKeyInfo key = PublicKeyInfo.decode(Bytes.copyOf(pair.getPublic().getEncoded()));

    Bytes encrypted =
        provider.classicKeyExchange().encryptPremaster(Providers.seeded(1), key, PREMASTER);

    assertEquals(256, encrypted.size());
    for (CryptoProvider other : Providers.ALL) {
      SigningKey own = other.signingKeys().fromPkcs8(Secret.copyOf(pair.getPrivate().getEncoded()));
      assertEquals(
          PREMASTER,
          own.premasterDecryption().orElseThrow().decrypt(other.random(), 0x0303, encrypted),
          other.name());
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void thePaddingIsRandom(CryptoProvider provider) throws Exception {
    PublicKeyInfo key = PublicKeyInfo.decode(Bytes.copyOf(pair.getPublic().getEncoded()));

    assertNotEquals(
        provider.classicKeyExchange().encryptPremaster(provider.random(), key, PREMASTER),
        provider.classicKeyExchange().encryptPremaster(provider.random(), key, PREMASTER));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void onlyAnRsaKeyEncrypts(CryptoProvider provider) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    PublicKeyInfo key =
        PublicKeyInfo.decode(Bytes.copyOf(generator.generateKeyPair().getPublic().getEncoded()));

    assertThrows(
        InvalidKey.class,
        () -> provider.classicKeyExchange().encryptPremaster(Providers.seeded(1), key, PREMASTER));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void agreesInAGroupThatIsSpelledOut(CryptoProvider provider) throws Exception {
    BigInteger p = new BigInteger(1, OAKLEY14.prime().toArray());
    for (int seed = 1; seed <= 3; seed++) {
      BigInteger x = new BigInteger(1, Providers.seeded(seed).bytes(255).toArray());

      KeyExchangeReply reply =
          provider
              .classicKeyExchange()
              .respond(
                  provider.random(),
                  OAKLEY14,
                  Bytes.copyOf(BigInteger.TWO.modPow(x, p).toByteArray()));

      BigInteger z = new BigInteger(1, reply.share().toArray()).modPow(x, p);
      assertEquals(OAKLEY14.prime().size(), reply.share().size());
      assertEquals(Secret.copyOf(FixedLength.of(z, OAKLEY14.prime().size())), reply.secret());
    }
  }

  /** RFC 7919 §3: "the client MUST verify that dh_Ys is in the range 1 < dh_Ys < dh_p - 1". */
  @ParameterizedTest
  @MethodSource("providers")
  void refusesPublicValuesOutOfRange(CryptoProvider provider) {
    BigInteger p = new BigInteger(1, OAKLEY14.prime().toArray());
    List<BigInteger> bad =
        List.of(
            BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, p.add(BigInteger.TWO));

    for (BigInteger y : bad) {
      assertThrows(
          InvalidKeyShare.class,
          () ->
              provider
                  .classicKeyExchange()
                  .respond(provider.random(), OAKLEY14, Bytes.copyOf(y.toByteArray())));
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void namesTheGroupsOfRfc7919(CryptoProvider provider) {
    FiniteFieldGroup named = provider.classicKeyExchange().named(GroupAlgorithm.FFDHE3072);

    assertEquals(group(DHStandardGroups.rfc7919_ffdhe3072.getP(), BigInteger.TWO), named);
    assertEquals(3072, named.primeBits());
  }

  @Test
  void aGroupIsSoundWhenThePrimeIsOneAndTheGeneratorGeneratesSomething() {
    BigInteger p = new BigInteger(1, OAKLEY14.prime().toArray());
    List<FiniteFieldGroup> unsound = new ArrayList<>();
    for (BigInteger g : List.of(BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p)) {
      unsound.add(group(p, g));
    }
    unsound.add(group(p.subtract(BigInteger.TWO), BigInteger.TWO));
    unsound.add(group(p.add(BigInteger.ONE), BigInteger.TWO));

    assertTrue(OAKLEY14.isSound());
    assertEquals(2048, OAKLEY14.primeBits());
    unsound.forEach(group -> assertFalse(group.isSound(), group::toString));
  }

  @Test
  void theNeutralElementIsNoResult() throws InvalidKeyShare {
    assertThrows(
        InvalidKeyShare.class,
        () -> OAKLEY14.requireMoreThanOne(Secret.copyOf(Bytes.of(0, 0, 0, 1))));

    OAKLEY14.requireMoreThanOne(Secret.copyOf(Bytes.of(0, 0, 1, 1)));
  }

  @Test
  void leadingZerosOfAGroupMeanNothing() {
    assertEquals(
        OAKLEY14, new FiniteFieldGroup(Bytes.of(0, 0).plus(OAKLEY14.prime()), Bytes.of(0, 2)));
  }

  private static FiniteFieldGroup group(BigInteger prime, BigInteger generator) {
    return new FiniteFieldGroup(
        Bytes.copyOf(prime.toByteArray()), Bytes.copyOf(generator.toByteArray()));
  }
}
