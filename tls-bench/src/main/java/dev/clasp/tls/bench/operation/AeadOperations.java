package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.CryptoProvider;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Sealing and opening by size, with five bytes of associated data and a new nonce each time.
 *
 * <p>Opening alternates between two messages: the JDK's ChaCha20-Poly1305 refuses the nonce it saw
 * last.
 */
final class AeadOperations {
  private static final List<Integer> SIZES = List.of(64, 1024, 16384);
  private static final byte[] HEADER = {23, 3, 3, 64, 17};

  private AeadOperations() {}

  static List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    for (AeadAlgorithm algorithm : AeadAlgorithm.values()) {
      for (int size : SIZES) {
        boolean quick = algorithm == AeadAlgorithm.AES_128_GCM && size == 16384;
        String name = "aead." + algorithm + ".%s." + size;
        subjects.add(
            new Subject(
                name.formatted("seal"),
                "sealing " + size + " bytes",
                quick,
                makers(algorithm, cipher -> sealing(cipher, size))));
        subjects.add(
            new Subject(
                name.formatted("open"),
                "opening " + size + " bytes",
                false,
                makers(algorithm, cipher -> opening(cipher, size))));
      }
    }
    return subjects;
  }

  /** One key of one peer; arrays come and go whole. */
  interface RecordCipher {
    /** Seals into {@code target} and says how many bytes that are. */
    int seal(byte[] nonce, byte[] plaintext, byte[] target) throws Exception;

    /** Opens the first {@code length} bytes into {@code target}. */
    int open(byte[] nonce, byte[] ciphertext, int length, byte[] target) throws Exception;
  }

  @FunctionalInterface
  private interface Use {
    Operation of(RecordCipher cipher) throws Exception;
  }

  private static Map<Peer, Operation.Maker> makers(AeadAlgorithm algorithm, Use use) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(Peer.CLASP, () -> use.of(clasp(algorithm)));
    for (Peer peer : PeerProviders.JCA) {
      makers.put(peer, () -> use.of(new JcaRecordCipher(JcaServices.of(peer), algorithm, HEADER)));
    }
    return makers;
  }

  private static RecordCipher clasp(AeadAlgorithm algorithm) throws Unavailable {
    CryptoProvider crypto = PeerProviders.crypto(Peer.CLASP);
    Aead aead = crypto.aeads().keyed(algorithm, crypto.random().secret(algorithm.keyLength()));
    return new RecordCipher() {
      private final ByteBuffer header = ByteBuffer.wrap(HEADER);

      @Override
      public int seal(byte[] nonce, byte[] plaintext, byte[] target) {
        ByteBuffer out = ByteBuffer.wrap(target);
        aead.seal(nonce, header.rewind(), ByteBuffer.wrap(plaintext), out);
        return out.position();
      }

      @Override
      public int open(byte[] nonce, byte[] ciphertext, int length, byte[] target) throws Exception {
        ByteBuffer out = ByteBuffer.wrap(target);
        aead.open(nonce, header.rewind(), ByteBuffer.wrap(ciphertext, 0, length), out);
        return out.position();
      }
    };
  }

  private static Operation sealing(RecordCipher cipher, int size) {
    byte[] plaintext = new byte[size];
    byte[] target = new byte[size + 64];
    byte[] nonce = new byte[AeadAlgorithm.NONCE_LENGTH];
    return () -> {
      increment(nonce);
      return cipher.seal(nonce, plaintext, target);
    };
  }

  private static Operation opening(RecordCipher cipher, int size) throws Exception {
    byte[] plaintext = new byte[size];
    byte[] target = new byte[size + 64];
    byte[][] ciphertexts = new byte[2][size + 64];
    byte[][] nonces = new byte[2][AeadAlgorithm.NONCE_LENGTH];
    nonces[1][0] = 1;
    int length = cipher.seal(nonces[0], plaintext, ciphertexts[0]);
    cipher.seal(nonces[1], plaintext, ciphertexts[1]);
    int[] next = {0};
    return () -> {
      int which = next[0] ^= 1;
      int opened = cipher.open(nonces[which], ciphertexts[which], length, target);
      if (opened != size) {
        throw new IllegalStateException("%d bytes opened, sealed %d".formatted(opened, size));
      }
      return opened;
    };
  }

  private static void increment(byte[] nonce) {
    for (int i = nonce.length - 1; ++nonce[i] == 0; i--) {
      // carry
    }
  }
}
