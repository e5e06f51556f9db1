package dev.clasp.tls.protocol;

import java.util.Optional;

/** Bytes that do not follow the grammar; {@code decode_error} unless a clause says otherwise. */
public final class DecodeException extends TlsException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String what;

  /** A {@code decode_error} (RFC 9846 §6.2). */
  public DecodeException(String field, String what, Rfc clause) {
    this(AlertDescription.DECODE_ERROR, field, what, clause);
  }

  public DecodeException(AlertDescription alert, String field, String what, Rfc clause) {
    super(Optional.of(alert), Optional.of(clause), field + ": " + what, Optional.empty());
    this.field = field;
    this.what = what;
  }

  /** The path of the field, such as {@code ClientHello.cipher_suites}. */
  public String field() {
    return field;
  }

  /** The same error one level further out: {@code outer.field}. */
  public DecodeException within(String outer) {
    String path = field.isEmpty() ? outer : outer + "." + field;
    return new DecodeException(alert().orElseThrow(), path, what, rule().orElseThrow());
  }
}
