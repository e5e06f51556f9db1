package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An extension of a certificate, CRL or CRL entry, its value not looked into (RFC 5280 §4.2): a
 * view into the input it came from.
 */
public final class Extension {
  private static final int FEW = 24; // up to here a list is searched faster than a set
  private static final String VALUE = "extension.extnValue";

  private final Bytes source;
  private final Oid id;
  private final boolean critical;
  private final int offset; // of the whole
  private final int valueOffset; // of the OCTET STRING
  private final int content; // of its content
  private final int end; // of both

  private Extension(
      Bytes source, Oid id, boolean critical, int offset, int valueOffset, int content, int end) {
    this.source = source;
    this.id = id;
    this.critical = critical;
    this.offset = offset;
    this.valueOffset = valueOffset;
    this.content = content;
    this.end = end;
  }

  /** Reads Extensions, each identifier once, at least one; by identifier. */
  public static Map<Oid, Extension> decodeAll(DerValue sequence) throws DerException {
    Map<Oid, Extension> extensions = new LinkedHashMap<>();
    for (Extension extension : decodeList(sequence)) {
      extensions.put(extension.id(), extension);
    }
    return extensions;
  }

  /** The same in order. */
  static List<Extension> decodeList(DerValue sequence) throws DerException {
    DerReader in = sequence.reader();
    List<Extension> extensions = readAll(in, sequence.field(), sequence.offset());
    in.end();
    return extensions;
  }

  /** Reads the SEQUENCE that comes next. */
  static List<Extension> readList(DerReader in, String field) throws DerException {
    int offset = in.position();
    int outer = in.enter(Tag.SEQUENCE, field);
    List<Extension> extensions = readAll(in, field, offset);
    in.leave(outer, field);
    return extensions;
  }

  private static List<Extension> readAll(DerReader in, String field, int sequence)
      throws DerException {
    List<Extension> extensions = new ArrayList<>(12); // more than nearly all have
    Set<Oid> seen = Set.of();
    while (!in.isEmpty()) {
      int offset = in.position();
      Extension extension = read(in, field);
      if (extensions.size() == FEW) {
        seen = new HashSet<>();
        for (Extension each : extensions) {
          seen.add(each.id());
        }
      }
      boolean repeated =
          extensions.size() < FEW
              ? find(extensions, extension.id()) != null
              : !seen.add(extension.id());
      if (repeated) {
        throw new DerException(
            "extension.extnID",
            offset,
            "extension %s twice (RFC 5280 §4.2)".formatted(extension.id()));
      }
      extensions.add(extension);
    }
    if (extensions.isEmpty()) {
      throw new DerException(field, sequence, "no extension, expected at least 1 (RFC 5280 §4.1)");
    }
    return extensions;
  }

  private static Extension read(DerReader in, String field) throws DerException {
    int offset = in.position();
    int outer = in.enter(Tag.SEQUENCE, field);
    Oid id = in.oid("extension.extnID");
    boolean critical = in.booleanDefaultFalse("extension.critical");
    int valueOffset = in.position();
    in.skip(Tag.OCTET_STRING, VALUE);
    int end = in.position();
    int content = end - in.lastLength();
    in.leave(outer, field);
    return new Extension(in.source(), id, critical, offset, valueOffset, content, end);
  }

  /** Null when it is not there; for the few that certificates have, faster than a table. */
  static @Nullable Extension find(List<Extension> extensions, Oid id) {
    for (int i = 0; i < extensions.size(); i++) {
      if (extensions.get(i).id().equals(id)) {
        return extensions.get(i);
      }
    }
    return null;
  }

  /** extnID. */
  public Oid id() {
    return id;
  }

  /** Whether one who does not know it must refuse. */
  public boolean critical() {
    return critical;
  }

  /** extnValue: the OCTET STRING around the DER. */
  public DerValue value() {
    return new DerValue(source, Tag.OCTET_STRING, VALUE, valueOffset, content, end);
  }

  /** The one element the value holds. */
  public DerValue content(int tag, String name) throws DerException {
    DerReader in = value().reader();
    DerValue only = in.expect(tag, name);
    in.end();
    return only;
  }

  /** Points a reader of the same input at the DER inside the value. */
  void show(DerReader in) {
    in.moveTo(content, end, VALUE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Extension that && encoded().equals(that.encoded());
  }

  @Override
  public int hashCode() {
    return encoded().hashCode();
  }

  /** Identifier and value. */
  @Override
  public String toString() {
    return "%s%s %s".formatted(id, critical ? " critical" : "", bytes());
  }

  /** The whole extension in DER. */
  Bytes encoded() {
    return source.slice(offset, end);
  }

  /** The value's octets. */
  public Bytes bytes() {
    return source.slice(content, end);
  }
}
