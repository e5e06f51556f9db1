package dev.clasp.tls.x509.der;

/** Bytes that are not the DER of what they should be; names the field and the byte offset. */
public final class DerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final int offset;

  /**
   * @param field the path of the field, in the spelling of the RFC that defines it
   * @param offset the byte in the outermost input at which the value or the fault starts
   * @param detail what was found and what was expected
   */
  public DerException(String field, int offset, String detail) {
    super("%s at byte %d: %s".formatted(field, offset, detail));
    this.field = field;
    this.offset = offset;
  }

  public String field() {
    return field;
  }

  /** The byte in the outermost input, 0 for the first. */
  public int offset() {
    return offset;
  }
}
