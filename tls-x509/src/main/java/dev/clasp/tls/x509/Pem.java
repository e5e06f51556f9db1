package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The textual encoding of RFC 7468, read leniently as its §3 asks of parsers. */
public final class Pem {
  private Pem() {}

  /**
   * The contents of all blocks with this label; blocks with others and text between are skipped.
   */
  public static List<Bytes> blocks(String text, String label) throws DerException {
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    List<Bytes> blocks = new ArrayList<>();
    for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
      int from = at + begin.length();
      int to = text.indexOf(end, from);
      if (to < 0) {
        throw new DerException("PEM", at, "%s has no end".formatted(begin));
      }
      try {
        String base64 = text.substring(from, to).replaceAll("\\s", "");
        blocks.add(Bytes.copyOf(Base64.getDecoder().decode(base64)));
      } catch (IllegalArgumentException e) {
        throw new DerException("PEM", from, "not Base64: " + e.getMessage());
      }
      at = to + end.length();
    }
    return blocks;
  }

  /** One block. */
  public static String block(String label, Bytes content) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content.toArray());
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
  }
}
