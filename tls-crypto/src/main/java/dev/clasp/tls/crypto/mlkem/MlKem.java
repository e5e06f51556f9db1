package dev.clasp.tls.crypto.mlkem;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.ConstantTime;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.KeyEncapsulation;
import java.util.Arrays;

/**
 * ML-KEM (FIPS 203 §6, §7). Its decapsulation key is the standard's, with the matrix A behind it,
 * which decapsulation would have to sample once more: that is a third of its time.
 *
 * <pre>{@code
 * dk = dk_PKE || ek || H(ek) || z || A
 * }</pre>
 */
public final class MlKem implements KeyEncapsulation {
  private static final int SEED_LENGTH = PublicKeyEncryption.SEED_LENGTH;
  private static final int SECRET_LENGTH = 32;

  private final GroupAlgorithm algorithm;
  private final PublicKeyEncryption encryption;

  private MlKem(GroupAlgorithm algorithm, PublicKeyEncryption encryption) {
    this.algorithm = algorithm;
    this.encryption = encryption;
  }

  public static MlKem mlKem512() {
    return new MlKem(GroupAlgorithm.MLKEM512, new PublicKeyEncryption(2, 3, 10, 4));
  }

  public static MlKem mlKem768() {
    return new MlKem(GroupAlgorithm.MLKEM768, new PublicKeyEncryption(3, 2, 10, 4));
  }

  public static MlKem mlKem1024() {
    return new MlKem(GroupAlgorithm.MLKEM1024, new PublicKeyEncryption(4, 2, 11, 5));
  }

  @Override
  public GroupAlgorithm algorithm() {
    return algorithm;
  }

  /** ML-KEM.KeyGen (algorithms 16, 19): d and z are drawn together, d first. CT: reveals ek. */
  @Override
  public KeyPair newKeyPair(RandomSource random) {
    byte[] seed = new byte[2 * SEED_LENGTH];
    random.fill(seed);
    byte[] d = Arrays.copyOf(seed, SEED_LENGTH);
    byte[] encapsulationKey = new byte[encryption.encryptionKeyLength()];
    byte[] decapsulationKey = new byte[decapsulationKeyLength()];
    int[][] matrix = encryption.generate(d, encapsulationKey, decapsulationKey);
    int at = encryption.decryptionKeyLength();
    System.arraycopy(encapsulationKey, 0, decapsulationKey, at, encapsulationKey.length);
    at += encapsulationKey.length;
    hash(encapsulationKey, decapsulationKey, at);
    at += SEED_LENGTH;
    System.arraycopy(seed, SEED_LENGTH, decapsulationKey, at, SEED_LENGTH);
    PublicKeyEncryption.putMatrix(matrix, decapsulationKey, at + SEED_LENGTH);
    Arrays.fill(seed, (byte) 0);
    Arrays.fill(d, (byte) 0);
    return new KeyPair(Secret.takeFrom(decapsulationKey), Bytes.copyOf(encapsulationKey));
  }

  /** ML-KEM.Encaps (algorithms 17, 20) with the checks of §7.2. CT: reveals the key. */
  @Override
  public KeyExchangeReply encapsulate(RandomSource random, Bytes encapsulationKey)
      throws InvalidKeyShare {
    if (encapsulationKey.size() != encryption.encryptionKeyLength()) {
      throw new InvalidKeyShare(
          "%s encapsulation key: %d bytes, expected %d (FIPS 203 §7.2)"
              .formatted(algorithm, encapsulationKey.size(), encryption.encryptionKeyLength()));
    }
    byte[] key = encapsulationKey.toArray();
    int[][] t = encryption.decodeKey(key);
    if (t == null) {
      throw new InvalidKeyShare(
          algorithm + " encapsulation key: a coefficient is not below 3329 (FIPS 203 §7.2)");
    }
    byte[] m = new byte[SEED_LENGTH];
    random.fill(m);
    byte[] hash = new byte[SEED_LENGTH];
    hash(key, hash, 0);
    Keccak g = Keccak.sha3With512Bits().absorb(m).absorb(hash);
    byte[] secret = g.squeeze(SECRET_LENGTH);
    byte[] r = g.squeeze(SEED_LENGTH);
    g.erase();
    byte[] ciphertext = encryption.encrypt(t, encryption.matrixInVariableTime(rho(key)), m, r);
    Arrays.fill(m, (byte) 0);
    Arrays.fill(r, (byte) 0);
    return new KeyExchangeReply(Bytes.copyOf(ciphertext), Secret.takeFrom(secret));
  }

  /**
   * ML-KEM.Decaps (algorithms 18, 21).
   *
   * <p>CT: reveals the encapsulation key and the ciphertext's size; not whether it was forged.
   */
  @Override
  public Secret decapsulate(Secret decapsulationKey, Bytes ciphertext) throws InvalidKeyShare {
    if (ciphertext.size() != encryption.ciphertextLength()) {
      throw new InvalidKeyShare(
          "%s ciphertext: %d bytes, expected %d (FIPS 203 §7.3)"
              .formatted(algorithm, ciphertext.size(), encryption.ciphertextLength()));
    }
    return decapsulationKey.use(key -> decapsulate(key, ciphertext.toArray()));
  }

  private Secret decapsulate(byte[] key, byte[] c) {
    int keyAt = encryption.decryptionKeyLength();
    int hashAt = keyAt + encryption.encryptionKeyLength();
    byte[] m = encryption.decrypt(key, c);
    Keccak g = Keccak.sha3With512Bits().absorb(m).absorb(key, hashAt, SEED_LENGTH);
    byte[] secret = g.squeeze(SECRET_LENGTH);
    byte[] r = g.squeeze(SEED_LENGTH);
    g.erase();
    Keccak j = Keccak.shake256().absorb(key, hashAt + SEED_LENGTH, SEED_LENGTH).absorb(c);
    byte[] rejection = j.squeeze(SECRET_LENGTH);
    j.erase();

    // Constant time from here: whether the two ciphertexts are the same must not show.
    byte[] encapsulationKey = Arrays.copyOfRange(key, keyAt, hashAt);
    int[][] t = encryption.decodeKey(encapsulationKey);
    if (t == null) {
      throw new IllegalStateException("not a decapsulation key of " + algorithm);
    }
    int[][] matrix = encryption.getMatrix(key, hashAt + 2 * SEED_LENGTH);
    byte[] again = encryption.encrypt(t, matrix, m, r);
    int difference = 0;
    for (int i = 0; i < c.length; i++) {
      difference |= c[i] ^ again[i];
    }
    ConstantTime.copyIf(~ConstantTime.zeroMask(difference), rejection, secret);
    // Constant time to here.

    for (byte[] erased : new byte[][] {m, r, rejection, again}) {
      Arrays.fill(erased, (byte) 0);
    }
    return Secret.takeFrom(secret);
  }

  private int decapsulationKeyLength() {
    return encryption.decryptionKeyLength()
        + encryption.encryptionKeyLength()
        + SEED_LENGTH
        + SEED_LENGTH
        + encryption.matrixLength();
  }

  private static void hash(byte[] encapsulationKey, byte[] out, int offset) {
    Keccak.sha3With256Bits().absorb(encapsulationKey).squeeze(out, offset, SEED_LENGTH);
  }

  /** The seed at the end of an encapsulation key. */
  private static byte[] rho(byte[] key) {
    return Arrays.copyOfRange(key, key.length - SEED_LENGTH, key.length);
  }
}
