package dev.clasp.tls.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Seals a secret together with what belongs to it, for a place that must not read it: a session
 * ticket, a session in a store elsewhere. Thread-safe.
 *
 * <pre>{@code
 * sealed = salt[32] || AES-256-GCM(key', nonce', associatedData, secret_length[2] || secret || content)
 * key'[32] || nonce'[12] = HKDF-Expand(HKDF-Extract(salt, key), "clasp envelope", 44)
 * }</pre>
 *
 * <p>Each message has a key of its own, so that any number of servers can share one key and never
 * meet a nonce twice: with 32 random bytes of salt there is no limit to count towards.
 *
 * <p>CT: reveals lengths and the verdict only, as far as AEAD and HMAC do not reveal more.
 */
public final class Envelope {
  /** Of what {@link #seal} gives beyond content and secret, in bytes: salt, length, tag. */
  public static final int OVERHEAD = 32 + 2 + 16;

  private static final int SALT_LENGTH = 32;
  private static final AeadAlgorithm AEAD = AeadAlgorithm.AES_256_GCM;
  private static final Bytes INFO =
      Bytes.copyOf("clasp envelope".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

  private final CryptoProvider crypto;
  private final Hkdf hkdf;
  private final Secret key;

  /**
   * @param key 32 bytes or more, of full entropy
   */
  public Envelope(CryptoProvider crypto, Secret key) {
    if (key.size() < AEAD.keyLength()) {
      throw new IllegalArgumentException(
          "key: %d bytes, expected at least %d".formatted(key.size(), AEAD.keyLength()));
    }
    this.crypto = crypto;
    this.hkdf = new Hkdf(crypto.hashes(), HashAlgorithm.SHA256);
    this.key = key;
  }

  /** What {@link #open} gives back. */
  public record Opened(Bytes content, Secret secret) {}

  /**
   * @param associatedData authenticated and not contained
   * @param secret at most 2^16-1 bytes
   */
  public Bytes seal(Bytes associatedData, Bytes content, Secret secret) {
    if (secret.size() > 0xFFFF) {
      throw new IllegalArgumentException(
          "secret: %d bytes, expected 65535 or fewer".formatted(secret.size()));
    }
    Bytes salt = crypto.random().bytes(SALT_LENGTH);
    Keyed keyed = keyed(salt);
    byte[] plain = new byte[2 + secret.size() + content.size()];
    plain[0] = (byte) (secret.size() >> 8);
    plain[1] = (byte) secret.size();
    secret.useIn(bytes -> System.arraycopy(bytes, 0, plain, 2, bytes.length));
    content.copyTo(plain, 2 + secret.size());
    byte[] sealed = new byte[SALT_LENGTH + plain.length + AEAD.tagLength()];
    salt.copyTo(sealed, 0);
    ByteBuffer target = ByteBuffer.wrap(sealed).position(SALT_LENGTH);
    keyed.aead.seal(keyed.nonce, associatedData.asByteBuffer(), ByteBuffer.wrap(plain), target);
    Arrays.fill(plain, (byte) 0);
    return Bytes.copyOf(sealed);
  }

  /**
   * @throws AuthenticationFailed when it was sealed with another key or other associated data, or
   *     is not what was sealed
   */
  public Opened open(Bytes associatedData, Bytes sealed) throws AuthenticationFailed {
    if (sealed.size() < OVERHEAD) {
      throw new AuthenticationFailed();
    }
    Keyed keyed = keyed(sealed.first(SALT_LENGTH));
    byte[] plain = new byte[sealed.size() - SALT_LENGTH - AEAD.tagLength()];
    keyed.aead.open(
        keyed.nonce,
        associatedData.asByteBuffer(),
        sealed.slice(SALT_LENGTH, sealed.size()).asByteBuffer(),
        ByteBuffer.wrap(plain));
    int secretLength = (plain[0] & 0xFF) << 8 | plain[1] & 0xFF;
    Secret secret = Secret.takeFrom(Arrays.copyOfRange(plain, 2, 2 + secretLength));
    int behind = 2 + secretLength;
    Bytes content = Bytes.copyOf(plain, behind, plain.length - behind);
    Arrays.fill(plain, (byte) 0);
    return new Opened(content, secret);
  }

  private Keyed keyed(Bytes salt) {
    Secret pseudorandomKey = hkdf.extract(Secret.copyOf(salt), key);
    Secret both = hkdf.expand(pseudorandomKey, INFO, AEAD.keyLength() + AeadAlgorithm.NONCE_LENGTH);
    pseudorandomKey.destroy();
    Secret own = both.slice(0, AEAD.keyLength());
    Keyed keyed =
        new Keyed(
            crypto.aeads().keyed(AEAD, own),
            both.slice(AEAD.keyLength(), both.size()).use(byte[]::clone));
    own.destroy();
    both.destroy();
    return keyed;
  }

  @SuppressWarnings("ArrayRecordComponent") // lives for one call
  private record Keyed(Aead aead, byte[] nonce) {}
}
