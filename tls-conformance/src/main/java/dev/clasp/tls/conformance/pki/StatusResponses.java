package dev.clasp.tls.conformance.pki;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerWriter;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** OCSP responses about one certificate, signed by its issuer (RFC 6960 §4.2.1). */
public final class StatusResponses {
  private static final Oid BASIC = Oid.of("1.3.6.1.5.5.7.48.1.1");
  private static final Oid SHA1 = Oid.of("1.3.14.3.2.26");
  private static final Duration LIFETIME = Duration.ofDays(7);
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Signs for the issuer. */
  @FunctionalInterface
  public interface Signing {
    Bytes sign(Bytes message) throws Exception;
  }

  private StatusResponses() {}

  /**
   * A response that is good for a week.
   *
   * @param revokedAt since when the certificate is revoked; empty when it is good
   * @param algorithm the AlgorithmIdentifier of the signatures, in DER
   */
  public static Bytes about(
      Certificate certificate,
      Certificate issuer,
      Optional<Instant> revokedAt,
      Instant now,
      Hashes hashes,
      Bytes algorithm,
      Signing signing)
      throws Exception {
    Bytes keyHash = octets(hashes.sha1ForIdentifiers(issuer.subjectPublicKey()));
    Bytes certId =
        sequence(
            sequence(oid(SHA1), DerWriter.element(Tag.NULL, Bytes.empty())),
            octets(hashes.sha1ForIdentifiers(certificate.issuer().encoded())),
            keyHash,
            DerWriter.element(Tag.INTEGER, Bytes.copyOf(certificate.serialNumber().toByteArray())));
    Bytes status =
        revokedAt
            .map(since -> DerWriter.element(Tag.contextConstructed(1), time(since)))
            .orElse(DerWriter.element(Tag.context(0), Bytes.empty()));
    Bytes single =
        sequence(
            certId,
            status,
            time(now),
            DerWriter.element(Tag.contextConstructed(0), time(now.plus(LIFETIME))));
    // By name: GnuTLS looks for a key by the identifier in its certificate, which is no SHA-1 hash.
    Bytes byName = DerWriter.element(Tag.contextConstructed(1), issuer.subject().encoded());
    Bytes data = sequence(byName, time(now), sequence(single));
    Bytes wholeOctets = Bytes.of(0); // no unused bits
    Bytes signature = DerWriter.element(Tag.BIT_STRING, wholeOctets.plus(signing.sign(data)));
    Bytes basic = sequence(data, algorithm, signature);
    Bytes successful = DerWriter.element(Tag.ENUMERATED, Bytes.of(0));
    return sequence(
        successful,
        DerWriter.element(Tag.contextConstructed(0), sequence(oid(BASIC), octets(basic))));
  }

  private static Bytes sequence(Bytes... fields) {
    return DerWriter.element(Tag.SEQUENCE, Bytes.concat(fields));
  }

  private static Bytes octets(Bytes content) {
    return DerWriter.element(Tag.OCTET_STRING, content);
  }

  private static Bytes oid(Oid id) {
    return DerWriter.element(Tag.OBJECT_IDENTIFIER, id.content());
  }

  private static Bytes time(Instant instant) {
    return DerWriter.element(
        Tag.GENERALIZED_TIME,
        Bytes.copyOf(GENERALIZED_TIME.format(instant).getBytes(StandardCharsets.US_ASCII)));
  }
}
