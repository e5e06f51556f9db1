package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** zlib (RFC 1950) by the JDK. Thread-safe. */
public final class ZlibCompression implements CertificateCompression {
  @Override
  public int algorithm() {
    return ZLIB;
  }

  @Override
  public Bytes compress(Bytes content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(content.toArray());
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1024];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return Bytes.copyOf(out.toByteArray());
    } finally {
      deflater.end();
    }
  }

  @Override
  public Optional<Bytes> decompress(Bytes compressed, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed.toArray());
      byte[] content = new byte[length];
      int got = 0;
      while (got < length && !inflater.finished()) {
        int more = inflater.inflate(content, got, length - got);
        if (more == 0) {
          return Optional.empty(); // it is cut off, or wants a dictionary
        }
        got += more;
      }
      boolean whole = isAtItsEnd(inflater) && inflater.getRemaining() == 0;
      return got == length && whole ? Optional.of(Bytes.copyOf(content)) : Optional.empty();
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }

  /** Reads the checksum behind the content, and finds out whether there is more content. */
  private static boolean isAtItsEnd(Inflater inflater) throws DataFormatException {
    return inflater.finished() || (inflater.inflate(new byte[1]) == 0 && inflater.finished());
  }
}
