package dev.clasp.tls.x509;

import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.ArrayList;
import java.util.List;

/** Where more about the issuer can be had: its certificate or OCSP (RFC 5280 §4.2.2.1). */
public record AccessDescription(Oid accessMethod, GeneralName accessLocation) {

  /** Checks what {@link #decodeAll} reads. */
  static void check(DerReader in) throws DerException {
    int offset = in.position();
    int outer = in.enter(Tag.SEQUENCE, "authorityInfoAccess");
    if (in.isEmpty()) {
      throw none(offset);
    }
    while (!in.isEmpty()) {
      int sequence = in.enter(Tag.SEQUENCE, "authorityInfoAccess");
      in.skipOid("authorityInfoAccess.accessMethod");
      GeneralName.check(in, "authorityInfoAccess.accessLocation");
      in.leave(sequence, "authorityInfoAccess");
    }
    in.leave(outer, "authorityInfoAccess");
  }

  private static DerException none(int offset) {
    return new DerException(
        "authorityInfoAccess", offset, "no description, expected at least 1 (RFC 5280 §4.2.2.1)");
  }

  static List<AccessDescription> decodeAll(Extension extension) throws DerException {
    DerValue sequence = extension.content(Tag.SEQUENCE, "authorityInfoAccess");
    DerReader in = sequence.reader();
    List<AccessDescription> descriptions = new ArrayList<>();
    while (!in.isEmpty()) {
      DerReader one = in.sequence("authorityInfoAccess");
      Oid method = one.expect(Tag.OBJECT_IDENTIFIER, "authorityInfoAccess.accessMethod").asOid();
      GeneralName location = GeneralName.decode(one.next("authorityInfoAccess.accessLocation"));
      one.end();
      descriptions.add(new AccessDescription(method, location));
    }
    if (descriptions.isEmpty()) {
      throw none(sequence.offset());
    }
    return List.copyOf(descriptions);
  }
}
