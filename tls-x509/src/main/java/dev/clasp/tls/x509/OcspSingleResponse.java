package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an OCSP response says of one certificate (RFC 6960 §4.2.1).
 *
 * @param hashAlgorithm of the two hashes
 * @param issuerNameHash of the issuer's name in DER
 * @param issuerKeyHash of the issuer's key, the BIT STRING's content
 * @param serialNumber of the certificate
 * @param status what is said
 * @param thisUpdate from when on it is known to be so
 * @param nextUpdate until when at the latest something newer is there
 * @param extensions singleExtensions
 */
public record OcspSingleResponse(
    Oid hashAlgorithm,
    Bytes issuerNameHash,
    Bytes issuerKeyHash,
    BigInteger serialNumber,
    OcspSingleResponse.Status status,
    Instant thisUpdate,
    Optional<Instant> nextUpdate,
    Map<Oid, Extension> extensions) {

  /** CertStatus. */
  public sealed interface Status {
    record Good() implements Status {}

    record Revoked(Instant revocationTime, RevocationReason reason) implements Status {}

    /** The responder does not know the certificate. */
    record Unknown() implements Status {}
  }

  public OcspSingleResponse {
    extensions = Map.copyOf(extensions);
  }

  /** The timestamps that came in the response (RFC 6962 §3.3). */
  public List<SignedCertificateTimestamp> timestamps() throws DerException {
    Extension extension = extensions.get(Oids.OCSP_SCT_LIST);
    return extension == null
        ? List.of()
        : SignedCertificateTimestamp.decodeList(
            extension.content(Tag.OCTET_STRING, "SignedCertificateTimestampList").bytes());
  }

  static OcspSingleResponse decode(DerValue value) throws DerException {
    DerReader in = value.reader();
    DerReader id = in.sequence("SingleResponse.certID");
    AlgorithmIdentifier hash =
        AlgorithmIdentifier.decode(id.expect(Tag.SEQUENCE, "CertID.hashAlgorithm"));
    Bytes nameHash = id.expect(Tag.OCTET_STRING, "CertID.issuerNameHash").bytes();
    Bytes keyHash = id.expect(Tag.OCTET_STRING, "CertID.issuerKeyHash").bytes();
    BigInteger serial = id.expect(Tag.INTEGER, "CertID.serialNumber").asInteger();
    id.end();
    Status status = status(in.next("SingleResponse.certStatus"));
    Instant thisUpdate = in.expect(Tag.GENERALIZED_TIME, "SingleResponse.thisUpdate").asTime();
    Optional<DerValue> next = in.optional(Tag.contextConstructed(0), "SingleResponse.nextUpdate");
    Optional<DerValue> explicit =
        in.optional(Tag.contextConstructed(1), "SingleResponse.singleExtensions");
    in.end();
    return new OcspSingleResponse(
        hash.algorithm(),
        nameHash,
        keyHash,
        serial,
        status,
        thisUpdate,
        next.isPresent()
            ? Optional.of(next.get().inner(Tag.GENERALIZED_TIME).asTime())
            : Optional.empty(),
        explicit.isPresent() ? Extension.decodeAll(explicit.get().inner(Tag.SEQUENCE)) : Map.of());
  }

  private static Status status(DerValue choice) throws DerException {
    if (choice.tag() == Tag.context(0) && choice.length() == 0) {
      return new Status.Good();
    }
    if (choice.tag() == Tag.context(2) && choice.length() == 0) {
      return new Status.Unknown();
    }
    if (choice.tag() != Tag.contextConstructed(1)) {
      throw choice.fault("tag 0x%02x, expected good, revoked or unknown".formatted(choice.tag()));
    }
    DerReader in = choice.reader();
    Instant time = in.expect(Tag.GENERALIZED_TIME, "RevokedInfo.revocationTime").asTime();
    Optional<DerValue> reason =
        in.optional(Tag.contextConstructed(0), "RevokedInfo.revocationReason");
    in.end();
    return new Status.Revoked(
        time,
        reason.isPresent()
            ? RevocationReason.decode(reason.get().inner(Tag.ENUMERATED))
            : RevocationReason.UNSPECIFIED);
  }
}
