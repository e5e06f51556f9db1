package dev.clasp.tls.bench.leak;

import dev.clasp.tls.bench.operation.Operation;
import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.ConstantTime;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.DiffieHellmanGroup;
import dev.clasp.tls.crypto.kex.KeyEncapsulation;
import dev.clasp.tls.crypto.kex.KeyEncapsulationGroup;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.nio.ByteBuffer;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What the leak report looks at, as the standard provider hands it out: our own primitives, and
 * what stands beside them. Class 0 is the fixed secret, class 1 the random ones, unless it says
 * otherwise.
 */
public final class LeakCatalogue {
  private static final int KEY_POOL = 64;
  private static final int RECORD = 1024;

  private final CryptoProvider crypto = CryptoProviders.standard();

  private LeakCatalogue() {}

  /** All subjects; the controls come first, since they tell whether this machine can tell. */
  public static List<LeakSubject> all() throws Exception {
    LeakCatalogue catalogue = new LeakCatalogue();
    List<LeakSubject> subjects = new ArrayList<>(catalogue.primitives());
    subjects.add(2, CbcLeaks.control(catalogue.crypto));
    subjects.addAll(CbcLeaks.subjects(catalogue.crypto));
    subjects.addAll(PremasterLeaks.subjects(catalogue.crypto));
    return subjects;
  }

  private List<LeakSubject> primitives() throws Exception {
    return List.of(
        control("control.early-exit", Arrays::equals),
        control("control.constant-time", ConstantTime::equal),
        agreement("x25519", GroupAlgorithm.X25519),
        keygen("x25519", GroupAlgorithm.X25519),
        agreement("p256", GroupAlgorithm.SECP256R1),
        keygen("p256", GroupAlgorithm.SECP256R1),
        sign(),
        decapsulation(),
        open(AeadAlgorithm.AES_128_GCM),
        open(AeadAlgorithm.CHACHA20_POLY1305));
  }

  @FunctionalInterface
  private interface Comparison {
    boolean equal(byte[] a, byte[] b);
  }

  /**
   * Compares 8 KiB that differ in the first byte, or in the last. The method itself is on trial: it
   * must tell the classes of the first control apart and those of the second not. Both classes have
   * the same verdict, which nobody keeps secret and which takes a branch to report.
   */
  private static LeakSubject control(String name, Comparison comparison) {
    byte[] expected = new byte[8192];
    return new LeakSubject(
        name,
        "8 KiB that differ in the first byte / in the last",
        (group, random) -> {
          byte[] guess = expected.clone();
          guess[0] ^= (byte) (1 - group); // both ends are written, to leave the caches alike
          guess[guess.length - 1] ^= (byte) group;
          return () -> comparison.equal(expected, guess);
        });
  }

  private static RandomSource source(Random random) {
    return random::nextBytes;
  }

  private LeakSubject agreement(String name, GroupAlgorithm group) {
    DiffieHellman function = diffieHellman(group);
    Secret fixed = function.newKeyPair(crypto.random()).privateKey();
    Bytes share = function.newKeyPair(crypto.random()).share();
    return new LeakSubject(
        name + ".agreement",
        "one private key / random ones, one share",
        (which, random) -> {
          Secret fresh = function.newKeyPair(source(random)).privateKey();
          Secret key = (which == 0 ? fixed : fresh).slice(0, fixed.size());
          return () -> function.agree(key, share);
        });
  }

  private LeakSubject keygen(String name, GroupAlgorithm group) {
    DiffieHellman function = diffieHellman(group);
    byte[] fixed = crypto.random().bytes(64).toArray();
    return new LeakSubject(
        name + ".keygen",
        "one draw of randomness / random ones",
        (which, random) -> {
          byte[] fresh = new byte[fixed.length];
          random.nextBytes(fresh);
          byte[] draw = (which == 0 ? fixed : fresh).clone();
          RandomSource source =
              target -> {
                System.arraycopy(draw, 0, target, 0, target.length);
                draw[0] ^= 0x5A; // another one, should this be refused
              };
          return () -> function.newKeyPair(source);
        });
  }

