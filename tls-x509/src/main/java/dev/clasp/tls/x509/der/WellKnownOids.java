package dev.clasp.tls.x509.der;

import dev.clasp.tls.crypto.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One object for each identifier that nearly every certificate has, so that reading it makes none
 * and comparing it is comparing references. What is not here works as well.
 */
final class WellKnownOids {
  private static final int SLOTS = 256; // a power of two, several times the number of entries
  private static final @Nullable Oid[] TABLE = new @Nullable Oid[SLOTS]; // open addressing

  static {
    for (String arc : new String[] {"3", "4", "5", "6", "7", "8", "9", "10", "11", "42"}) {
      put("2.5.4." + arc); // names
    }
    for (int arc = 14; arc <= 56; arc++) {
      put("2.5.29." + arc); // extensions
    }
    for (String whole :
        new String[] {
          "2.5.29.32.0",
          "2.5.29.37.0",
          "0.9.2342.19200300.100.1.25",
          "1.2.840.113549.1.9.1",
          "1.2.840.113549.1.1.1",
          "1.2.840.113549.1.1.5",
          "1.2.840.113549.1.1.11",
          "1.2.840.113549.1.1.12",
          "1.2.840.10045.2.1",
          "1.2.840.10045.3.1.7",
          "1.3.132.0.34",
          "1.2.840.10045.4.3.2",
          "1.2.840.10045.4.3.3",
          "1.3.101.112",
          "1.3.6.1.5.5.7.1.1",
          "1.3.6.1.5.5.7.3.1",
          "1.3.6.1.5.5.7.3.2",
          "1.3.6.1.5.5.7.3.9",
          "1.3.6.1.5.5.7.48.1",
          "1.3.6.1.5.5.7.48.2",
          "1.3.6.1.5.5.7.2.1",
          "1.3.6.1.4.1.11129.2.4.2",
          "2.23.140.1.2.1",
          "2.23.140.1.2.2"
        }) {
      put(whole);
    }
  }

  private WellKnownOids() {}

  private static void put(String dotted) {
    Oid oid = Oid.parse(dotted);
    int slot = slot(oid.hashCode());
    while (TABLE[slot] != null) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    TABLE[slot] = oid;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 8) & (SLOTS - 1);
  }

  /** The one with these content octets and this hash; null when it is not well known. */
  static @Nullable Oid find(Bytes source, int from, int to, int hash) {
    for (int slot = slot(hash); ; slot = (slot + 1) & (SLOTS - 1)) {
      Oid candidate = TABLE[slot];
      if (candidate == null) {
        return null;
      }
      if (candidate.hashCode() == hash
          && candidate.content().size() == to - from
          && source.regionEquals(from, to, candidate.content(), 0)) {
        return candidate;
      }
    }
  }

  /** The well-known object, if there is one. */
  static Oid orSelf(Oid oid) {
    Oid known = find(oid.content(), 0, oid.content().size(), oid.hashCode());
    return known == null ? oid : known;
  }
}
