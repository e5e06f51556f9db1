package dev.clasp.tls.protocol;

/** AlertLevel (RFC 9846 §6). */
public enum AlertLevel {
  WARNING(1),
  FATAL(2);

  private final int value;

  AlertLevel(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
