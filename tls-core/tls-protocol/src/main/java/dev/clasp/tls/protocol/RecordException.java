package dev.clasp.tls.protocol;

import java.util.Optional;

/** A record that is malformed, too large, out of place, or does not authenticate (RFC 9846 §5). */
public final class RecordException extends TlsException {
  private static final long serialVersionUID = 1L;

  public RecordException(AlertDescription alert, Rfc clause, String what) {
    super(Optional.of(alert), Optional.of(clause), what, Optional.empty());
  }

  /**
   * The record did not authenticate. Says nothing more, on purpose: a wrong tag, wrong padding and
   * a wrong length must look the same (RFC 9846 §5.2).
   */
  public static RecordException badRecordMac(Rfc clause) {
    return new RecordException(
        AlertDescription.BAD_RECORD_MAC, clause, "record: authentication failed");
  }
}
