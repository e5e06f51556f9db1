package dev.clasp.tls.crypto.mlkem;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * SHA3-256, SHA3-512, SHAKE128 and SHAKE256 (FIPS 202): first all input, then any amount of output.
 *
 * <p>CT: all methods reveal lengths only.
 */
final class Keccak {
  private static final long[] ROUND_CONSTANTS = {
    0x0000000000000001L, 0x0000000000008082L, 0x800000000000808AL,
    0x8000000080008000L, 0x000000000000808BL, 0x0000000080000001L,
    0x8000000080008081L, 0x8000000000008009L, 0x000000000000008AL,
    0x0000000000000088L, 0x0000000080008009L, 0x000000008000000AL,
    0x000000008000808BL, 0x800000000000008BL, 0x8000000000008089L,
    0x8000000000008003L, 0x8000000000008002L, 0x8000000000000080L,
    0x000000000000800AL, 0x800000008000000AL, 0x8000000080008081L,
    0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L
  };

  /** Eight bytes of an array, little-endian. */
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] state = new long[25];
  private final int rate;
  private final int domain;
  private int at;
  private boolean squeezing;

  /**
   * @param rate bytes taken or given between two permutations
   * @param domain the bits that follow the input, with the first bit of the padding
   */
  private Keccak(int rate, int domain) {
    this.rate = rate;
    this.domain = domain;
  }

  static Keccak sha3With256Bits() {
    return new Keccak(136, 0x06);
  }

  static Keccak sha3With512Bits() {
    return new Keccak(72, 0x06);
  }

  static Keccak shake128() {
    return new Keccak(168, 0x1F);
  }

  static Keccak shake256() {
    return new Keccak(136, 0x1F);
  }

  /** Takes input; returns itself. */
  Keccak absorb(byte[] input, int offset, int length) {
    int from = offset;
    int end = offset + length;
    while (from < end) {
      if ((at & 7) == 0 && end - from >= 8) {
        state[at >> 3] ^= (long) WORD.get(input, from);
        from += 8;
        at += 8;
      } else {
        state[at >> 3] ^= (input[from] & 0xFFL) << 8 * (at & 7);
        from++;
        at++;
      }
      if (at == rate) {
        permute(state);
        at = 0;
      }
    }
    return this;
  }

  Keccak absorb(byte[] input) {
    return absorb(input, 0, input.length);
  }

  Keccak absorb(int value) {
    return absorb(new byte[] {(byte) value}, 0, 1);
  }

  /** Gives the next bytes of output. */
  void squeeze(byte[] output, int offset, int length) {
    finishInput();
    int to = offset;
    int end = offset + length;
    while (to < end) {
      if (at == rate) {
        permute(state);
        at = 0;
      }
      if ((at & 7) == 0 && end - to >= 8) {
        WORD.set(output, to, state[at >> 3]);
        to += 8;
        at += 8;
      } else {
        output[to] = (byte) (state[at >> 3] >>> 8 * (at & 7));
        to++;
        at++;
      }
    }
  }

  byte[] squeeze(int length) {
    byte[] output = new byte[length];
    squeeze(output, 0, length);
    return output;
  }

  /** Gives the next {@code rate / 8} words of output; not to be mixed with {@link #squeeze}. */
  void squeezeBlock(long[] output) {
    finishInput();
    if (at == rate) {
      permute(state);
    }
    at = rate;
    System.arraycopy(state, 0, output, 0, rate / 8);
  }

  void erase() {
    Arrays.fill(state, 0);
  }

  private void finishInput() {
    if (!squeezing) {
      squeezing = true;
      state[at >> 3] ^= (long) domain << 8 * (at & 7);
      state[(rate - 1) >> 3] ^= 0x80L << 8 * (rate - 1 & 7);
      permute(state);
      at = 0;
    }
  }

  /** Keccak-f[1600]: 24 rounds of theta, rho, pi, chi and iota (FIPS 202 §3.2), in locals. */
  private static void permute(long[] a) {
    long a00 = a[0];
    long a10 = a[1];
    long a20 = a[2];
    long a30 = a[3];
    long a40 = a[4];
    long a01 = a[5];
    long a11 = a[6];
    long a21 = a[7];
    long a31 = a[8];
    long a41 = a[9];
    long a02 = a[10];
    long a12 = a[11];
    long a22 = a[12];
    long a32 = a[13];
    long a42 = a[14];
    long a03 = a[15];
    long a13 = a[16];
    long a23 = a[17];
    long a33 = a[18];
    long a43 = a[19];
    long a04 = a[20];
    long a14 = a[21];
    long a24 = a[22];
    long a34 = a[23];
    long a44 = a[24];
    for (long constant : ROUND_CONSTANTS) {
      long c0 = a00 ^ a01 ^ a02 ^ a03 ^ a04;
      long c1 = a10 ^ a11 ^ a12 ^ a13 ^ a14;
      long c2 = a20 ^ a21 ^ a22 ^ a23 ^ a24;
      long c3 = a30 ^ a31 ^ a32 ^ a33 ^ a34;
      long c4 = a40 ^ a41 ^ a42 ^ a43 ^ a44;
      long d0 = c4 ^ Long.rotateLeft(c1, 1);
      long d1 = c0 ^ Long.rotateLeft(c2, 1);
      long d2 = c1 ^ Long.rotateLeft(c3, 1);
      long d3 = c2 ^ Long.rotateLeft(c4, 1);
      long d4 = c3 ^ Long.rotateLeft(c0, 1);
      long b00 = a00 ^ d0;
      long b10 = Long.rotateLeft(a11 ^ d1, 44);
      long b20 = Long.rotateLeft(a22 ^ d2, 43);
      long b30 = Long.rotateLeft(a33 ^ d3, 21);
      long b40 = Long.rotateLeft(a44 ^ d4, 14);
      long b01 = Long.rotateLeft(a30 ^ d3, 28);
      long b11 = Long.rotateLeft(a41 ^ d4, 20);
      long b21 = Long.rotateLeft(a02 ^ d0, 3);
      long b31 = Long.rotateLeft(a13 ^ d1, 45);
      long b41 = Long.rotateLeft(a24 ^ d2, 61);
      long b02 = Long.rotateLeft(a10 ^ d1, 1);
      long b12 = Long.rotateLeft(a21 ^ d2, 6);
      long b22 = Long.rotateLeft(a32 ^ d3, 25);
      long b32 = Long.rotateLeft(a43 ^ d4, 8);
      long b42 = Long.rotateLeft(a04 ^ d0, 18);
      long b03 = Long.rotateLeft(a40 ^ d4, 27);
      long b13 = Long.rotateLeft(a01 ^ d0, 36);
      long b23 = Long.rotateLeft(a12 ^ d1, 10);
      long b33 = Long.rotateLeft(a23 ^ d2, 15);
      long b43 = Long.rotateLeft(a34 ^ d3, 56);
      long b04 = Long.rotateLeft(a20 ^ d2, 62);
      long b14 = Long.rotateLeft(a31 ^ d3, 55);
      long b24 = Long.rotateLeft(a42 ^ d4, 39);
      long b34 = Long.rotateLeft(a03 ^ d0, 41);
      long b44 = Long.rotateLeft(a14 ^ d1, 2);
      a00 = b00 ^ ~b10 & b20 ^ constant;
      a10 = b10 ^ ~b20 & b30;
      a20 = b20 ^ ~b30 & b40;
      a30 = b30 ^ ~b40 & b00;
      a40 = b40 ^ ~b00 & b10;
      a01 = b01 ^ ~b11 & b21;
      a11 = b11 ^ ~b21 & b31;
      a21 = b21 ^ ~b31 & b41;
      a31 = b31 ^ ~b41 & b01;
      a41 = b41 ^ ~b01 & b11;
      a02 = b02 ^ ~b12 & b22;
      a12 = b12 ^ ~b22 & b32;
      a22 = b22 ^ ~b32 & b42;
      a32 = b32 ^ ~b42 & b02;
      a42 = b42 ^ ~b02 & b12;
      a03 = b03 ^ ~b13 & b23;
      a13 = b13 ^ ~b23 & b33;
      a23 = b23 ^ ~b33 & b43;
      a33 = b33 ^ ~b43 & b03;
      a43 = b43 ^ ~b03 & b13;
      a04 = b04 ^ ~b14 & b24;
      a14 = b14 ^ ~b24 & b34;
      a24 = b24 ^ ~b34 & b44;
      a34 = b34 ^ ~b44 & b04;
      a44 = b44 ^ ~b04 & b14;
    }
    a[0] = a00;
    a[1] = a10;
    a[2] = a20;
    a[3] = a30;
    a[4] = a40;
    a[5] = a01;
    a[6] = a11;
    a[7] = a21;
    a[8] = a31;
    a[9] = a41;
    a[10] = a02;
    a[11] = a12;
    a[12] = a22;
    a[13] = a32;
    a[14] = a42;
    a[15] = a03;
    a[16] = a13;
    a[17] = a23;
    a[18] = a33;
    a[19] = a43;
    a[20] = a04;
    a[21] = a14;
    a[22] = a24;
    a[23] = a34;
    a[24] = a44;
  }
}
