package dev.clasp.tls.crypto.ec;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.ConstantTime;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import java.util.Arrays;

/** X25519 (RFC 7748 §5). */
public final class X25519 implements DiffieHellman {
  private static final int LENGTH = Field25519.LENGTH;
  private static final int A24 = 121665; // (486662 - 2) / 4

  @Override
  public GroupAlgorithm algorithm() {
    return GroupAlgorithm.X25519;
  }

  /** CT: reveals nothing. */
  @Override
  public KeyPair newKeyPair(RandomSource random) {
    Secret privateKey = random.secret(LENGTH);
    byte[] share = privateKey.use(X25519::multiplyBase);
    return new KeyPair(privateKey, Bytes.copyOf(share));
  }

  /** CT: reveals whether the share was refused, which the peer knows. */
  @Override
  public Secret agree(Secret privateKey, Bytes peerShare) throws InvalidKeyShare {
    if (peerShare.size() != LENGTH) {
      throw new InvalidKeyShare(
          "x25519 share: %d bytes, expected %d (RFC 9846 §4.3.8.2)"
              .formatted(peerShare.size(), LENGTH));
    }
    byte[] u = peerShare.toArray();
    byte[] result = privateKey.use(scalar -> multiply(scalar, u));
    if (ConstantTime.isZero(result)) {
      throw new InvalidKeyShare("x25519 share: of low order, the result is zero (RFC 9846 §7.4.2)");
    }
    return Secret.takeFrom(result);
  }

  /** The function X25519: the Montgomery ladder, one step a bit. CT: reveals nothing. */
  static byte[] multiply(byte[] scalar, byte[] u) {
    byte[] k = clamp(scalar);
    Ladder ladder = new Ladder(Field25519.decode(u));
    int swapped = 0;
    for (int bit = 254; bit >= 0; bit--) {
      int set = k[bit >> 3] >> (bit & 7) & 1;
      ladder.swap(-(long) (swapped ^ set));
      swapped = set;
      ladder.step();
    }
    ladder.swap(-(long) swapped);
    Arrays.fill(k, (byte) 0);
    return ladder.result();
  }

  /** X25519(scalar, 9), by the Edwards curve. CT: reveals nothing. */
  static byte[] multiplyBase(byte[] scalar) {
    byte[] k = clamp(scalar);
    byte[] u = Edwards25519Base.multiplyToMontgomery(k);
    Arrays.fill(k, (byte) 0);
    return u;
  }

  /** decodeScalar25519: a multiple of 8 with bit 254 set. */
  private static byte[] clamp(byte[] scalar) {
    byte[] k = scalar.clone();
    k[0] &= (byte) 248;
    k[31] &= 127;
    k[31] |= 64;
    return k;
  }

  /** The two running points of RFC 7748 §5, as x2/z2 and x3/z3. */
  private static final class Ladder {
    private final long[] x1;
    private final long[] x2 = Field25519.one();
    private final long[] z2 = Field25519.zero();
    private final long[] x3;
    private final long[] z3 = Field25519.one();
    private final long[] t0 = Field25519.zero();
    private final long[] t1 = Field25519.zero();
    private final long[] t2 = Field25519.zero();
    private final long[] t3 = Field25519.zero();

    Ladder(long[] u) {
      x1 = u;
      x3 = u.clone();
    }

    void swap(long mask) {
      Field25519.swap(mask, x2, x3);
      Field25519.swap(mask, z2, z3);
    }

    void step() {
      Field25519.add(t0, x2, z2); // A
      Field25519.subtract(t1, x2, z2); // B
      Field25519.add(t2, x3, z3); // C
      Field25519.subtract(t3, x3, z3); // D
      Field25519.multiply(t3, t3, t0); // DA
      Field25519.multiply(t2, t2, t1); // CB
      Field25519.square(t0, t0); // AA
      Field25519.square(t1, t1); // BB
      Field25519.add(x3, t3, t2);
      Field25519.square(x3, x3); // (DA + CB)^2
      Field25519.subtract(z3, t3, t2);
      Field25519.square(z3, z3);
      Field25519.multiply(z3, z3, x1); // x1 * (DA - CB)^2
      Field25519.multiply(x2, t0, t1); // AA * BB
      Field25519.subtract(t1, t0, t1); // E
      Field25519.multiplySmall(z2, t1, A24);
      Field25519.add(z2, z2, t0);
      Field25519.multiply(z2, z2, t1); // E * (AA + a24 * E)
    }

    byte[] result() {
      Field25519.invert(t0, z2);
      Field25519.multiply(t0, t0, x2);
      byte[] u = Field25519.encode(t0);
      for (long[] secret : new long[][] {x2, z2, x3, z3, t0, t1, t2, t3}) {
        Arrays.fill(secret, 0);
      }
      return u;
    }
  }
}
