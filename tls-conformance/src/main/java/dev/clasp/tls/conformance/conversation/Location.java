package dev.clasp.tls.conformance.conversation;

/**
 * Where something stands in a file.
 *
 * @param file as the user knows it
 * @param line from 1
 * @param path of the field, such as {@code conversations[3].steps[2].args}; may be empty
 */
public record Location(String file, int line, String path) {
  /** For conversations that a program built. */
  public static Location unknown() {
    return new Location("(built by a program)", 0, "");
  }

  /** {@code file:line: path}. */
  @Override
  public String toString() {
    return path.isEmpty() ? file + ":" + line : file + ":" + line + ": " + path;
  }
}
