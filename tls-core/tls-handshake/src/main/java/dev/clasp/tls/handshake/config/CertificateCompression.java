package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;
import java.util.Optional;

/**
 * A way to compress certificates (RFC 8879). Thread-safe. {@link ZlibCompression} comes with the
 * JDK; brotli and zstd are for those who have a library for them.
 */
public interface CertificateCompression {
  /** zlib (RFC 8879 §7.3). */
  int ZLIB = 1;

  /** brotli. */
  int BROTLI = 2;

  /** zstd. */
  int ZSTD = 3;

  /** The code point of CertificateCompressionAlgorithm. */
  int algorithm();

  /** False for one that only decompresses: it is offered to peers and not used for them. */
  default boolean compresses() {
    return true;
  }

  /**
   * @throws UnsupportedOperationException unless {@link #compresses}
   */
  Bytes compress(Bytes content);

  /**
   * Undoes {@link #compress}.
   *
   * @param length what it has to give: the implementation allocates no more than that, and stops
   *     when there would be more
   * @return empty when it cannot be decompressed, or to another length
   */
  Optional<Bytes> decompress(Bytes compressed, int length);
}
