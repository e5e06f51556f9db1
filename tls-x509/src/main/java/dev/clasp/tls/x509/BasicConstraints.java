package dev.clasp.tls.x509;

import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Tag;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Basic constraints (RFC 5280 §4.2.1.9).
 *
 * @param ca whether the key may sign certificates
 * @param pathLenConstraint how many intermediate certificates may follow, if limited
 */
public record BasicConstraints(boolean ca, OptionalInt pathLenConstraint) {
  private static final String FIELD = "basicConstraints";

  /** Checks what {@link #decode} reads. */
  static void check(DerReader in) throws DerException {
    int outer = in.enter(Tag.SEQUENCE, FIELD);
    int flag = in.position();
    if (in.skipOptional(Tag.BOOLEAN, "basicConstraints.cA")) {
      in.last(Tag.BOOLEAN, "basicConstraints.cA", flag).asBoolean();
    }
    int length = in.position();
    if (in.skipOptional(Tag.INTEGER, "basicConstraints.pathLenConstraint")) {
      in.last(Tag.INTEGER, "basicConstraints.pathLenConstraint", length)
          .asSmallInteger(Integer.MAX_VALUE);
    }
    in.leave(outer, FIELD);
  }

  static BasicConstraints decode(Extension extension) throws DerException {
    DerReader in = extension.content(Tag.SEQUENCE, FIELD).reader();
    boolean ca = false;
    Optional<DerValue> flag = in.optional(Tag.BOOLEAN, "basicConstraints.cA");
    if (flag.isPresent()) {
      // An explicit FALSE breaks DER (X.690 §11.5), but deployed CAs write it; every peer takes it.
      ca = flag.get().asBoolean();
    }
    Optional<DerValue> length = in.optional(Tag.INTEGER, "basicConstraints.pathLenConstraint");
    in.end();
    return new BasicConstraints(
        ca,
        length.isPresent()
            ? OptionalInt.of(length.get().asSmallInteger(Integer.MAX_VALUE))
            : OptionalInt.empty());
  }
}
