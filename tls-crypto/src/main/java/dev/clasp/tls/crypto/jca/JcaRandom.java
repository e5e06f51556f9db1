package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.RandomSource;
import java.security.SecureRandom;

/**
 * Randomness to and from the platform.
 *
 * <p>CT: the platform's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class JcaRandom {
  private JcaRandom() {}

  /** The platform's default secure generator, seeded by the operating system. */
  public static RandomSource secure() {
    return new SecureRandom()::nextBytes;
  }

  /** A view of the source for APIs that want the platform's type. */
  public static SecureRandom asSecureRandom(RandomSource source) {
    return new Adapter(source);
  }

  @SuppressWarnings("serial") // never serialized; the supertype is Serializable by inheritance only
  private static final class Adapter extends SecureRandom {
    private final transient RandomSource source;

    Adapter(RandomSource source) {
      super(null, null); // no implementation behind it: nextBytes is the only way to the bytes
      this.source = source;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      source.fill(bytes);
    }

    @Override
    public byte[] generateSeed(int numBytes) {
      byte[] seed = new byte[numBytes];
      source.fill(seed);
      return seed;
    }
  }
}
