package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * X25519 and X448 (RFC 7748) of the platform, which takes its keys in the DER of RFC 8410.
 *
 * <p>CT: the platform's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class JcaXdh implements DiffieHellman {
  private final GroupAlgorithm algorithm;
  private final int length;
  private final byte[] publicKeyPrefix;
  private final byte[] privateKeyPrefix;
  private final PublicKey basePoint;

  private JcaXdh(
      GroupAlgorithm algorithm,
      int length,
      int basePoint,
      String publicKeyPrefix,
      String privateKeyPrefix) {
    this.algorithm = algorithm;
    this.length = length;
    this.publicKeyPrefix = Bytes.fromHex(publicKeyPrefix).toArray();
    this.privateKeyPrefix = Bytes.fromHex(privateKeyPrefix).toArray();
    byte[] u = new byte[length];
    u[0] = (byte) basePoint;
    this.basePoint = Jca.require(() -> publicKey(u));
  }

  /** RFC 7748 §5, §6.1. */
  public static JcaXdh x25519() {
    return new JcaXdh(
        GroupAlgorithm.X25519,
        32,
        9,
        "302a300506032b656e032100",
        "302e020100300506032b656e04220420");
  }

  /** RFC 7748 §5, §6.2. */
  public static JcaXdh x448() {
    return new JcaXdh(
        GroupAlgorithm.X448, 56, 5, "3042300506032b656f033900", "3046020100300506032b656f043a0438");
  }

  @Override
  public GroupAlgorithm algorithm() {
    return algorithm;
  }

  /** The private key is any string (RFC 7748 §5): the platform derives the public one. */
  @Override
  public KeyPair newKeyPair(RandomSource random) {
    Secret privateKey = random.secret(length);
    byte[] share = Jca.require(() -> multiply(privateKey, basePoint));
    return new KeyPair(privateKey, Bytes.copyOf(share));
  }

  /** A peer's value that is not canonical is accepted and reduced, as RFC 7748 §5 asks. */
  @Override
  public Secret agree(Secret privateKey, Bytes peerShare) throws InvalidKeyShare {
    if (peerShare.size() != length) {
      throw new InvalidKeyShare(
          "%s share: %d bytes, expected %d (RFC 9846 §4.3.8.2)"
              .formatted(algorithm, peerShare.size(), length));
    }
    try {
      return Secret.takeFrom(multiply(privateKey, publicKey(peerShare.toArray())));
    } catch (InvalidKeyException e) {
      throw new InvalidKeyShare(
          algorithm + " share: of low order, the result is zero (RFC 9846 §7.4.2)");
    } catch (GeneralSecurityException e) {
      throw Jca.missing(e);
    }
  }

  private byte[] multiply(Secret scalar, PublicKey point) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("XDH");
    agreement.init(privateKey(scalar));
    agreement.doPhase(point, true);
    return agreement.generateSecret();
  }

  private PublicKey publicKey(byte[] u) throws GeneralSecurityException {
    return KeyFactory.getInstance("XDH")
        .generatePublic(new X509EncodedKeySpec(concat(publicKeyPrefix, u)));
  }

  private PrivateKey privateKey(Secret scalar) throws GeneralSecurityException {
    byte[] der = scalar.use(bytes -> concat(privateKeyPrefix, bytes));
    try {
      return KeyFactory.getInstance("XDH").generatePrivate(new PKCS8EncodedKeySpec(der));
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  private static byte[] concat(byte[] prefix, byte[] key) {
    byte[] joined = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, joined, prefix.length, key.length);
    return joined;
  }
}
