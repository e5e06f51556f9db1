package dev.clasp.tls.x509.path;

import java.util.Locale;
import java.util.regex.Pattern;

/** Host names as certificates and RFC 9525 see them: A-labels, compared without case. */
final class DnsName {
  private static final int MAX_LENGTH = 253;
  private static final int MAX_LABEL = 63;
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");

  private DnsName() {}

  /** Whether the text is in the preferred name syntax (RFC 1034 §3.5, RFC 1123 §2.1). */
  static boolean isValid(String name) {
    return isValid(name, false);
  }

  /** The same, or that behind one whole left-most wildcard label (RFC 9525 §6.3). */
  static boolean isValidPattern(String name) {
    return isValid(name.startsWith("*.") ? name.substring(2) : name);
  }

  /** The syntax DNS itself has no quarrel with: underscores too. */
  static boolean isResolvable(String name) {
    return isValid(name, true);
  }

  private static boolean isValid(String name, boolean underscores) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      if (label.isEmpty()
          || label.length() > MAX_LABEL
          || label.startsWith("-")
          || label.endsWith("-")) {
        return false;
      }
      for (int i = 0; i < label.length(); i++) {
        char c = label.charAt(i);
        boolean letterOrDigit =
            c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        if (!letterOrDigit && c != '-' && !(underscores && c == '_')) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a name lies in the tree below and including {@code base} (RFC 5280 §4.2.1.10). */
  static boolean isWithin(String name, String base) {
    String lower = lower(name);
    String root = lower(base);
    return root.isEmpty() || lower.equals(root) || lower.endsWith("." + root);
  }

  /** ASCII lower case. */
  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Whether the last label is a number, so that no resolver takes the text for a name. */
  static boolean endsInNumber(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return NUMBER.matcher(last).matches();
  }
}
