package dev.clasp.tls.crypto.keyfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a block of PEM (RFC 7468) lies in a file. The content is never made a String, which nobody
 * can overwrite.
 *
 * @param label what stands between {@code BEGIN} and the dashes
 * @param from behind the BEGIN line
 * @param to before the END line; -1 when there is none
 */
record PemBlock(String label, int from, int to) {
  private static final byte[] BEGIN = "-----BEGIN ".getBytes(ISO_8859_1);
  private static final byte[] DASHES = "-----".getBytes(ISO_8859_1);
  private static final byte[] HEADER = "Proc-Type:".getBytes(ISO_8859_1);
  private static final int LABEL_LIMIT = 64;

  /** All blocks in their order; empty when the file is not PEM. */
  static List<PemBlock> all(byte[] file) {
    List<PemBlock> blocks = new ArrayList<>();
    int at = indexOf(file, BEGIN, 0, file.length);
    while (at >= 0) {
      int label = at + BEGIN.length;
      int dashes = indexOf(file, DASHES, label, Math.min(file.length, label + LABEL_LIMIT));
      if (dashes < 0) {
        break;
      }
      String name = new String(file, label, dashes - label, ISO_8859_1);
      int from = dashes + DASHES.length;
      byte[] end = ("-----END " + name + "-----").getBytes(ISO_8859_1);
      int to = indexOf(file, end, from, file.length);
      blocks.add(new PemBlock(name, from, to));
      at = to < 0 ? -1 : indexOf(file, BEGIN, to + end.length, file.length);
    }
    return blocks;
  }

  /**
   * The decoded content.
   *
   * @throws InvalidKey when there is no END line or the content is not Base64
   */
  Secret der(Secret file) throws InvalidKey {
    if (to < 0) {
      throw new InvalidKey("broken PEM: -----BEGIN %s----- has no end".formatted(label));
    }
    byte[] text = file.use(bytes -> Arrays.copyOfRange(bytes, from, to));
    try {
      if (indexOf(text, HEADER, 0, text.length) >= 0) {
        throw new InvalidKey(
            "the private key is encrypted in OpenSSL's old way (Proc-Type: 4,ENCRYPTED);"
                + " convert it with: openssl pkcs8 -topk8 -in FILE -out OTHER");
      }
      return Secret.takeFrom(Base64.getDecoder().decode(withoutSpace(text)));
    } catch (IllegalArgumentException e) {
      // Without the cause: it quotes a character.
      throw new InvalidKey("broken PEM: -----BEGIN %s----- is not Base64".formatted(label));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** Moves everything but white space to the front; a copy of that part. */
  private static byte[] withoutSpace(byte[] text) {
    int length = 0;
    for (byte character : text) {
      if (character != ' ' && character != '\t' && character != '\r' && character != '\n') {
        text[length++] = character;
      }
    }
    return Arrays.copyOf(text, length);
  }

  private static int indexOf(byte[] text, byte[] wanted, int from, int limit) {
    for (int at = from; at <= limit - wanted.length; at++) {
      if (Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
