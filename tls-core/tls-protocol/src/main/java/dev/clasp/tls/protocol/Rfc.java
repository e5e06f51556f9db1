package dev.clasp.tls.protocol;

/**
 * A clause of a standard; the only place that formats a citation.
 *
 * @param document such as {@code RFC 9846}
 * @param section such as {@code 4.2.3} or {@code E.4}; empty for the whole document
 */
public record Rfc(String document, String section) {
  /** A section of TLS 1.3. */
  public static Rfc rfc9846(String section) {
    return new Rfc("RFC 9846", section);
  }

  /** A section of TLS 1.2. */
  public static Rfc rfc5246(String section) {
    return new Rfc("RFC 5246", section);
  }

  public static Rfc rfc(int number, String section) {
    return new Rfc("RFC " + number, section);
  }

  /** {@code RFC 9846 §4.2.3}. */
  @Override
  public String toString() {
    return section.isEmpty() ? document : document + " §" + section;
  }
}
