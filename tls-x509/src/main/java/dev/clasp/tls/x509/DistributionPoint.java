package dev.clasp.tls.x509;

import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a CRL that covers the certificate can be had (RFC 5280 §4.2.1.13).
 *
 * @param name its name, if it has one
 * @param reasons bit {@code i} set for each ReasonFlag {@code i} covered; absent means all
 * @param crlIssuer who signs the CRL, when that is not the certificate's issuer
 */
public record DistributionPoint(
    Optional<DistributionPoint.PointName> name, OptionalInt reasons, List<GeneralName> crlIssuer) {
  private static final int REASON_FLAGS = 9;
  private static final String NAME = "distributionPoint.distributionPoint";
  private static final String REASONS = "distributionPoint.reasons";
  private static final String ISSUER = "distributionPoint.cRLIssuer";

  /** DistributionPointName. */
  public sealed interface PointName {
    record FullName(List<GeneralName> names) implements PointName {}

    record RelativeToIssuer(RelativeName name) implements PointName {}

    /** Reads the content of {@code distributionPoint [0]}. */
    static PointName decode(DerValue field) throws DerException {
      DerReader in = field.reader();
      DerValue choice = in.next(field.field());
      in.end();
      if (choice.tag() == Tag.contextConstructed(0)) {
        return new FullName(GeneralName.decodeAll(choice));
      }
      if (choice.tag() == Tag.contextConstructed(1)) {
        return new RelativeToIssuer(RelativeName.decode(choice));
      }
      throw noChoice(choice.tag(), choice.field(), choice.offset());
    }

    private static DerException noChoice(int tag, String field, int offset) {
      return new DerException(
          field, offset, "tag 0x%02x, expected fullName or nameRelativeToCRLIssuer".formatted(tag));
    }

    /** The full names, a relative one completed by the CRL issuer's. */
    default List<GeneralName> fullNames(Name crlIssuer) {
      return this instanceof FullName full
          ? full.names()
          : List.of(new GeneralName.Directory(crlIssuer.plus(((RelativeToIssuer) this).name())));
    }
  }

  public DistributionPoint {
    crlIssuer = List.copyOf(crlIssuer);
  }

  /** Checks what {@link #decodeAll} reads. */
  static void check(DerReader in, String field) throws DerException {
    int offset = in.position();
    int outer = in.enter(Tag.SEQUENCE, field);
    if (in.isEmpty()) {
      throw none(field, offset);
    }
    while (!in.isEmpty()) {
      checkOne(in, field);
    }
    in.leave(outer, field);
  }

  private static void checkOne(DerReader in, String field) throws DerException {
    int offset = in.position();
    int outer = in.enter(Tag.SEQUENCE, field);
    boolean name = in.skipOptional(Tag.contextConstructed(0), NAME);
    if (name) {
      int inside = in.goInto();
      int choice = in.position();
      int tag = in.skipAny(NAME);
      int names = in.goInto();
      if (tag == Tag.contextConstructed(0)) {
        GeneralName.checkAll(in, NAME, choice);
      } else if (tag == Tag.contextConstructed(1)) {
        Name.checkRelative(in, NAME);
      } else {
        throw PointName.noChoice(tag, NAME, choice);
      }
      in.leave(names, NAME);
      in.leave(inside, NAME);
    }
    int reasons = in.position();
    if (in.skipOptional(Tag.context(1), REASONS)) {
      in.last(Tag.context(1), REASONS, reasons).asNamedBits(REASON_FLAGS);
    }
    int issuerOffset = in.position();
    boolean issuer = in.skipOptional(Tag.contextConstructed(2), ISSUER);
    if (issuer) {
      int names = in.goInto();
      GeneralName.checkAll(in, ISSUER, issuerOffset);
      in.leave(names, ISSUER);
    }
    in.leave(outer, field);
    if (!name && !issuer) {
      throw nowhere(field, offset);
    }
  }

  private static DerException none(String field, int offset) {
    return new DerException(field, offset, "no point, expected at least 1 (RFC 5280 §4.2.1.13)");
  }

  private static DerException nowhere(String field, int offset) {
    return new DerException(
        field, offset, "neither distributionPoint nor cRLIssuer (RFC 5280 §4.2.1.13)");
  }

  static List<DistributionPoint> decodeAll(Extension extension, String field) throws DerException {
    DerValue sequence = extension.content(Tag.SEQUENCE, field);
    DerReader in = sequence.reader();
    List<DistributionPoint> points = new ArrayList<>();
    while (!in.isEmpty()) {
      points.add(decode(in.expect(Tag.SEQUENCE, field)));
    }
    if (points.isEmpty()) {
      throw none(field, sequence.offset());
    }
    return List.copyOf(points);
  }

  private static DistributionPoint decode(DerValue point) throws DerException {
    DerReader in = point.reader();
    Optional<DerValue> name = in.optional(Tag.contextConstructed(0), NAME);
    Optional<DerValue> reasons = in.optional(Tag.context(1), REASONS);
    Optional<DerValue> issuer = in.optional(Tag.contextConstructed(2), ISSUER);
    in.end();
    if (name.isEmpty() && issuer.isEmpty()) {
      throw nowhere(point.field(), point.offset());
    }
    return new DistributionPoint(
        name.isPresent() ? Optional.of(PointName.decode(name.get())) : Optional.empty(),
        reasons.isPresent()
            ? OptionalInt.of(reasons.get().asNamedBits(REASON_FLAGS))
            : OptionalInt.empty(),
        issuer.isPresent() ? GeneralName.decodeAll(issuer.get()) : List.of());
  }
}
