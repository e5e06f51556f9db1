package dev.clasp.tls.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VerifyingKeyP256Test {
  private static final Hashes HASHES = CryptoProviders.jca().hashes();

  @Test
  void refusesWhatIsNoPoint() {
    assertNull(VerifyingKeyP256.decodeInVariableTime(Bytes.copyOf(new byte[64])));
  }

  @Test
  void onlyGoodSignaturesMakeItPrepare() {
    SplittableRandom random = new SplittableRandom(1);
    byte[] secret = secret(random);
    VerifyingKeyP256 key = key(secret);
    Bytes hash = hash(random);
    EcdsaSigValue good = sign(secret, hash, 1);
    EcdsaSigValue bad = new EcdsaSigValue(good.s(), good.r());

    for (int i = 0; i < 10; i++) {
      assertFalse(key.verifyInVariableTime(hash, bad));
    }
    assertFalse(key.isPrepared());

    assertTrue(key.verifyInVariableTime(hash, good));
    assertFalse(key.isPrepared());
    assertTrue(key.verifyInVariableTime(hash, good));
    assertTrue(key.isPrepared());
  }

  /** A prepared key and one seen for the first time give the same verdict on every bit flipped. */
  @Property(tries = 100)
  void preparedOrNotTheVerdictIsTheSame(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] secret = secret(random);
    VerifyingKeyP256 prepared = key(secret);
    for (int i = 0; i < 3; i++) {
      Bytes hash = hash(random);
      assertTrue(prepared.verifyInVariableTime(hash, sign(secret, hash, i)));
    }
    assertTrue(prepared.isPrepared());

    Bytes hash = hash(random);
    EcdsaSigValue good = sign(secret, hash, 9);
    EcdsaSigValue flipped = new EcdsaSigValue(flip(good.r(), random), good.s());
    Bytes other = flip(hash, random);
    assertEquals(true, prepared.verifyInVariableTime(hash, good));
    assertEquals(true, key(secret).verifyInVariableTime(hash, good));
    assertEquals(false, prepared.verifyInVariableTime(hash, flipped));
    assertEquals(false, key(secret).verifyInVariableTime(hash, flipped));
    assertEquals(false, prepared.verifyInVariableTime(other, good));
    assertEquals(false, key(secret).verifyInVariableTime(other, good));
  }

  private static VerifyingKeyP256 key(byte[] secret) {
    PointP256 point = CurveP256.multiplyBase(secret);
    point.normalize();
    byte[] encoding = new byte[64];
    FieldP256.encode(point.x, encoding, 0);
    FieldP256.encode(point.y, encoding, 32);
    VerifyingKeyP256 key = VerifyingKeyP256.decodeInVariableTime(Bytes.copyOf(encoding));
    assertNotNull(key);
    return key;
  }

  private static EcdsaSigValue sign(byte[] secret, Bytes hash, int additional) {
    return EcdsaP256.sign(
        HASHES, HashAlgorithm.SHA256, secret, hash, Bytes.copyOf(new byte[] {(byte) additional}));
  }

  private static byte[] secret(SplittableRandom random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    secret[0] = 1; // below the order, and not zero
    return secret;
  }

  private static Bytes hash(SplittableRandom random) {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return Bytes.copyOf(hash);
  }

  private static Bytes flip(Bytes value, SplittableRandom random) {
    byte[] changed = value.toArray();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    return Bytes.copyOf(changed);
  }
}
