package dev.clasp.tls.x509;

import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Name constraints (RFC 5280 §4.2.1.10).
 *
 * @param permitted the bases of permittedSubtrees; empty when the field is absent
 * @param excluded the bases of excludedSubtrees; empty when the field is absent
 */
public record NameConstraints(List<GeneralName> permitted, List<GeneralName> excluded) {
  public NameConstraints {
    permitted = List.copyOf(permitted);
    excluded = List.copyOf(excluded);
  }

  static NameConstraints decode(Extension extension) throws DerException {
    DerValue sequence = extension.content(Tag.SEQUENCE, "nameConstraints");
    DerReader in = sequence.reader();
    Optional<DerValue> permitted =
        in.optional(Tag.contextConstructed(0), "nameConstraints.permittedSubtrees");
    Optional<DerValue> excluded =
        in.optional(Tag.contextConstructed(1), "nameConstraints.excludedSubtrees");
    in.end();
    if (permitted.isEmpty() && excluded.isEmpty()) {
      throw sequence.fault("empty, expected one of its fields (RFC 5280 §4.2.1.10)");
    }
    return new NameConstraints(
        permitted.isPresent() ? subtrees(permitted.get()) : List.of(),
        excluded.isPresent() ? subtrees(excluded.get()) : List.of());
  }

  private static List<GeneralName> subtrees(DerValue field) throws DerException {
    List<GeneralName> bases = new ArrayList<>();
    DerReader in = field.reader();
    while (!in.isEmpty()) {
      DerReader subtree = in.sequence(field.field());
      DerValue base = subtree.next(field.field());
      // §4.2.1.10: minimum is zero, which DER leaves out, and maximum is absent.
      subtree.end();
      GeneralName name = GeneralName.decode(base);
      if (name instanceof GeneralName.Ip ip) {
        requireAddressAndMask(ip, base);
      }
      bases.add(name);
    }
    if (bases.isEmpty()) {
      throw field.fault("no subtree, expected at least 1 (RFC 5280 §4.2.1.10)");
    }
    return bases;
  }

  private static void requireAddressAndMask(GeneralName.Ip ip, DerValue base) throws DerException {
    int size = ip.octets().size();
    if (size != 8 && size != 32) {
      throw base.fault(
          "iPAddress of %d bytes, expected 8 or 32 (RFC 5280 §4.2.1.10)".formatted(size));
    }
    boolean hostBits = false;
    for (int bit = 0; bit < size * 4; bit++) {
      boolean set = (ip.octets().get(size / 2 + bit / 8) >> (7 - bit % 8) & 1) == 1;
      if (set && hostBits) {
        throw base.fault("iPAddress mask has gaps, expected a prefix (RFC 4632 §5.1)");
      }
      hostBits |= !set;
    }
  }
}
