package dev.clasp.tls.x509.path;

/** Text out of certificates that a terminal can be shown: whoever wrote it may mean harm. */
final class Printable {
  private Printable() {}

  /** Control characters, and those that turn the direction of writing, as numbers. */
  static String of(String text) {
    if (text.chars().noneMatch(Printable::isHarmful)) {
      return text;
    }
    StringBuilder printable = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (isHarmful(c)) {
                printable.append("\\u%04x".formatted(c));
              } else {
                printable.append((char) c);
              }
            });
    return printable.toString();
  }

  private static boolean isHarmful(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
  }
}
