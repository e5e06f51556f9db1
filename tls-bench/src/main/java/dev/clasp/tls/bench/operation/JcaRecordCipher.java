package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.AeadAlgorithm;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A {@link Cipher} of one peer, initialised anew for each message as TLS does. */
final class JcaRecordCipher implements AeadOperations.RecordCipher {
  private final AeadAlgorithm algorithm;
  private final byte[] associatedData;
  private final SecretKeySpec key;
  private final Cipher sealer;
  private final Cipher opener;

  JcaRecordCipher(JcaServices services, AeadAlgorithm algorithm, byte[] associatedData)
      throws GeneralSecurityException {
    this.algorithm = algorithm;
    this.associatedData = associatedData.clone();
    this.key = new SecretKeySpec(new byte[algorithm.keyLength()], keyName(algorithm));
    this.sealer = cipher(services, algorithm);
    this.opener = cipher(services, algorithm);
  }

  private static String keyName(AeadAlgorithm algorithm) {
    return algorithm == AeadAlgorithm.CHACHA20_POLY1305 ? "ChaCha20" : "AES";
  }

  private static Cipher cipher(JcaServices services, AeadAlgorithm algorithm)
      throws GeneralSecurityException {
    return switch (algorithm) {
      case AES_128_GCM, AES_256_GCM -> services.cipher("AES/GCM/NoPadding");
      case AES_128_CCM, AES_128_CCM_8, AES_256_CCM, AES_256_CCM_8 ->
          services.cipher("AES/CCM/NoPadding");
      case CHACHA20_POLY1305 -> chaCha(services);
    };
  }

  /** Conscrypt has a name of its own for it. */
  private static Cipher chaCha(JcaServices services) throws GeneralSecurityException {
    try {
      return services.cipher("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      return services.cipher("ChaCha20/Poly1305/NoPadding");
    }
  }

  private AlgorithmParameterSpec parameters(byte[] nonce) {
    return algorithm == AeadAlgorithm.CHACHA20_POLY1305
        ? new IvParameterSpec(nonce)
        : new GCMParameterSpec(8 * algorithm.tagLength(), nonce);
  }

  @Override
  public int seal(byte[] nonce, byte[] plaintext, byte[] target) throws GeneralSecurityException {
    sealer.init(Cipher.ENCRYPT_MODE, key, parameters(nonce));
    sealer.updateAAD(associatedData);
    return sealer.doFinal(plaintext, 0, plaintext.length, target, 0);
  }

  @Override
  public int open(byte[] nonce, byte[] ciphertext, int length, byte[] target)
      throws GeneralSecurityException {
    opener.init(Cipher.DECRYPT_MODE, key, parameters(nonce));
    opener.updateAAD(associatedData);
    return opener.doFinal(ciphertext, 0, length, target, 0);
  }
}
