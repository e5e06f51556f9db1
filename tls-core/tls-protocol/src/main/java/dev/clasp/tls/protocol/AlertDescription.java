package dev.clasp.tls.protocol;

import java.util.List;

/**
 * AlertDescription (RFC 9846 §6); unknown values are kept.
 *
 * @param value 0 to 255
 */
public record AlertDescription(int value) {
  public static final AlertDescription CLOSE_NOTIFY = new AlertDescription(0);
  public static final AlertDescription UNEXPECTED_MESSAGE = new AlertDescription(10);
  public static final AlertDescription BAD_RECORD_MAC = new AlertDescription(20);
  public static final AlertDescription RECORD_OVERFLOW = new AlertDescription(22);
  public static final AlertDescription HANDSHAKE_FAILURE = new AlertDescription(40);
  public static final AlertDescription BAD_CERTIFICATE = new AlertDescription(42);
  public static final AlertDescription UNSUPPORTED_CERTIFICATE = new AlertDescription(43);
  public static final AlertDescription CERTIFICATE_REVOKED = new AlertDescription(44);
  public static final AlertDescription CERTIFICATE_EXPIRED = new AlertDescription(45);
  public static final AlertDescription CERTIFICATE_UNKNOWN = new AlertDescription(46);
  public static final AlertDescription ILLEGAL_PARAMETER = new AlertDescription(47);
  public static final AlertDescription UNKNOWN_CA = new AlertDescription(48);
  public static final AlertDescription ACCESS_DENIED = new AlertDescription(49);
  public static final AlertDescription DECODE_ERROR = new AlertDescription(50);
  public static final AlertDescription DECRYPT_ERROR = new AlertDescription(51);
  public static final AlertDescription PROTOCOL_VERSION = new AlertDescription(70);
  public static final AlertDescription INSUFFICIENT_SECURITY = new AlertDescription(71);
  public static final AlertDescription INTERNAL_ERROR = new AlertDescription(80);
  public static final AlertDescription INAPPROPRIATE_FALLBACK = new AlertDescription(86);
  public static final AlertDescription USER_CANCELED = new AlertDescription(90);
  public static final AlertDescription NO_RENEGOTIATION = new AlertDescription(100);
  public static final AlertDescription MISSING_EXTENSION = new AlertDescription(109);
  public static final AlertDescription UNSUPPORTED_EXTENSION = new AlertDescription(110);
  public static final AlertDescription UNRECOGNIZED_NAME = new AlertDescription(112);
  public static final AlertDescription BAD_CERTIFICATE_STATUS_RESPONSE = new AlertDescription(113);
  public static final AlertDescription UNKNOWN_PSK_IDENTITY = new AlertDescription(115);
  public static final AlertDescription CERTIFICATE_REQUIRED = new AlertDescription(116);
  public static final AlertDescription GENERAL_ERROR = new AlertDescription(117);
  public static final AlertDescription NO_APPLICATION_PROTOCOL = new AlertDescription(120);
  public static final AlertDescription ECH_REQUIRED = new AlertDescription(121);

  private static final Names<AlertDescription> NAMES =
      new Names<>(
          List.of(
              new Names.Entry<>(CLOSE_NOTIFY, "close_notify"),
              new Names.Entry<>(UNEXPECTED_MESSAGE, "unexpected_message"),
              new Names.Entry<>(BAD_RECORD_MAC, "bad_record_mac"),
              new Names.Entry<>(RECORD_OVERFLOW, "record_overflow"),
              new Names.Entry<>(HANDSHAKE_FAILURE, "handshake_failure"),
              new Names.Entry<>(BAD_CERTIFICATE, "bad_certificate"),
              new Names.Entry<>(UNSUPPORTED_CERTIFICATE, "unsupported_certificate"),
              new Names.Entry<>(CERTIFICATE_REVOKED, "certificate_revoked"),
              new Names.Entry<>(CERTIFICATE_EXPIRED, "certificate_expired"),
              new Names.Entry<>(CERTIFICATE_UNKNOWN, "certificate_unknown"),
              new Names.Entry<>(ILLEGAL_PARAMETER, "illegal_parameter"),
              new Names.Entry<>(UNKNOWN_CA, "unknown_ca"),
              new Names.Entry<>(ACCESS_DENIED, "access_denied"),
              new Names.Entry<>(DECODE_ERROR, "decode_error"),
              new Names.Entry<>(DECRYPT_ERROR, "decrypt_error"),
              new Names.Entry<>(PROTOCOL_VERSION, "protocol_version"),
              new Names.Entry<>(INSUFFICIENT_SECURITY, "insufficient_security"),
              new Names.Entry<>(INTERNAL_ERROR, "internal_error"),
              new Names.Entry<>(INAPPROPRIATE_FALLBACK, "inappropriate_fallback"),
              new Names.Entry<>(USER_CANCELED, "user_canceled"),
              new Names.Entry<>(NO_RENEGOTIATION, "no_renegotiation"),
              new Names.Entry<>(MISSING_EXTENSION, "missing_extension"),
              new Names.Entry<>(UNSUPPORTED_EXTENSION, "unsupported_extension"),
              new Names.Entry<>(UNRECOGNIZED_NAME, "unrecognized_name"),
              new Names.Entry<>(BAD_CERTIFICATE_STATUS_RESPONSE, "bad_certificate_status_response"),
              new Names.Entry<>(UNKNOWN_PSK_IDENTITY, "unknown_psk_identity"),
              new Names.Entry<>(CERTIFICATE_REQUIRED, "certificate_required"),
              new Names.Entry<>(GENERAL_ERROR, "general_error"),
              new Names.Entry<>(NO_APPLICATION_PROTOCOL, "no_application_protocol"),
              new Names.Entry<>(ECH_REQUIRED, "ech_required")));

  public AlertDescription {
    if (value < 0 || value > 0xFF) {
      throw new IllegalArgumentException("AlertDescription: %d, expected 8 bits".formatted(value));
    }
  }

  /** The code point of a name as IANA spells it; empty for a name we do not know. */
  public static java.util.Optional<AlertDescription> byName(String name) {
    return NAMES.byName(name);
  }

  /** Every code point with a name here, in registry order. */
  public static List<AlertDescription> known() {
    return NAMES.all();
  }

  /** Whether the alert closes one direction in good order instead of reporting an error. */
  public boolean isClosure() {
    return equals(CLOSE_NOTIFY) || equals(USER_CANCELED);
  }

  /** The IANA name, or the value in hexadecimal. */
  @Override
  public String toString() {
    return NAMES.of(this).orElseGet(() -> "0x%02x".formatted(value));
  }
}
