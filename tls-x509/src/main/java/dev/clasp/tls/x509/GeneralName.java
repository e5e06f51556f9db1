package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A name of one of the nine forms of RFC 5280 §4.2.1.6. */
public sealed interface GeneralName {
  /** otherName [0]. */
  record Other(Oid typeId, Bytes value) implements GeneralName {}

  /** rfc822Name [1]: a mailbox; in a constraint also a host or, after a dot, a domain. */
  record Email(String address) implements GeneralName {}

  /** dNSName [2], as written: case and wildcards untouched. */
  record Dns(String name) implements GeneralName {}

  /** x400Address [3], not looked into. */
  record X400(Bytes value) implements GeneralName {}

  /** directoryName [4]. */
  record Directory(Name name) implements GeneralName {}

  /** ediPartyName [5], not looked into. */
  record Edi(Bytes value) implements GeneralName {}

  /** uniformResourceIdentifier [6]; in a constraint a host or, after a dot, a domain. */
  record Uri(String uri) implements GeneralName {}

  /** iPAddress [7]: 4 or 16 octets; in a constraint address and mask, 8 or 32. */
  record Ip(Bytes octets) implements GeneralName {}

  /** registeredID [8]. */
  record RegisteredId(Oid id) implements GeneralName {}

  /** Reads GeneralNames, of which there must be at least one. */
  static List<GeneralName> decodeAll(DerValue sequence) throws DerException {
    List<GeneralName> names = new ArrayList<>();
    DerReader in = sequence.reader();
    while (!in.isEmpty()) {
      names.add(decode(in.next(sequence.field())));
    }
    if (names.isEmpty()) {
      throw none(sequence.field(), sequence.offset());
    }
    return Collections.unmodifiableList(names);
  }

  /** Checks the content of GeneralNames to its end, as {@link #decodeAll} would. */
  static void checkAll(DerReader in, String field, int offset) throws DerException {
    if (in.isEmpty()) {
      throw none(field, offset);
    }
    while (!in.isEmpty()) {
      check(in, field);
    }
  }

  /** Checks one name as {@link #decode} would, and returns its tag. */
  static int check(DerReader in, String field) throws DerException {
    int offset = in.position();
    int tag = in.skipAny(field);
    switch (tag) {
      case 0xA0 -> {
        int outer = in.goInto();
        in.skipOid(field);
        in.skip(Tag.contextConstructed(0), field);
        in.leave(outer, field);
      }
      case 0x81, 0x82, 0x86 -> in.requireLastIsAscii(field);
      case 0xA3, 0xA5, 0x87 -> {}
      case 0xA4 -> {
        int outer = in.goInto();
        int choice = in.enter(Tag.SEQUENCE, field);
        Name.check(in, field);
        in.leave(choice, field);
        in.leave(outer, field);
      }
      case 0x88 -> in.last(tag, field, offset).asOid();
      default -> throw noForm(tag, field, offset);
    }
    return tag;
  }

  static DerException none(String field, int offset) {
    return new DerException(field, offset, "no name, expected at least 1 (RFC 5280 §4.2.1.6)");
  }

  private static DerException noForm(int tag, String field, int offset) {
    return new DerException(field, offset, "tag 0x%02x is no form of GeneralName".formatted(tag));
  }

  /** Reads one name from its element. */
  static GeneralName decode(DerValue value) throws DerException {
    return switch (value.tag()) {
      case 0xA0 -> {
        DerReader other = value.reader();
        Oid type = other.expect(Tag.OBJECT_IDENTIFIER, value.field()).asOid();
        DerValue content = other.expect(Tag.contextConstructed(0), value.field());
        other.end();
        yield new Other(type, content.bytes());
      }
      case 0x81 -> new Email(value.asIa5String());
      case 0x82 -> new Dns(value.asIa5String());
      case 0xA3 -> new X400(value.bytes());
      case 0xA4 -> new Directory(Name.decode(value.inner(Tag.SEQUENCE)));
      case 0xA5 -> new Edi(value.bytes());
      case 0x86 -> new Uri(value.asIa5String());
      case 0x87 -> new Ip(value.bytes());
      case 0x88 -> new RegisteredId(value.asOid());
      default -> throw noForm(value.tag(), value.field(), value.offset());
    };
  }
}
