package dev.clasp.tls.bench.leak;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.PremasterDecryption;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/**
 * Decrypting premaster secrets: whether a message was well-formed must not show in the time
 * (Bleichenbacher, ROBOT; RFC 5246 §7.4.7.1).
 */
final class PremasterLeaks {
  private static final int POOL = 64;
  private static final int MODULUS_LENGTH = 256;
  private static final int VERSION = 0x0303;

  private final CryptoProvider crypto;
  private final RSAPublicKey publicKey;
  private final PremasterDecryption decryption;

  private PremasterLeaks(CryptoProvider crypto) throws Exception {
    this.crypto = crypto;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(8 * MODULUS_LENGTH);
    KeyPair pair = generator.generateKeyPair();
    publicKey = (RSAPublicKey) pair.getPublic();
    decryption =
        crypto
            .signingKeys()
            .fromPkcs8(Secret.copyOf(pair.getPrivate().getEncoded()))
            .premasterDecryption()
            .orElseThrow();
  }

  static List<LeakSubject> subjects(CryptoProvider crypto) throws Exception {
    PremasterLeaks leaks = new PremasterLeaks(crypto);
    return List.of(leaks.conforming(), leaks.lengthInside());
  }

  /** Messages come from a pool of as many well-formed ones as others. */
  private LeakSubject conforming() throws Exception {
    Bytes[][] pool = new Bytes[2][POOL];
    for (int i = 0; i < POOL; i++) {
      pool[0][i] = encrypted(wellFormed());
      pool[1][i] = belowModulus();
    }
    return subject("conforming", "well-formed / random below the modulus", pool);
  }

  /** Right padding, and a message that is a byte too long: what ROBOT found servers to answer. */
  private LeakSubject lengthInside() throws Exception {
    Bytes[][] pool = new Bytes[2][POOL];
    for (int i = 0; i < POOL; i++) {
      pool[0][i] = encrypted(wellFormed());
      byte[] longer = wellFormed();
      longer[MODULUS_LENGTH - PremasterDecryption.LENGTH - 1] = 1;
      longer[MODULUS_LENGTH - PremasterDecryption.LENGTH - 2] = 0;
      pool[1][i] = encrypted(longer);
    }
    return subject("length", "well-formed / well padded, 49 bytes long", pool);
  }

  private LeakSubject subject(String name, String what, Bytes[][] pool) {
    return new LeakSubject(
        "rsa2048-premaster." + name,
        what,
        (which, random) -> {
          Bytes message = Bytes.copyOf(pool[which][random.nextInt(POOL)].toArray());
          RandomSource source = random::nextBytes;
          return () -> decryption.decrypt(source, VERSION, message);
        });
  }

  /** {@code 00 02 PS 00 version random}, with PS of random bytes that are not zero. */
  private byte[] wellFormed() {
    byte[] encoded = crypto.random().bytes(MODULUS_LENGTH).toArray();
    int separator = MODULUS_LENGTH - PremasterDecryption.LENGTH - 1;
    for (int i = 2; i < separator; i++) {
      encoded[i] |= 1;
    }
    encoded[0] = 0;
    encoded[1] = 2;
    encoded[separator] = 0;
    encoded[separator + 1] = (byte) (VERSION >> 8);
    encoded[separator + 2] = (byte) VERSION;
    return encoded;
  }

  private Bytes encrypted(byte[] encoded) {
    BigInteger message = new BigInteger(1, encoded);
    return fixedLength(message.modPow(publicKey.getPublicExponent(), publicKey.getModulus()));
  }

  private Bytes belowModulus() {
    BigInteger drawn;
    do {
      drawn = new BigInteger(1, crypto.random().bytes(MODULUS_LENGTH).toArray());
    } while (drawn.compareTo(publicKey.getModulus()) >= 0);
    return fixedLength(drawn);
  }

  private static Bytes fixedLength(BigInteger value) {
    byte[] minimal = value.toByteArray();
    byte[] fixed = new byte[MODULUS_LENGTH];
    int from = Math.max(0, minimal.length - MODULUS_LENGTH);
    int length = minimal.length - from;
    System.arraycopy(minimal, from, fixed, MODULUS_LENGTH - length, length);
    return Bytes.copyOf(fixed);
  }
}
