package dev.clasp.tls.conformance.peer;

import java.util.Locale;

/** A side of a TLS connection. */
public enum Role {
  CLIENT,
  SERVER;

  public Role other() {
    return this == CLIENT ? SERVER : CLIENT;
  }

  /** As the RFC spells it: {@code client}, {@code server}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
