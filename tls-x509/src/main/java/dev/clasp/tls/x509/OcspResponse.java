package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A successful, basic OCSP response (RFC 6960 §4.2.1), parsed but not judged.
 *
 * @param tbsResponseData the signed part, as received
 * @param signatureAlgorithm how it is signed
 * @param signature without its BIT STRING
 * @param certificates what came along to check the signature
 * @param responder who says to have signed
 * @param producedAt when
 * @param responses what is said, each about one certificate
 * @param extensions responseExtensions
 */
public record OcspResponse(
    Bytes tbsResponseData,
    AlgorithmIdentifier signatureAlgorithm,
    Bytes signature,
    List<Certificate> certificates,
    OcspResponse.Responder responder,
    Instant producedAt,
    List<OcspSingleResponse> responses,
    Map<Oid, Extension> extensions) {
  private static final Oid BASIC = Oid.of("1.3.6.1.5.5.7.48.1.1");
  private static final int SUCCESSFUL = 0;

  /** ResponderID. */
  public sealed interface Responder {
    record ByName(Name name) implements Responder {}

    /** The SHA-1 hash of the responder's key. */
    record ByKey(Bytes keyHash) implements Responder {}
  }

  public OcspResponse {
    certificates = List.copyOf(certificates);
    responses = List.copyOf(responses);
    extensions = Map.copyOf(extensions);
  }

  /**
   * Reads an OCSPResponse in DER.
   *
   * @throws DerException also when the responder answers that it cannot answer
   */
  public static OcspResponse parse(Bytes der) throws DerException {
    DerReader outer = DerReader.only(der, Tag.SEQUENCE, "OCSPResponse").reader();
    DerValue status = outer.expect(Tag.ENUMERATED, "OCSPResponse.responseStatus");
    if (status.asSmallInteger(0xFF) != SUCCESSFUL) {
      throw status.fault("%s, expected 0 (RFC 6960 §4.2.1)".formatted(status.asInteger()));
    }
    DerReader responseBytes =
        outer
            .expect(Tag.contextConstructed(0), "OCSPResponse.responseBytes")
            .inner(Tag.SEQUENCE)
            .reader();
    outer.end();
    DerValue type = responseBytes.expect(Tag.OBJECT_IDENTIFIER, "ResponseBytes.responseType");
    if (!type.asOid().equals(BASIC)) {
      throw type.fault("%s is not id-pkix-ocsp-basic".formatted(type.asOid()));
    }
    DerValue response = responseBytes.expect(Tag.OCTET_STRING, "ResponseBytes.response");
    responseBytes.end();
    return basic(response.inner(Tag.SEQUENCE));
  }

  private static OcspResponse basic(DerValue value) throws DerException {
    DerReader in = value.reader();
    DerValue data = in.expect(Tag.SEQUENCE, "BasicOCSPResponse.tbsResponseData");
    AlgorithmIdentifier algorithm =
        AlgorithmIdentifier.decode(in.expect(Tag.SEQUENCE, "BasicOCSPResponse.signatureAlgorithm"));
    Bytes signature = in.expect(Tag.BIT_STRING, "BasicOCSPResponse.signature").asOctetBitString();
    Optional<DerValue> certs = in.optional(Tag.contextConstructed(0), "BasicOCSPResponse.certs");
    in.end();
    List<Certificate> certificates = new ArrayList<>();
    if (certs.isPresent()) {
      DerReader list = certs.get().inner(Tag.SEQUENCE).reader();
      while (!list.isEmpty()) {
        certificates.add(
            Certificate.parse(list.expect(Tag.SEQUENCE, "BasicOCSPResponse.certs").encoded()));
      }
    }
    DerReader fields = data.reader();
    Optional<DerValue> version = fields.optional(Tag.contextConstructed(0), "ResponseData.version");
    if (version.isPresent()) {
      version.get().inner(Tag.INTEGER).asSmallInteger(0); // v1, which DER leaves out; some do not
    }
    Responder responder = responder(fields.next("ResponseData.responderID"));
    Instant producedAt = fields.expect(Tag.GENERALIZED_TIME, "ResponseData.producedAt").asTime();
    List<OcspSingleResponse> responses = new ArrayList<>();
    DerReader list = fields.sequence("ResponseData.responses");
    while (!list.isEmpty()) {
      responses.add(OcspSingleResponse.decode(list.expect(Tag.SEQUENCE, "ResponseData.responses")));
    }
    Optional<DerValue> explicit =
        fields.optional(Tag.contextConstructed(1), "ResponseData.responseExtensions");
    fields.end();
    return new OcspResponse(
        data.encoded(),
        algorithm,
        signature,
        certificates,
        responder,
        producedAt,
        responses,
        explicit.isPresent() ? Extension.decodeAll(explicit.get().inner(Tag.SEQUENCE)) : Map.of());
  }

  private static Responder responder(DerValue choice) throws DerException {
    if (choice.tag() == Tag.contextConstructed(1)) {
      return new Responder.ByName(Name.decode(choice.inner(Tag.SEQUENCE)));
    }
    if (choice.tag() == Tag.contextConstructed(2)) {
      return new Responder.ByKey(choice.inner(Tag.OCTET_STRING).bytes());
    }
    throw choice.fault("tag 0x%02x, expected byName or byKey".formatted(choice.tag()));
  }
}
