package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The entries of one CRL: their bytes, and a hash table from serial number to place. Entries are
 * checked in one pass and decoded when found, so that a million of them cost an int array.
 */
final class CrlEntries {
  private static final int EMPTY = 0; // no entry starts at byte 0
  private static final String FIELD = "revokedCertificates";

  private final Bytes source;
  private final int[] slots; // open addressing: offset of the entry, or EMPTY
  private final int size;
  private final NavigableMap<Integer, Name> issuers; // from which offset on which issuer holds
  private final Set<Oid> criticalExtensions;
  private final boolean extensions;

  private CrlEntries(
      Bytes source,
      int[] slots,
      int size,
      NavigableMap<Integer, Name> issuers,
      Set<Oid> criticalExtensions,
      boolean extensions) {
    this.source = source;
    this.slots = slots;
    this.size = size;
    this.issuers = issuers;
    this.criticalExtensions = criticalExtensions;
    this.extensions = extensions;
  }

  static CrlEntries none(Name crlIssuer) {
    return new CrlEntries(
        Bytes.empty(), new int[2], 0, new TreeMap<>(Map.of(0, crlIssuer)), Set.of(), false);
  }

  static CrlEntries decode(DerValue sequence, Name crlIssuer) throws DerException {
    Bytes source = sequence.source();
    NavigableMap<Integer, Name> issuers = new TreeMap<>(Map.of(0, crlIssuer));
    Set<Oid> critical = new LinkedHashSet<>();
    int[] offsets = new int[Math.max(16, sequence.length() / 32)];
    int size = 0;
    boolean extended = false;
    DerReader in = sequence.reader();
    while (!in.isEmpty()) {
      DerValue entry = in.expect(Tag.SEQUENCE, FIELD);
      if (size == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * size);
      }
      offsets[size++] = entry.offset();
      DerReader fields = entry.reader();
      fields.expect(Tag.INTEGER, "revokedCertificates.userCertificate").requireMinimalInteger();
      fields.next("revokedCertificates.revocationDate").requireTime();
      Optional<DerValue> list =
          fields.optional(Tag.SEQUENCE, "revokedCertificates.crlEntryExtensions");
      fields.end();
      if (list.isPresent()) {
        extended = true;
        readExtensions(entry, list.get(), issuers, critical);
      }
    }
    if (size == 0) {
      throw sequence.fault("empty, expected absent (RFC 5280 §5.1.2.6)");
    }
    int[] slots = index(source, offsets, size);
    return new CrlEntries(source, slots, size, issuers, critical, extended);
  }

  private static void readExtensions(
      DerValue entry, DerValue list, NavigableMap<Integer, Name> issuers, Set<Oid> critical)
      throws DerException {
    Map<Oid, Extension> extensions = Extension.decodeAll(list);
    for (Extension extension : extensions.values()) {
      if (extension.critical()) {
        critical.add(extension.id());
      }
    }
    reason(extensions);
    Extension issuer = extensions.get(Oids.CERTIFICATE_ISSUER);
    if (issuer == null) {
      return;
    }
    DerValue names = issuer.content(Tag.SEQUENCE, "certificateIssuer");
    for (GeneralName name : GeneralName.decodeAll(names)) {
      if (name instanceof GeneralName.Directory directory) {
        issuers.put(entry.offset(), directory.name()); // holds for the entries behind, too (§5.3.3)
        return;
      }
    }
    throw names.fault("no directoryName (RFC 5280 §5.3.3)");
  }

  private static RevocationReason reason(Map<Oid, Extension> extensions) throws DerException {
    Extension extension = extensions.get(Oids.REASON_CODE);
    if (extension == null) {
      return RevocationReason.UNSPECIFIED;
    }
    return RevocationReason.decode(extension.content(Tag.ENUMERATED, "reasonCode"));
  }

  private static int[] index(Bytes source, int[] offsets, int size) {
    int[] slots = new int[Integer.highestOneBit(Math.max(1, size)) * 4];
    for (int i = 0; i < size; i++) {
      int serial = serialTag(source, offsets[i]);
      int slot = spread(hash(source, serial + 2, source.get(serial + 1)), slots.length);
      while (slots[slot] != EMPTY) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = offsets[i];
    }
    return slots;
  }

  /** Where the tag of the serial number is: behind the entry's own tag and length. */
  private static int serialTag(Bytes source, int entry) {
    int first = source.get(entry + 1);
    return entry + 2 + (first < 0x80 ? 0 : first & 0x7F);
  }

  private static int hash(Bytes source, int from, int length) {
    int hash = 1;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + source.get(i);
    }
    return hash;
  }

  private static int spread(int hash, int slots) {
    return (hash * 0x9E3779B9 >>> 7) & (slots - 1);
  }

  int size() {
    return size;
  }

  boolean haveExtensions() {
    return extensions;
  }

  List<Oid> criticalExtensions() {
    return List.copyOf(criticalExtensions);
  }

  /** Looks the serial number up; several issuers may have given out the same one. */
  Optional<CrlEntry> find(BigInteger serialNumber, Name issuer) {
    Bytes wanted = Bytes.copyOf(serialNumber.toByteArray());
    int slot = spread(hash(wanted, 0, wanted.size()), slots.length);
    while (slots[slot] != EMPTY) {
      int entry = slots[slot];
      if (hasSerial(entry, wanted) && issuers.floorEntry(entry).getValue().equals(issuer)) {
        return Optional.of(read(entry, issuer));
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return Optional.empty();
  }

  private boolean hasSerial(int entry, Bytes wanted) {
    int serial = serialTag(source, entry);
    if (source.get(serial + 1) != wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (source.get(serial + 2 + i) != wanted.get(i)) {
        return false;
      }
    }
    return true;
  }

  private CrlEntry read(int entry, Name issuer) {
    try {
      DerReader fields = DerReader.at(source, entry, FIELD).sequence(FIELD);
      BigInteger serial = fields.expect(Tag.INTEGER, FIELD).asInteger();
      Instant date = fields.next(FIELD).asTime();
      Optional<DerValue> list = fields.optional(Tag.SEQUENCE, FIELD);
      Map<Oid, Extension> found = list.isPresent() ? Extension.decodeAll(list.get()) : Map.of();
      return new CrlEntry(serial, issuer, date, reason(found));
    } catch (DerException e) {
      throw new IllegalStateException("an entry that was checked when the CRL was parsed", e);
    }
  }
}
