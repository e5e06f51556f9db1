package dev.clasp.tls.x509.der;

/** Identifier octets of the types X.509 uses (X.690 §8.1.2), as one byte. */
public final class Tag {
  public static final int BOOLEAN = 0x01;
  public static final int INTEGER = 0x02;
  public static final int BIT_STRING = 0x03;
  public static final int OCTET_STRING = 0x04;
  public static final int NULL = 0x05;
  public static final int OBJECT_IDENTIFIER = 0x06;
  public static final int ENUMERATED = 0x0A;
  public static final int UTF8_STRING = 0x0C;
  public static final int NUMERIC_STRING = 0x12;
  public static final int PRINTABLE_STRING = 0x13;
  public static final int TELETEX_STRING = 0x14;
  public static final int IA5_STRING = 0x16;
  public static final int UTC_TIME = 0x17;
  public static final int GENERALIZED_TIME = 0x18;
  public static final int VISIBLE_STRING = 0x1A;
  public static final int UNIVERSAL_STRING = 0x1C;
  public static final int BMP_STRING = 0x1E;
  public static final int SEQUENCE = 0x30;
  public static final int SET = 0x31;

  private static final int CONTEXT = 0x80;
  private static final int CONSTRUCTED = 0x20;

  private Tag() {}

  /** {@code [number]} over a primitive type, IMPLICIT. */
  public static int context(int number) {
    return CONTEXT | number;
  }

  /** {@code [number]} over a constructed type, or EXPLICIT. */
  public static int contextConstructed(int number) {
    return CONTEXT | CONSTRUCTED | number;
  }

  /** For messages: {@code SEQUENCE (0x30)} or {@code [1] (0x81)}. */
  static String describe(int tag) {
    return switch (tag) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INTEGER";
      case BIT_STRING -> "BIT STRING";
      case OCTET_STRING -> "OCTET STRING";
      case NULL -> "NULL";
      case OBJECT_IDENTIFIER -> "OBJECT IDENTIFIER";
      case ENUMERATED -> "ENUMERATED";
      case IA5_STRING -> "IA5String";
      case UTC_TIME -> "UTCTime";
      case GENERALIZED_TIME -> "GeneralizedTime";
      case SEQUENCE -> "SEQUENCE";
      case SET -> "SET";
      default ->
          (tag & 0xC0) == CONTEXT
              ? "[%d] (0x%02x)".formatted(tag & 0x1F, tag)
              : "tag 0x%02x".formatted(tag);
    };
  }
}
