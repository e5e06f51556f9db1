package dev.clasp.tls.x509;

import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An AttributeTypeAndValue; equal to another when RFC 5280 §7.1 says so. */
public final class NameAttribute {
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final String SPECIAL = ",+\"\\<>;"; // RFC 4514 §2.4

  private static final Map<Oid, String> SHORT_NAMES =
      Map.ofEntries(
          Map.entry(Oids.COMMON_NAME, "CN"),
          Map.entry(Oid.of("2.5.4.4"), "SN"),
          Map.entry(Oid.of("2.5.4.5"), "serialNumber"),
          Map.entry(Oid.of("2.5.4.6"), "C"),
          Map.entry(Oid.of("2.5.4.7"), "L"),
          Map.entry(Oid.of("2.5.4.8"), "ST"),
          Map.entry(Oid.of("2.5.4.9"), "STREET"),
          Map.entry(Oid.of("2.5.4.10"), "O"),
          Map.entry(Oid.of("2.5.4.11"), "OU"),
          Map.entry(Oid.of("2.5.4.42"), "GN"),
          Map.entry(Oid.of("0.9.2342.19200300.100.1.25"), "DC"),
          Map.entry(Oid.of("0.9.2342.19200300.100.1.1"), "UID"),
          Map.entry(Oids.EMAIL_ADDRESS, "emailAddress"));

  private final Oid type;
  private final String text;
  private final String canonical;

  private NameAttribute(Oid type, String text, String canonical) {
    this.type = type;
    this.text = text;
    this.canonical = canonical;
  }

  static NameAttribute decode(DerReader in, DerValue owner) throws DerException {
    Oid type = in.expect(Tag.OBJECT_IDENTIFIER, owner.field()).asOid();
    DerValue value = in.next(owner.field());
    in.end();
    return of(type, value);
  }

  private static NameAttribute of(Oid type, DerValue value) throws DerException {
    Optional<Charset> charset = charset(value.tag());
    if (charset.isEmpty()) {
      return opaque(type, value);
    }
    String text;
    boolean oneOctetACharacter =
        charset.get() != StandardCharsets.UTF_16BE && charset.get() != UTF_32BE;
    if (oneOctetACharacter && value.isAscii()) {
      text = value.asIa5String(); // nearly all
    } else {
      try {
        ByteBuffer content = ByteBuffer.wrap(value.bytes().toArray());
        text = charset.get().newDecoder().decode(content).toString();
      } catch (CharacterCodingException e) {
        return opaque(type, value); // what is no text can only be compared as bytes
      }
    }
    return new NameAttribute(type, text, prepare(text));
  }

  private static Optional<Charset> charset(int tag) {
    return switch (tag) {
      case Tag.UTF8_STRING -> Optional.of(StandardCharsets.UTF_8);
      case Tag.PRINTABLE_STRING, Tag.IA5_STRING, Tag.NUMERIC_STRING, Tag.VISIBLE_STRING ->
          Optional.of(StandardCharsets.US_ASCII);
      case Tag.BMP_STRING -> Optional.of(StandardCharsets.UTF_16BE);
      case Tag.TELETEX_STRING -> Optional.of(StandardCharsets.ISO_8859_1); // as everyone reads T.61
      case Tag.UNIVERSAL_STRING -> Optional.of(UTF_32BE);
      default -> Optional.empty();
    };
  }

  private static NameAttribute opaque(Oid type, DerValue value) {
    String hex = "#" + value.encoded();
    return new NameAttribute(type, hex, hex);
  }

  /**
   * The string preparation of RFC 5280 §7.1 (RFC 4518): compatibility form, lower case, no white
   * space at the ends, runs of it as one space.
   */
  private static String prepare(String text) {
    return squeeze(isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String squeeze(String text) {
    StringBuilder prepared = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        space = true;
        continue;
      }
      if (space && !prepared.isEmpty()) {
        prepared.append(' ');
      }
      space = false;
      prepared.append(c);
    }
    return prepared.toString().toLowerCase(Locale.ROOT);
  }

  public Oid type() {
    return type;
  }

  /** The value as characters; of a value that is no string, its DER in hexadecimal after a #. */
  public String text() {
    return text;
  }

  /** What is compared. */
  String canonical() {
    return canonical;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NameAttribute that
        && type.equals(that.type)
        && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + canonical.hashCode();
  }

  @Override
  public String toString() {
    String shortName = SHORT_NAMES.get(type);
    String name = shortName == null ? type.toString() : shortName;
    StringBuilder escaped = new StringBuilder(name.length() + text.length() + 1);
    escaped.append(name).append('=');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
