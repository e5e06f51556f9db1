package dev.clasp.tls.crypto.mlkem;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * K-PKE, the encryption scheme inside ML-KEM (FIPS 203 §5); not to be used alone.
 *
 * <p>CT: reveals the parameters and what the encapsulation key contains.
 */
final class PublicKeyEncryption {
  static final int SEED_LENGTH = 32;
  private static final int COEFFICIENT_BITS = 12;
  private static final int ETA2 = 2;

  private final int k;
  private final int eta1;
  private final int du;
  private final int dv;

  PublicKeyEncryption(int k, int eta1, int du, int dv) {
    this.k = k;
    this.eta1 = eta1;
    this.du = du;
    this.dv = dv;
  }

  int decryptionKeyLength() {
    return k * Encoding.length(COEFFICIENT_BITS);
  }

  int encryptionKeyLength() {
    return decryptionKeyLength() + SEED_LENGTH;
  }

  int ciphertextLength() {
    return k * Encoding.length(du) + Encoding.length(dv);
  }

  /**
   * The matrix A of a seed, row after row. It and the seed are public, so that its time may tell.
   *
   * @param rho 32 bytes
   */
  int[][] matrixInVariableTime(byte[] rho) {
    int[][] matrix = new int[k * k][];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        matrix[k * i + j] = Sampling.uniformInVariableTime(rho, j, i);
      }
    }
    return matrix;
  }

  /** Bytes of a matrix as {@link #putMatrix} writes it. */
  int matrixLength() {
    return k * k * Polynomial.SIZE * Integer.BYTES;
  }

  /** Writes a matrix for {@link #getMatrix}, as it is in memory. */
  static void putMatrix(int[][] matrix, byte[] out, int offset) {
    IntBuffer buffer = ByteBuffer.wrap(out, offset, out.length - offset).asIntBuffer();
    for (int[] entry : matrix) {
      buffer.put(entry, 0, Polynomial.SIZE);
    }
  }

  int[][] getMatrix(byte[] in, int offset) {
    IntBuffer buffer = ByteBuffer.wrap(in, offset, in.length - offset).asIntBuffer();
    int[][] matrix = new int[k * k][Polynomial.SIZE];
    for (int[] entry : matrix) {
      buffer.get(entry);
    }
    return matrix;
  }

  /** K-PKE.KeyGen (algorithm 13): writes both keys and gives the matrix. */
  int[][] generate(byte[] d, byte[] encryptionKey, byte[] decryptionKey) {
    Keccak g = Keccak.sha3With512Bits().absorb(d).absorb(k);
    byte[] rho = g.squeeze(SEED_LENGTH);
    byte[] sigma = g.squeeze(SEED_LENGTH);
    g.erase();
    int[][] s = new int[k][];
    int[][] e = new int[k][];
    for (int i = 0; i < k; i++) {
      s[i] = transformed(Sampling.noise(sigma, i, eta1));
      e[i] = transformed(Sampling.noise(sigma, k + i, eta1));
    }
    int[] t = new int[Polynomial.SIZE];
    int[][] matrix = matrixInVariableTime(rho);
    for (int i = 0; i < k; i++) {
      Transform.innerProduct(t, Arrays.copyOfRange(matrix, k * i, k * (i + 1)), s);
      Polynomial.toMontgomery(t);
      Polynomial.add(t, e[i]);
      Polynomial.canonical(t);
      encode(t, i, encryptionKey);
      encode(s[i], i, decryptionKey);
    }
    System.arraycopy(rho, 0, encryptionKey, decryptionKeyLength(), SEED_LENGTH);
    Arrays.fill(sigma, (byte) 0);
    erase(s);
    erase(e);
    return matrix;
  }

  /**
   * Reads t of an encryption key.
   *
   * @return null when a coefficient is not below q (§7.2)
   */
  int @Nullable [][] decodeKey(byte[] encryptionKey) {
    int[][] t = new int[k][];
    for (int i = 0; i < k; i++) {
      t[i] = Encoding.decodeTransform(encryptionKey, i * Encoding.length(COEFFICIENT_BITS));
      for (int coefficient : t[i]) {
        if (coefficient >= Polynomial.Q) {
          return null;
        }
      }
    }
    return t;
  }

  /**
   * K-PKE.Encrypt (algorithm 14).
   *
   * @param t as {@link #decodeKey} gives it
   * @param matrix as {@link #matrixInVariableTime} gives it
   * @param m 32 bytes
   * @param r 32 bytes
   */
  byte[] encrypt(int[][] t, int[][] matrix, byte[] m, byte[] r) {
    int[][] y = new int[k][];
    for (int i = 0; i < k; i++) {
      y[i] = transformed(Sampling.noise(r, i, eta1));
    }
    byte[] ciphertext = new byte[ciphertextLength()];
    int[] product = new int[Polynomial.SIZE];
    int[] u = new int[Polynomial.SIZE];
    int[][] column = new int[k][];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        column[j] = matrix[k * j + i];
      }
      Transform.innerProduct(product, column, y);
      Transform.invert(u, product);
      Polynomial.add(u, Sampling.noise(r, k + i, ETA2));
      compress(u, du, ciphertext, i * Encoding.length(du));
    }
    int[] v = u;
    Transform.innerProduct(product, t, y);
    Transform.invert(v, product);
    Polynomial.add(v, Sampling.noise(r, 2 * k, ETA2));
    int[] mu = Encoding.decode(m, 0, 1);
    Polynomial.decompress(mu, 1);
    Polynomial.add(v, mu);
    compress(v, dv, ciphertext, k * Encoding.length(du));
    erase(y);
    Arrays.fill(mu, 0);
    Arrays.fill(v, 0);
    Arrays.fill(product, 0);
    return ciphertext;
  }

  /** K-PKE.Decrypt (algorithm 15). */
  byte[] decrypt(byte[] decryptionKey, byte[] ciphertext) {
    int[][] s = new int[k][];
    int[][] u = new int[k][];
    for (int i = 0; i < k; i++) {
      u[i] = Encoding.decode(ciphertext, i * Encoding.length(du), du);
      Polynomial.decompress(u[i], du);
      u[i] = transformed(u[i]);
      s[i] = Encoding.decodeTransform(decryptionKey, i * Encoding.length(COEFFICIENT_BITS));
    }
    int[] w = new int[Polynomial.SIZE];
    int[] product = new int[Polynomial.SIZE];
    Transform.innerProduct(product, s, u);
    Transform.invert(w, product);
    int[] v = Encoding.decode(ciphertext, k * Encoding.length(du), dv);
    Polynomial.decompress(v, dv);
    for (int j = 0; j < w.length; j++) {
      w[j] = v[j] - w[j];
    }
    byte[] m = new byte[SEED_LENGTH];
    compress(w, 1, m, 0);
    erase(s);
    Arrays.fill(w, 0);
    Arrays.fill(product, 0);
    return m;
  }

  private static int[] transformed(int[] f) {
    int[] transform = Transform.apply(f);
    Polynomial.canonical(transform);
    Arrays.fill(f, 0);
    return transform;
  }

  private static void compress(int[] f, int d, byte[] out, int offset) {
    Polynomial.canonical(f);
    Polynomial.compress(f, d);
    Encoding.encode(f, d, out, offset);
  }

  private static void encode(int[] f, int index, byte[] key) {
    Encoding.encodeTransform(f, key, index * Encoding.length(COEFFICIENT_BITS));
  }

  private static void erase(int[][] secrets) {
    for (int[] secret : secrets) {
      Arrays.fill(secret, 0);
    }
  }
}
