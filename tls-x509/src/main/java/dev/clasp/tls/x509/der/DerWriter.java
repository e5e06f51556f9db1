package dev.clasp.tls.x509.der;

import dev.clasp.tls.crypto.Bytes;

/** Writes DER elements. */
public final class DerWriter {
  private DerWriter() {}

  /** One element: tag, minimal length, content (X.690 §10.1). */
  public static Bytes element(int tag, Bytes content) {
    int size = content.size();
    if (size < 0x80) {
      return Bytes.of(tag, size).plus(content);
    }
    int octets = (32 - Integer.numberOfLeadingZeros(size) + 7) / 8;
    int[] header = new int[2 + octets];
    header[0] = tag;
    header[1] = 0x80 | octets;
    for (int i = 0; i < octets; i++) {
      header[2 + i] = size >>> 8 * (octets - 1 - i) & 0xFF;
    }
    return Bytes.of(header).plus(content);
  }
}
