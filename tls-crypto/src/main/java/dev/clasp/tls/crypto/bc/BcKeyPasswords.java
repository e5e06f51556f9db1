package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.Secret;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * EncryptedPrivateKeyInfo (RFC 5958 §3) by PBES2 (RFC 8018 §6.2): PBKDF2 or scrypt (RFC 7914), then
 * AES or Triple-DES in CBC mode.
 *
 * <p>PBES1 and the schemes of PKCS#12 are refused: they are older than this century, and what still
 * has them can be converted once.
 *
 * <p>CT: none; a key file is read once, by its owner.
 */
public final class BcKeyPasswords {
  /** Minutes of work; more is a mistake or an attack on whoever reads the file. */
  private static final int ITERATION_LIMIT = 100_000_000;

  /** RFC 7914 §7. */
  private static final ASN1ObjectIdentifier SCRYPT =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11");

  /** Bytes; OpenSSL's default needs 16 MiB. */
  private static final long SCRYPT_MEMORY_LIMIT = 1L << 28;

  private static final int SCRYPT_PARALLEL_LIMIT = 16;

  private BcKeyPasswords() {}

  /**
   * The PrivateKeyInfo inside.
   *
   * @throws InvalidKey when it is no such structure, the encryption is not implemented, or the
   *     password is wrong
   */
  public static Secret decrypt(Secret der, Secret password) throws InvalidKey {
    EncryptedPrivateKeyInfo info;
    PBES2Parameters parameters;
    try {
      info = EncryptedPrivateKeyInfo.getInstance(der.use(byte[]::clone));
      ASN1ObjectIdentifier scheme = info.getEncryptionAlgorithm().getAlgorithm();
      if (!scheme.equals(PKCSObjectIdentifiers.id_PBES2)) {
        throw new InvalidKey(
            "the private key is encrypted by %s, expected PBES2; convert it with: openssl pkcs8 -topk8 -v2 aes256 -in FILE -out OTHER"
                .formatted(scheme));
      }
      parameters = PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
    } catch (RuntimeException e) {
      throw new InvalidKey("not an encrypted PKCS#8 private key", e);
    }
    Encryption cipher = Encryption.of(parameters.getEncryptionScheme());
    byte[] key = derive(parameters.getKeyDerivationFunc(), password, cipher.keyLength);
    try {
      return decrypt(cipher, key, parameters.getEncryptionScheme(), info.getEncryptedData());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static Secret decrypt(
      Encryption cipher, byte[] key, EncryptionScheme scheme, byte[] encrypted) throws InvalidKey {
    byte[] plain = new byte[encrypted.length];
    try {
      byte[] iv = ASN1OctetString.getInstance(scheme.getParameters()).getOctets();
      PaddedBufferedBlockCipher cbc =
          new PaddedBufferedBlockCipher(
              CBCBlockCipher.newInstance(cipher.engine()), new PKCS7Padding());
      cbc.init(false, new ParametersWithIV(new KeyParameter(key), iv));
      int length = cbc.processBytes(encrypted, 0, encrypted.length, plain, 0);
      length += cbc.doFinal(plain, length);
      // One wrong password in 256 gives good padding; it does not give a key as well.
      return BcKeyForms.pkcs8(Secret.takeFrom(Arrays.copyOf(plain, length)));
    } catch (InvalidCipherTextException | InvalidKey | RuntimeException e) {
      throw new InvalidKey("the private key cannot be decrypted: the password is wrong", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] derive(KeyDerivationFunc function, Secret password, int length)
      throws InvalidKey {
    try {
      if (function.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
        return pbkdf2(PBKDF2Params.getInstance(function.getParameters()), password, length);
      }
      if (function.getAlgorithm().equals(SCRYPT)) {
        return scrypt(ASN1Sequence.getInstance(function.getParameters()), password, length);
      }
    } catch (RuntimeException e) {
      throw new InvalidKey("not an encrypted PKCS#8 private key: parameters of the key", e);
    }
    throw new InvalidKey(
        "the private key's password goes through %s, expected PBKDF2 or scrypt"
            .formatted(function.getAlgorithm()));
  }

  private static byte[] pbkdf2(PBKDF2Params parameters, Secret password, int length)
      throws InvalidKey {
    BigInteger iterations = parameters.getIterationCount();
    if (iterations.signum() <= 0
        || iterations.bitLength() > 31
        || iterations.intValue() > ITERATION_LIMIT) {
      throw new InvalidKey(
          "PBKDF2-params.iterationCount: %s, expected 1..%d"
              .formatted(iterations, ITERATION_LIMIT));
    }
    PKCS5S2ParametersGenerator generator =
        new PKCS5S2ParametersGenerator(hash(parameters.getPrf().getAlgorithm()));
    password.useIn(
        bytes -> generator.init(bytes.clone(), parameters.getSalt(), iterations.intValue()));
    return ((KeyParameter) generator.generateDerivedParameters(8 * length)).getKey();
  }

  /** scrypt-params (RFC 7914 §7): salt, costParameter, blockSize, parallelizationParameter. */
  private static byte[] scrypt(ASN1Sequence parameters, Secret password, int length)
      throws InvalidKey {
    byte[] salt = ASN1OctetString.getInstance(parameters.getObjectAt(0)).getOctets();
    int cost = ASN1Integer.getInstance(parameters.getObjectAt(1)).intValueExact();
    int block = ASN1Integer.getInstance(parameters.getObjectAt(2)).intValueExact();
    int parallel = ASN1Integer.getInstance(parameters.getObjectAt(3)).intValueExact();
    double memory = 128.0 * cost * block;
    if (memory > SCRYPT_MEMORY_LIMIT || parallel > SCRYPT_PARALLEL_LIMIT) {
      throw new InvalidKey(
          "scrypt-params: %.0f bytes %d times, expected up to %d bytes %d times"
              .formatted(memory, parallel, SCRYPT_MEMORY_LIMIT, SCRYPT_PARALLEL_LIMIT));
    }
    return password.use(bytes -> SCrypt.generate(bytes, salt, cost, block, parallel, length));
  }

  private static Digest hash(ASN1ObjectIdentifier prf) throws InvalidKey {
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA1)) {
      return new SHA1Digest(); // the default of RFC 8018 §A.2
    }
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA256)) {
      return SHA256Digest.newInstance();
    }
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA384)) {
      return new SHA384Digest();
    }
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA512)) {
      return new SHA512Digest();
    }
    throw new InvalidKey("PBKDF2-params.prf: %s, expected HMAC with SHA-1 or SHA-2".formatted(prf));
  }

  /** The ciphers. */
  private enum Encryption {
    AES_128(NISTObjectIdentifiers.id_aes128_CBC, 16),
    AES_192(NISTObjectIdentifiers.id_aes192_CBC, 24),
    AES_256(NISTObjectIdentifiers.id_aes256_CBC, 32),
    TRIPLE_DES(PKCSObjectIdentifiers.des_EDE3_CBC, 24);

    private final ASN1ObjectIdentifier identifier;
    private final int keyLength;

    Encryption(ASN1ObjectIdentifier identifier, int keyLength) {
      this.identifier = identifier;
      this.keyLength = keyLength;
    }

    static Encryption of(EncryptionScheme scheme) throws InvalidKey {
      for (Encryption cipher : values()) {
        if (cipher.identifier.equals(scheme.getAlgorithm())) {
          return cipher;
        }
      }
      throw new InvalidKey(
          "the private key is encrypted with the cipher %s, expected AES or Triple-DES in CBC mode"
              .formatted(scheme.getAlgorithm()));
    }

    BlockCipher engine() {
      return this == TRIPLE_DES ? new DESedeEngine() : AESEngine.newInstance();
    }
  }
}
