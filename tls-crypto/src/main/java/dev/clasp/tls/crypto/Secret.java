package dev.clasp.tls.crypto;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Secret bytes: redacted in {@link #toString}, compared in constant time, destroyable.
 *
 * <p>The content is reachable only through {@link #use} and {@link #useIn}, which the project calls
 * from this module and from key-log writers and nowhere else (architecture rule A10). Destroying is
 * best effort: the garbage collector may have copied the array before.
 */
public final class Secret {
  private final byte[] content;
  private boolean destroyed;

  private Secret(byte[] content) {
    this.content = content;
  }

  public static Secret copyOf(byte[] source) {
    return new Secret(source.clone());
  }

  public static Secret copyOf(Bytes source) {
    return new Secret(source.toArray());
  }

  /** Copies {@code source} and overwrites it with zeros. */
  public static Secret takeFrom(byte[] source) {
    Secret secret = copyOf(source);
    Arrays.fill(source, (byte) 0);
    return secret;
  }

  /** {@code length} zero bytes: the key schedule's "0" (RFC 9846 §7.1). */
  public static Secret zeros(int length) {
    return new Secret(new byte[length]);
  }

  /** The concatenation of two secrets, in order. */
  public Secret plus(Secret next) {
    byte[] joined = Arrays.copyOf(live(), size() + next.size());
    System.arraycopy(next.live(), 0, joined, size(), next.size());
    return new Secret(joined);
  }

  /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public Secret slice(int from, int to) {
    return new Secret(Arrays.copyOfRange(live(), from, to));
  }

  /**
   * The content from its first byte that is not zero; empty if there is none. CT: reveals how many
   * zeros there are, as TLS 1.2 wants for finite field Diffie-Hellman (RFC 5246 §8.1.2).
   */
  public Secret withoutLeadingZeros() {
    byte[] bytes = live();
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    return slice(zeros, bytes.length);
  }

  /** The number of bytes; public. */
  public int size() {
    return content.length;
  }

  /**
   * Hands the content to {@code user}, which must neither keep nor change the array.
   *
   * @throws IllegalStateException when destroyed
   */
  public <T> T use(Function<byte[], T> user) {
    return user.apply(live());
  }

  /** As {@link #use}, without a result. */
  public void useIn(Consumer<byte[]> user) {
    user.accept(live());
  }

  /** Overwrites the content with zeros; every later use throws. */
  public void destroy() {
    Arrays.fill(content, (byte) 0);
    destroyed = true;
  }

  public boolean isDestroyed() {
    return destroyed;
  }

  private byte[] live() {
    if (destroyed) {
      throw new IllegalStateException("secret used after destroy()");
    }
    return content;
  }

  /** CT: reveals the sizes and the verdict only. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && ConstantTime.equal(live(), that.live());
  }

  /** The same for all secrets of one size, so that nothing leaks through a hash table. */
  @Override
  public int hashCode() {
    return content.length;
  }

  /** Says the size and nothing else. */
  @Override
  public String toString() {
    return "Secret[" + content.length + " bytes]";
  }
}
