package dev.clasp.tls.x509;

import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Tag;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What part of an issuer's certificates a CRL covers (RFC 5280 §5.2.5).
 *
 * @param name the point's name, if it has one
 * @param onlySomeReasons bit {@code i} set for each ReasonFlag {@code i} covered; absent means all
 */
public record IssuingDistributionPoint(
    Optional<DistributionPoint.PointName> name,
    boolean onlyContainsUserCerts,
    boolean onlyContainsCaCerts,
    OptionalInt onlySomeReasons,
    boolean indirectCrl,
    boolean onlyContainsAttributeCerts) {
  private static final String FIELD = "issuingDistributionPoint";
  private static final int REASON_FLAGS = 9;

  static IssuingDistributionPoint decode(Extension extension) throws DerException {
    DerValue sequence = extension.content(Tag.SEQUENCE, FIELD);
    DerReader in = sequence.reader();
    if (in.isEmpty()) {
      throw sequence.fault("empty, expected absent (RFC 5280 §5.2.5)");
    }
    Optional<DerValue> name = in.optional(Tag.contextConstructed(0), FIELD + ".distributionPoint");
    boolean user = flag(in, 1, FIELD + ".onlyContainsUserCerts");
    boolean ca = flag(in, 2, FIELD + ".onlyContainsCACerts");
    Optional<DerValue> reasons = in.optional(Tag.context(3), FIELD + ".onlySomeReasons");
    boolean indirect = flag(in, 4, FIELD + ".indirectCRL");
    boolean attribute = flag(in, 5, FIELD + ".onlyContainsAttributeCerts");
    in.end();
    if ((user ? 1 : 0) + (ca ? 1 : 0) + (attribute ? 1 : 0) > 1) {
      throw sequence.fault("more than one onlyContains… (RFC 5280 §5.2.5)");
    }
    return new IssuingDistributionPoint(
        name.isPresent()
            ? Optional.of(DistributionPoint.PointName.decode(name.get()))
            : Optional.empty(),
        user,
        ca,
        reasons.isPresent()
            ? OptionalInt.of(reasons.get().asNamedBits(REASON_FLAGS))
            : OptionalInt.empty(),
        indirect,
        attribute);
  }

  private static boolean flag(DerReader in, int number, String field) throws DerException {
    Optional<DerValue> value = in.optional(Tag.context(number), field);
    return value.isPresent() && value.get().asBoolean();
  }
}
