package dev.clasp.tls.conformance.recorded;

import java.util.Locale;

/** Who sent something. */
enum Sender {
  CLIENT,
  SERVER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
