package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite13;
import java.util.ArrayList;
import java.util.List;

/** One combination to negotiate: the test leaves client and server no other choice. */
record Cell(Suite13 suite, NamedGroup group, KeyType keyType) {
  static final List<Suite13> SUITES =
      List.of(
          Suite13.TLS_AES_128_GCM_SHA256,
          Suite13.TLS_AES_256_GCM_SHA384,
          Suite13.TLS_CHACHA20_POLY1305_SHA256);
  static final List<NamedGroup> GROUPS =
      List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1);

  /**
   * What to try with each peer: every suite × group × kind of key when the system property {@code
   * clasp.interop} is {@code full}; else each group with each kind of key, and the suites in turn.
   */
  static List<Cell> all() {
    boolean full = isFull();
    List<Cell> cells = new ArrayList<>();
    for (int group = 0; group < GROUPS.size(); group++) {
      for (KeyType keyType : KeyType.values()) {
        for (int suite = 0; suite < SUITES.size(); suite++) {
          if (full || suite == (group + keyType.ordinal()) % SUITES.size()) {
            cells.add(new Cell(SUITES.get(suite), GROUPS.get(group), keyType));
          }
        }
      }
    }
    return cells;
  }

  /** {@link #all} when {@code clasp.interop} is {@code full}; else each kind of key once. */
  static List<Cell> allOrFew() {
    if (isFull()) {
      return all();
    }
    List<Cell> cells = new ArrayList<>();
    for (KeyType keyType : KeyType.values()) {
      cells.add(
          new Cell(
              SUITES.get(keyType.ordinal() % SUITES.size()),
              GROUPS.get(keyType.ordinal() % GROUPS.size()),
              keyType));
    }
    return cells;
  }

  static boolean isFull() {
    return "full".equals(System.getProperty("clasp.interop"));
  }

  @Override
  public String toString() {
    return suite + " " + group + " " + keyType;
  }
}
