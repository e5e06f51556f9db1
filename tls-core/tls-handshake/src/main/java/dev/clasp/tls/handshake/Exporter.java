package dev.clasp.tls.handshake;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;

/** Derives keying material for the application from a connection (RFC 9846 §7.5, RFC 5705). */
public interface Exporter {
  /**
   * The same on both sides of the connection for the same arguments.
   *
   * @param label ASCII, in the format of RFC 5705 §4, such as {@code EXPORTER-Channel-Binding}
   * @param context may be empty. In TLS 1.3 that is the same as none: "providing no context
   *     computes the same value" (RFC 9846 §7.5); in TLS 1.2 it is not (RFC 5705 §4)
   * @param length bytes of output, at most 255 × {@code Hash.length}
   * @throws IllegalArgumentException on a label that is empty or longer than 249 characters, or a
   *     length out of range
   */
  Secret export(String label, Bytes context, int length);

  /**
   * Without a context.
   *
   * @throws IllegalArgumentException as above
   */
  default Secret export(String label, int length) {
    return export(label, Bytes.empty(), length);
  }
}
