package dev.clasp.tls.crypto.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.Providers.AeadCase;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Aead} promises, for every AEAD of every provider. */
class AeadTest {
  private static final Bytes HEADER = Bytes.fromHex("1703030028");
  private static final Bytes MESSAGE = Providers.seeded(2).bytes(1000);

  static List<AeadCase> aeads() {
    return Providers.aeads();
  }

  /** Each AEAD with each way to hold a buffer. */
  static List<BufferCase> buffers() {
    List<BufferCase> cases = new ArrayList<>();
    for (AeadCase aead : aeads()) {
      for (Holder holder : Holder.values()) {
        cases.add(new BufferCase(aead, holder));
      }
    }
    return cases;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("buffers")
  void worksOnBuffersOfEveryKind(BufferCase buffers) throws AuthenticationFailed {
    AeadAlgorithm algorithm = buffers.aead().algorithm();
    int sealedSize = MESSAGE.size() + algorithm.tagLength();
    Holder holder = buffers.holder();
    ByteBuffer header = holder.input(HEADER);
    ByteBuffer plaintext = holder.input(MESSAGE);
    ByteBuffer sealed = holder.output(sealedSize);
    keyed(buffers.aead()).seal(nonce(1), header, plaintext, sealed);

    assertEquals(0, header.remaining());
    assertEquals(0, plaintext.remaining());
    assertEquals(0, sealed.remaining());
    Bytes ciphertext = Bytes.copyOf(sealed.position(Holder.BEFORE));
    assertEquals(sealed(buffers.aead(), 1), ciphertext, "the same as with heap buffers");

    ByteBuffer input = holder.input(ciphertext);
    ByteBuffer opened = holder.output(MESSAGE.size());
    keyed(buffers.aead()).open(nonce(1), holder.input(HEADER), input, opened);
    assertEquals(0, input.remaining());
    assertEquals(0, opened.remaining());
    assertEquals(MESSAGE, Bytes.copyOf(opened.position(Holder.BEFORE)));
  }

  /** The JDK 17's Poly1305 got direct and read-only associated data from 16 bytes on wrong. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("buffers")
  void associatedDataMayBeOfAnySizeInBuffersOfEveryKind(BufferCase buffers) {
    for (int size : new int[] {0, 1, 15, 16, 17, 32, 100}) {
      Bytes header = Providers.seeded(size).bytes(size);
      int room = MESSAGE.size() + buffers.aead().algorithm().tagLength();
      ByteBuffer sealed = ByteBuffer.allocate(room);
      ByteBuffer message = MESSAGE.asByteBuffer();
      keyed(buffers.aead()).seal(nonce(1), buffers.holder().input(header), message, sealed);

      Bytes withArray = seal(keyed(bouncyCastle(buffers.aead())), nonce(1), header, MESSAGE);
      assertEquals(withArray, Bytes.copyOf(sealed.flip()), size + " bytes");
    }
  }

  private static AeadCase bouncyCastle(AeadCase aead) {
    return new AeadCase(CryptoProviders.bouncyCastle(), aead.algorithm());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("buffers")
  void worksInPlaceWhenBothStartAtTheSameAddress(BufferCase buffers) throws AuthenticationFailed {
    AeadCase aead = buffers.aead();
    ByteBuffer memory = buffers.holder().output(MESSAGE.size() + aead.algorithm().tagLength());
    memory.duplicate().put(MESSAGE.asByteBuffer());

    ByteBuffer plaintext = memory.duplicate().limit(memory.position() + MESSAGE.size());
    keyed(aead).seal(nonce(1), HEADER.asByteBuffer(), plaintext, memory.duplicate());
    assertEquals(sealed(aead, 1), Bytes.copyOf(memory));

    keyed(aead).open(nonce(1), HEADER.asByteBuffer(), memory.duplicate(), memory.duplicate());
    assertEquals(MESSAGE, Bytes.copyOf(memory).first(MESSAGE.size()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aeads")
  void refusesEveryFlippedBit(AeadCase aead) throws AuthenticationFailed {
    Bytes message = MESSAGE.first(20);
    Aead sealer = keyed(aead);
    Bytes ciphertext = seal(sealer, nonce(1), HEADER, message);
    Aead opener = keyed(aead);
    assertEquals(message, open(opener, nonce(1), HEADER, ciphertext));

    for (int bit = 0; bit < 8 * ciphertext.size(); bit++) {
      Bytes forged = flip(ciphertext, bit);
      assertThrows(
          AuthenticationFailed.class, () -> open(opener, nonce(1), HEADER, forged), "bit " + bit);
    }
    for (int bit = 0; bit < 8 * HEADER.size(); bit++) {
      Bytes forged = flip(HEADER, bit);
      assertThrows(AuthenticationFailed.class, () -> open(opener, nonce(1), forged, ciphertext));
    }
    for (int bit = 0; bit < 8 * AeadAlgorithm.NONCE_LENGTH; bit++) {
      byte[] forged = flip(Bytes.copyOf(nonce(1)), bit).toArray();
      assertThrows(AuthenticationFailed.class, () -> open(opener, forged, HEADER, ciphertext));
    }
    assertEquals(message, open(opener, nonce(1), HEADER, ciphertext), "works after failures");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aeads")
  void neverHandsOutWhatIsNotAuthentic(AeadCase aead) {
    Bytes ciphertext = sealed(aead, 1);
    Bytes forged = flip(ciphertext, 8 * ciphertext.size() - 1);
    for (Holder holder : List.of(Holder.HEAP, Holder.DIRECT)) {
      ByteBuffer output = holder.output(MESSAGE.size());
      int start = output.position();
      assertThrows(
          AuthenticationFailed.class,
          () -> keyed(aead).open(nonce(1), HEADER.asByteBuffer(), holder.input(forged), output));
      Bytes left = Bytes.copyOf(output.position(start));
      assertFalse(left.first(16).equals(MESSAGE.first(16)), "unauthenticated plaintext");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aeads")
  void refusesInputShorterThanATag(AeadCase aead) {
    for (int size = 0; size < aead.algorithm().tagLength(); size++) {
      Bytes tooShort = Bytes.copyOf(new byte[size]);
      assertThrows(AuthenticationFailed.class, () -> open(keyed(aead), nonce(1), HEADER, tooShort));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aeads")
  void refusesTooLittleRoomAndWritesNothing(AeadCase aead) {
    ByteBuffer plaintext = MESSAGE.asByteBuffer();
    ByteBuffer output = ByteBuffer.allocate(MESSAGE.size() + aead.algorithm().tagLength() - 1);

    assertThrows(
        IllegalArgumentException.class,
        () -> keyed(aead).seal(nonce(1), HEADER.asByteBuffer(), plaintext, output));
    assertEquals(MESSAGE.size(), plaintext.remaining());
    assertEquals(Bytes.copyOf(new byte[output.capacity()]), Bytes.copyOf(output.array()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aeads")
  void refusesANonceOfAnotherSize(AeadCase aead) {
    for (int size : new int[] {0, 8, 11, 13, 16}) {
      assertThrows(
          IllegalArgumentException.class, () -> seal(keyed(aead), new byte[size], HEADER, MESSAGE));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aeads")
  void refusesToSealTwiceUnderOneNonce(AeadCase aead) {
    Aead sealer = keyed(aead);
    seal(sealer, nonce(1), HEADER, MESSAGE);

    assertThrows(IllegalArgumentException.class, () -> seal(sealer, nonce(1), HEADER, MESSAGE));
    assertEquals(sealed(aead, 2), seal(sealer, nonce(2), HEADER, MESSAGE), "works afterwards");
  }

  /** A server that skips early data tries one nonce again and again (RFC 9846 §4.3.10). */
  @ParameterizedTest(name = "{0}")
  @MethodSource("aeads")
  void opensAfterFailuresUnderTheSameNonce(AeadCase aead) throws AuthenticationFailed {
    Aead opener = keyed(aead);
    for (int i = 0; i < 3; i++) {
      Bytes foreign = Providers.seeded(i).bytes(100);
      assertThrows(AuthenticationFailed.class, () -> open(opener, nonce(0), HEADER, foreign));
    }

    assertEquals(MESSAGE, open(opener, nonce(0), HEADER, sealed(aead, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aeads")
  void refusesAKeyOfAnotherSize(AeadCase aead) {
    int right = aead.algorithm().keyLength();
    for (int size : new int[] {0, right - 1, right + 1}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> aead.provider().aeads().keyed(aead.algorithm(), Secret.zeros(size)));
    }
  }

  private static Bytes sealed(AeadCase aead, int nonce) {
    return seal(keyed(aead), nonce(nonce), HEADER, MESSAGE);
  }

  private static Aead keyed(AeadCase aead) {
    Secret key = Providers.seeded(3).secret(aead.algorithm().keyLength());
    return aead.provider().aeads().keyed(aead.algorithm(), key);
  }

  private static Bytes seal(Aead aead, byte[] nonce, Bytes header, Bytes message) {
    ByteBuffer output = ByteBuffer.allocate(message.size() + aead.algorithm().tagLength());
    aead.seal(nonce, header.asByteBuffer(), message.asByteBuffer(), output);
    return Bytes.copyOf(output.flip());
  }

  private static Bytes open(Aead aead, byte[] nonce, Bytes header, Bytes ciphertext)
      throws AuthenticationFailed {
    ByteBuffer output = ByteBuffer.allocate(ciphertext.size());
    aead.open(nonce, header.asByteBuffer(), ciphertext.asByteBuffer(), output);
    return Bytes.copyOf(output.flip());
  }

  private static byte[] nonce(int last) {
    byte[] nonce = new byte[AeadAlgorithm.NONCE_LENGTH];
    nonce[nonce.length - 1] = (byte) last;
    return nonce;
  }

  private static Bytes flip(Bytes original, int bit) {
    byte[] changed = original.toArray();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return Bytes.copyOf(changed);
  }

  record BufferCase(AeadCase aead, Holder holder) {
    @Override
    public String toString() {
      return aead + " " + holder;
    }
  }

  /** Ways to hold bytes; outputs are a window inside a larger buffer, unless said otherwise. */
  enum Holder {
    HEAP {
      @Override
      ByteBuffer memory(int size) {
        return ByteBuffer.allocate(size);
      }
    },
    HEAP_SLICE {
      @Override
      ByteBuffer memory(int size) {
        return ByteBuffer.allocate(size + 13).position(7).slice();
      }
    },
    DIRECT {
      @Override
      ByteBuffer memory(int size) {
        return ByteBuffer.allocateDirect(size);
      }
    },
    DIRECT_SLICE {
      @Override
      ByteBuffer memory(int size) {
        return ByteBuffer.allocateDirect(size + 13).position(7).slice();
      }
    },
    READ_ONLY_INPUT {
      @Override
      ByteBuffer memory(int size) {
        return ByteBuffer.allocate(size);
      }

      @Override
      ByteBuffer input(Bytes content) {
        return super.input(content).asReadOnlyBuffer();
      }
    };

    private static final int BEFORE = 3;
    private static final int AFTER = 5;

    abstract ByteBuffer memory(int size);

    ByteBuffer output(int size) {
      return memory(BEFORE + size + AFTER).limit(BEFORE + size).position(BEFORE);
    }

    ByteBuffer input(Bytes content) {
      ByteBuffer buffer = output(content.size());
      buffer.duplicate().put(content.asByteBuffer());
      return buffer;
    }
  }
}
