package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Tag;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Which key of the issuer signed (RFC 5280 §4.2.1.1). A hint for ranking candidates, never a reason
 * to leave one out (RFC 4158 §3.5.12).
 */
public record AuthorityKeyIdentifier(
    Optional<Bytes> keyIdentifier,
    List<GeneralName> authorityCertIssuer,
    Optional<BigInteger> authorityCertSerialNumber) {

  public AuthorityKeyIdentifier {
    authorityCertIssuer = List.copyOf(authorityCertIssuer);
  }

  /** Checks what {@link #decode} reads. */
  static void check(DerReader in) throws DerException {
    int outer = in.enter(Tag.SEQUENCE, "authorityKeyIdentifier");
    in.skipOptional(Tag.context(0), "authorityKeyIdentifier.keyIdentifier");
    int issuer = in.position();
    if (in.skipOptional(Tag.contextConstructed(1), "authorityKeyIdentifier.authorityCertIssuer")) {
      int inside = in.goInto();
      GeneralName.checkAll(in, "authorityKeyIdentifier.authorityCertIssuer", issuer);
      in.leave(inside, "authorityKeyIdentifier.authorityCertIssuer");
    }
    Optional<DerValue> serial =
        in.optional(Tag.context(2), "authorityKeyIdentifier.authorityCertSerialNumber");
    if (serial.isPresent()) {
      serial.get().requireMinimalInteger();
    }
    in.leave(outer, "authorityKeyIdentifier");
  }

  public static AuthorityKeyIdentifier decode(Extension extension) throws DerException {
    DerReader in = extension.content(Tag.SEQUENCE, "authorityKeyIdentifier").reader();
    Optional<DerValue> id = in.optional(Tag.context(0), "authorityKeyIdentifier.keyIdentifier");
    Optional<DerValue> issuer =
        in.optional(Tag.contextConstructed(1), "authorityKeyIdentifier.authorityCertIssuer");
    Optional<DerValue> serial =
        in.optional(Tag.context(2), "authorityKeyIdentifier.authorityCertSerialNumber");
    in.end();
    return new AuthorityKeyIdentifier(
        id.map(DerValue::bytes),
        issuer.isPresent() ? GeneralName.decodeAll(issuer.get()) : List.of(),
        serial.isPresent() ? Optional.of(serial.get().asInteger()) : Optional.empty());
  }
}
