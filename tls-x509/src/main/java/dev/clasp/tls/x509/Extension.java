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
 * An extension of a certificate, CRL or CRL entry, its value not looked into (RFC 5280 §4.2).
 *
 * @param id extnID
 * @param critical whether one who does not know it must refuse
 * @param value extnValue: the OCTET STRING around the DER
 * @param whole all three fields
 */
public record Extension(Oid id, boolean critical, DerValue value, DerValue whole) {
  private static final int FEW = 24; // up to here a list is searched faster than a set

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
    List<Extension> extensions = new ArrayList<>(12); // more than nearly all have
    Set<Oid> seen = Set.of();
    DerReader in = sequence.reader();
    while (!in.isEmpty()) {
      DerValue whole = in.expect(Tag.SEQUENCE, sequence.field());
      DerReader one = whole.reader();
      DerValue id = one.expect(Tag.OBJECT_IDENTIFIER, "extension.extnID");
      boolean critical = one.booleanDefaultFalse("extension.critical");
      DerValue value = one.expect(Tag.OCTET_STRING, "extension.extnValue");
      one.end();
      Extension extension = new Extension(id.asOid(), critical, value, whole);
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
        throw id.fault("extension %s twice (RFC 5280 §4.2)".formatted(extension.id()));
      }
      extensions.add(extension);
    }
    if (extensions.isEmpty()) {
      throw sequence.fault("no extension, expected at least 1 (RFC 5280 §4.1)");
    }
    return extensions;
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

  /** The one element the value holds. */
  public DerValue content(int tag, String name) throws DerException {
    DerReader in = value.reader();
    DerValue content = in.expect(tag, name);
    in.end();
    return content;
  }

  /** The whole extension in DER. */
  Bytes encoded() {
    return whole.encoded();
  }

  /** The value's octets. */
  public Bytes bytes() {
    return value.bytes();
  }
}
