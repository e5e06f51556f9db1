package dev.clasp.tls.crypto.kat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.bc.BcEcdh;
import dev.clasp.tls.crypto.ec.P256;
import dev.clasp.tls.crypto.jca.JcaEcdh;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.provider.Providers;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What RFC 9846 §4.3.8.2 demands of a point before it is used. */
class EcdhPointChecksTest {
  private static final Map<GroupAlgorithm, BigInteger> PRIMES =
      Map.of(
          GroupAlgorithm.SECP256R1, prime("2^256 - 2^224 + 2^192 + 2^96 - 1"),
          GroupAlgorithm.SECP384R1, prime("2^384 - 2^128 - 2^96 + 2^32 - 1"),
          GroupAlgorithm.SECP521R1, prime("2^521 - 1"));

  static List<DiffieHellman> functions() {
    return List.of(
        new JcaEcdh(GroupAlgorithm.SECP256R1),
        new JcaEcdh(GroupAlgorithm.SECP384R1),
        new JcaEcdh(GroupAlgorithm.SECP521R1),
        new BcEcdh(GroupAlgorithm.SECP256R1),
        new BcEcdh(GroupAlgorithm.SECP384R1),
        new BcEcdh(GroupAlgorithm.SECP521R1),
        new P256());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void refusesEveryFormButUncompressed(DiffieHellman function) {
    Bytes good = newShare(function);
    int coordinate = good.size() / 2;
    for (int form = 0; form < 256; form++) {
      if (form != 4) {
        Bytes share = Bytes.of(form).plus(good.slice(1, good.size()));
        assertRefused(function, share, "legacy_form " + form);
      }
    }
    int sign = 2 + (good.get(good.size() - 1) & 1);
    assertRefused(function, Bytes.of(sign).plus(good.slice(1, 1 + coordinate)), "bytes, expected");
    assertRefused(function, Bytes.of(0), "bytes, expected");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void refusesPointsOffTheCurve(DiffieHellman function) {
    byte[] share = newShare(function).toArray();
    share[share.length - 1] ^= 1;

    assertRefused(function, Bytes.copyOf(share), "not a point on the curve");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void refusesThePointZeroZero(DiffieHellman function) {
    byte[] share = new byte[newShare(function).size()];
    share[0] = 4;

    assertRefused(function, Bytes.copyOf(share), "not a point on the curve");
  }

  /** The same point with p added to a coordinate, where the field's size leaves room for it. */
  @ParameterizedTest
  @MethodSource("functions")
  void refusesCoordinatesThatAreNotReduced(DiffieHellman function) {
    BigInteger prime = PRIMES.get(function.algorithm());
    Bytes good = newShare(function);
    int length = good.size() / 2;
    BigInteger x = new BigInteger(1, good.slice(1, 1 + length).toArray());
    BigInteger y = new BigInteger(1, good.last(length).toArray());
    BigInteger limit = BigInteger.ONE.shiftLeft(8 * length);
    int tried = 0;
    for (BigInteger[] point :
        new BigInteger[][] {{x.add(prime), y}, {x, y.add(prime)}, {prime, y}}) {
      if (point[0].compareTo(limit) < 0 && point[1].compareTo(limit) < 0) {
        Bytes share = Bytes.concat(Bytes.of(4), fixed(point[0], length), fixed(point[1], length));
        assertRefused(function, share, "not a point on the curve");
        tried++;
      }
    }
    assertTrue(tried >= 1);
  }

  /** RFC 9846 §7.4.2: leading zeros "MUST NOT be truncated". */
  @ParameterizedTest
  @MethodSource("functions")
  void keepsLeadingZerosOfTheSecret(DiffieHellman function) throws InvalidKeyShare {
    int length = newShare(function).size() / 2;
    boolean seen = false;
    for (int seed = 0; seed < 5000 && !seen; seed++) {
      DiffieHellman.KeyPair ours = function.newKeyPair(Providers.seeded(seed));
      Secret secret = function.agree(ours.privateKey(), ours.share());
      assertEquals(length, secret.size());
      seen = secret.use(bytes -> bytes[0] == 0);
    }
    assertTrue(seen, "no secret with a leading zero in 5000");
  }

  private static Bytes newShare(DiffieHellman function) {
    return function.newKeyPair(Providers.seeded(4)).share();
  }

  private static void assertRefused(DiffieHellman function, Bytes share, String why) {
    Secret ours = function.newKeyPair(Providers.seeded(5)).privateKey();
    InvalidKeyShare refused =
        assertThrows(InvalidKeyShare.class, () -> function.agree(ours, share));
    assertTrue(
        refused.getMessage().startsWith(function.algorithm() + " share: ")
            && refused.getMessage().contains(why)
            && refused.getMessage().endsWith("(RFC 9846 §4.3.8.2)"),
        refused.getMessage());
  }

  private static Bytes fixed(BigInteger value, int length) {
    byte[] target = new byte[length];
    byte[] bytes = value.toByteArray();
    int skip = Math.max(0, bytes.length - length);
    System.arraycopy(bytes, skip, target, length - bytes.length + skip, bytes.length - skip);
    return Bytes.copyOf(target);
  }

  /** Reads sums of powers of two, as the standards print the primes. */
  private static BigInteger prime(String sum) {
    BigInteger total = BigInteger.ZERO;
    String sign = "+";
    for (String token : sum.split(" ")) {
      if (token.equals("+") || token.equals("-")) {
        sign = token;
        continue;
      }
      BigInteger term =
          token.startsWith("2^")
              ? BigInteger.ONE.shiftLeft(Integer.parseInt(token.substring(2)))
              : new BigInteger(token);
      total = sign.equals("+") ? total.add(term) : total.subtract(term);
    }
    return total;
  }
}
