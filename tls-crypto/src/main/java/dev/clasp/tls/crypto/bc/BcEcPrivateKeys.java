package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.FixedLength;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * Reads elliptic-curve private keys for those who compute with them on their own.
 *
 * <p>CT: the library's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class BcEcPrivateKeys {
  private BcEcPrivateKeys() {}

  /**
   * The scalar of a PKCS#8 key (RFC 5915 §3), as long as the group's order, from 1 to it less one.
   *
   * @throws InvalidKey when it is no such key
   */
  public static Secret scalar(Secret pkcs8) throws InvalidKey {
    byte[] encoded = pkcs8.use(byte[]::clone);
    try {
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(encoded);
      if (!(key instanceof ECPrivateKeyParameters elliptic)) {
        throw new InvalidKey("PrivateKeyInfo: not an elliptic-curve key");
      }
      int length = (elliptic.getParameters().getN().bitLength() + 7) / 8;
      return Secret.takeFrom(FixedLength.of(elliptic.getD(), length));
    } catch (IOException | RuntimeException e) { // the library throws unchecked ones of many kinds
      throw new InvalidKey("PrivateKeyInfo: not an elliptic-curve private key", e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }
}