  /**
   * Each sample has a signer of its own, read a moment before: signers that live on would lie at
   * better or worse places in memory, and the classes would differ by that.
   */
  private LeakSubject sign() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    byte[] fixed = generator.generateKeyPair().getPrivate().getEncoded();
    byte[][][] keys = new byte[2][KEY_POOL][];
    for (int i = 0; i < KEY_POOL; i++) {
      keys[0][i] = fixed.clone();
      keys[1][i] = generator.generateKeyPair().getPrivate().getEncoded();
    }
    Bytes message = Bytes.copyOf(new byte[130]);
    return new LeakSubject(
        "ecdsa-p256.sign",
        "one private key / " + KEY_POOL + " others, one message",
        (which, random) -> {
          Signer signer = signer(keys[which][random.nextInt(KEY_POOL)]);
          return () -> signer.sign(message);
        });
  }

  private Signer signer(byte[] pkcs8) throws Exception {
    return crypto
        .signingKeys()
        .fromPkcs8(Secret.copyOf(pkcs8))
        .signer(SignatureAlgorithm.ECDSA_SECP256R1_SHA256)
        .orElseThrow();
  }

  /** Whether a ciphertext is forged must not show: FIPS 203 §6.3 rejects implicitly. */
  private LeakSubject decapsulation() throws Exception {
    KeyEncapsulation mechanism =
        crypto
            .group(GroupAlgorithm.MLKEM768)
            .map(group -> ((KeyEncapsulationGroup) group).mechanism())
            .orElseThrow();
    KeyEncapsulation.KeyPair pair = mechanism.newKeyPair(crypto.random());
    KeyExchangeReply good = mechanism.encapsulate(crypto.random(), pair.encapsulationKey());
    return new LeakSubject(
        "mlkem768.decaps",
        "one good ciphertext / random, forged ones, one key",
        (which, random) -> {
          Bytes forged = source(random).bytes(good.share().size());
          Bytes ciphertext = Bytes.copyOf((which == 0 ? good.share() : forged).toArray());
          return () -> mechanism.decapsulate(pair.decapsulationKey(), ciphertext);
        });
  }

  /** That a tag is wrong, everybody learns; where it is wrong, nobody may. */
  private LeakSubject open(AeadAlgorithm algorithm) {
    Aead aead = crypto.aeads().keyed(algorithm, crypto.random().secret(algorithm.keyLength()));
    ByteBuffer sealed = ByteBuffer.allocate(RECORD + algorithm.tagLength());
    aead.seal(new byte[12], ByteBuffer.allocate(5), ByteBuffer.allocate(RECORD), sealed);
    byte[] record = sealed.array();
    return new LeakSubject(
        "aead." + algorithm + ".open",
        "a tag wrong in its first byte / in its last",
        (which, random) -> {
          byte[] wrong = record.clone();
          wrong[which == 0 ? RECORD : wrong.length - 1] ^= 1;
          byte[] nonce = new byte[12];
          ByteBuffer target = ByteBuffer.allocate(RECORD);
          return refused(aead, nonce, wrong, target);
        });
  }

  private static Operation refused(Aead aead, byte[] nonce, byte[] record, ByteBuffer target) {
    return () -> {
      try {
        aead.open(nonce, ByteBuffer.allocate(5), ByteBuffer.wrap(record), target);
        throw new IllegalStateException("a wrong tag was accepted");
      } catch (AuthenticationFailed e) {
        return e;
      }
    };
  }

  private DiffieHellman diffieHellman(GroupAlgorithm algorithm) {
    return crypto
        .group(algorithm)
        .map(group -> ((DiffieHellmanGroup) group).function())
        .orElseThrow();
  }
}
