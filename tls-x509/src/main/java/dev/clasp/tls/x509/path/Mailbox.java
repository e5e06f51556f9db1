package dev.clasp.tls.x509.path;

/** Mail addresses: the local part is compared with case, the host without (RFC 5280 §7.5). */
final class Mailbox {
  private Mailbox() {}

  /** Whether the text is {@code local@host} with a host name and nothing odd. */
  static boolean isValid(String address) {
    int at = address.lastIndexOf('@');
    return at > 0
        && address.chars().allMatch(c -> c > ' ' && c < 0x7F)
        && address.indexOf('@') == at
        && DnsName.isValid(address.substring(at + 1));
  }

  static String host(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  static boolean equal(String one, String other) {
    int at = one.lastIndexOf('@');
    return at > 0
        && other.lastIndexOf('@') == at
        && one.substring(0, at).equals(other.substring(0, at))
        && host(one).equalsIgnoreCase(host(other));
  }
}
