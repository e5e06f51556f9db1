package dev.clasp.tls.crypto;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What a private key can sign.
 *
 * <p>CT: nothing here is secret.
 */
public final class PrivateKeyAlgorithms {
  /** A PSS encoding needs the hash, a salt as long, and two bytes (RFC 8017 §9.1.1). */
  private static final int PSS_OVERHEAD = 2;

  private PrivateKeyAlgorithms() {}

  /**
   * The implemented algorithms a key of the kind can be used with, PSS before PKCS#1 v1.5 and the
   * schemes that fix a curve before those that do not.
   *
   * @param modulusLength bytes of an RSA modulus; anything for other kinds
   */
  public static List<SignatureAlgorithm> of(
      KeyKind kind, int modulusLength, Collection<SignatureAlgorithm> implemented) {
    return Arrays.stream(SignatureAlgorithm.values())
        .filter(algorithm -> algorithm.accepts(kind))
        .filter(implemented::contains)
        .filter(algorithm -> !algorithm.isPss() || fits(algorithm, modulusLength))
        .sorted((a, b) -> Boolean.compare(b.isPss(), a.isPss())) // stable
        .toList();
  }

  private static boolean fits(SignatureAlgorithm algorithm, int modulusLength) {
    int hashLength = algorithm.hash().orElseThrow().length();
    return 2 * hashLength + PSS_OVERHEAD <= modulusLength;
  }
}
