package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bouncycastle.crypto.RawAgreement;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.agreement.X448Agreement;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.crypto.params.X448PrivateKeyParameters;
import org.bouncycastle.crypto.params.X448PublicKeyParameters;

/**
 * X25519 and X448 (RFC 7748) of Bouncy Castle.
 *
 * <p>CT: the library's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class BcXdh implements DiffieHellman {
  private final GroupAlgorithm algorithm;
  private final int length;
  private final Supplier<RawAgreement> agreement;
  private final Function<byte[], AsymmetricKeyParameter> privateKey;
  private final Function<byte[], AsymmetricKeyParameter> publicKey;
  private final Function<byte[], byte[]> derivePublicKey;

  private BcXdh(
      GroupAlgorithm algorithm,
      int length,
      Supplier<RawAgreement> agreement,
      Function<byte[], AsymmetricKeyParameter> privateKey,
      Function<byte[], AsymmetricKeyParameter> publicKey,
      Function<byte[], byte[]> derivePublicKey) {
    this.algorithm = algorithm;
    this.length = length;
    this.agreement = agreement;
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.derivePublicKey = derivePublicKey;
  }

  public static BcXdh x25519() {
    return new BcXdh(
        GroupAlgorithm.X25519,
        X25519PublicKeyParameters.KEY_SIZE,
        X25519Agreement::new,
        X25519PrivateKeyParameters::new,
        X25519PublicKeyParameters::new,
        bytes -> new X25519PrivateKeyParameters(bytes).generatePublicKey().getEncoded());
  }

  public static BcXdh x448() {
    return new BcXdh(
        GroupAlgorithm.X448,
        X448PublicKeyParameters.KEY_SIZE,
        X448Agreement::new,
        X448PrivateKeyParameters::new,
        X448PublicKeyParameters::new,
        bytes -> new X448PrivateKeyParameters(bytes).generatePublicKey().getEncoded());
  }

  @Override
  public GroupAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public KeyPair newKeyPair(RandomSource random) {
    Secret secret = random.secret(length);
    return new KeyPair(secret, Bytes.copyOf(secret.use(derivePublicKey)));
  }

  @Override
  public Secret agree(Secret ours, Bytes peerShare) throws InvalidKeyShare {
    if (peerShare.size() != length) {
      throw new InvalidKeyShare(
          "%s share: %d bytes, expected %d (RFC 9846 §4.3.8.2)"
              .formatted(algorithm, peerShare.size(), length));
    }
    RawAgreement function = agreement.get();
    function.init(ours.use(privateKey));
    byte[] result = new byte[function.getAgreementSize()];
    try {
      function.calculateAgreement(publicKey.apply(peerShare.toArray()), result, 0);
    } catch (IllegalStateException e) {
      throw new InvalidKeyShare(
          algorithm + " share: of low order, the result is zero (RFC 9846 §7.4.2)");
    }
    return Secret.takeFrom(result);
  }
}
