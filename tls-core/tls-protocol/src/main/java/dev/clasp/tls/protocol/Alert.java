package dev.clasp.tls.protocol;

import dev.clasp.tls.crypto.Bytes;

/**
 * Alert (RFC 9846 §6).
 *
 * <pre>{@code
 * struct {
 *     AlertLevel level;
 *     AlertDescription description;
 * } Alert;
 * }</pre>
 *
 * @param level 0 to 255; ignored on receipt in TLS 1.3, where the description decides
 */
public record Alert(int level, AlertDescription description) {
  /** The encoding's size in bytes. */
  public static final int LENGTH = 2;

  public static Alert fatal(AlertDescription description) {
    return new Alert(AlertLevel.FATAL.value(), description);
  }

  public static Alert warning(AlertDescription description) {
    return new Alert(AlertLevel.WARNING.value(), description);
  }

  /** Whether the level says so; TLS 1.3 does not ask. */
  public boolean isWarning() {
    return level == AlertLevel.WARNING.value();
  }

  /**
   * Reads a whole alert record.
   *
   * @throws DecodeException unless it is exactly {@value #LENGTH} bytes: alerts are neither split
   *     nor joined (RFC 9846 §5.1)
   */
  public static Alert decode(Bytes record) throws DecodeException {
    if (record.size() != LENGTH) {
      throw new DecodeException(
          "Alert",
          "%d bytes, expected %d".formatted(record.size(), LENGTH),
          Rfc.rfc9846("5.1", 9, 10));
    }
    return new Alert(record.get(0), new AlertDescription(record.get(1)));
  }

  public Bytes encoded() {
    return Bytes.of(level, description.value());
  }
}
