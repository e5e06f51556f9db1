package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate revocation list (RFC 5280 §5.1), parsed and indexed but not judged. Immutable.
 *
 * <pre>{@code
 * CertificateList  ::=  SEQUENCE  {
 *      tbsCertList          TBSCertList,
 *      signatureAlgorithm   AlgorithmIdentifier,
 *      signatureValue       BIT STRING  }
 * }</pre>
 */
public final class Crl {
  private static final int VERSION_2 = 1; // as encoded

  private final Bytes der;
  private final Bytes tbsCertList;
  private final AlgorithmIdentifier signatureAlgorithm;
  private final Bytes signatureValue;
  private final AlgorithmIdentifier signature;
  private final Name issuer;
  private final Instant thisUpdate;
  private final Optional<Instant> nextUpdate;
  private final CrlEntries entries;
  private final Map<Oid, Extension> extensions;
  private final Optional<AuthorityKeyIdentifier> authorityKeyIdentifier;
  private final Optional<BigInteger> crlNumber;
  private final Optional<BigInteger> baseCrlNumber;
  private final Optional<IssuingDistributionPoint> issuingDistributionPoint;

  private Crl(Bytes der) throws DerException {
    this.der = der;
    DerReader outer = DerReader.only(der, Tag.SEQUENCE, "certificateList").reader();
    DerValue tbs = outer.expect(Tag.SEQUENCE, "tbsCertList");
    tbsCertList = tbs.encoded();
    signatureAlgorithm =
        AlgorithmIdentifier.decode(outer.expect(Tag.SEQUENCE, "signatureAlgorithm"));
    signatureValue = outer.expect(Tag.BIT_STRING, "signatureValue").asOctetBitString();
    outer.end();

    DerReader in = tbs.reader();
    Optional<DerValue> version = in.optional(Tag.INTEGER, "tbsCertList.version");
    if (version.isPresent() && version.get().asSmallInteger(VERSION_2) != VERSION_2) {
      throw version.get().fault("v1 is the default and must be left out (X.690 §11.5)");
    }
    signature = AlgorithmIdentifier.decode(in.expect(Tag.SEQUENCE, "tbsCertList.signature"));
    issuer = Name.decode(in.expect(Tag.SEQUENCE, "tbsCertList.issuer"));
    thisUpdate = in.next("tbsCertList.thisUpdate").asTime();
    nextUpdate =
        in.nextIs(Tag.UTC_TIME) || in.nextIs(Tag.GENERALIZED_TIME)
            ? Optional.of(in.next("tbsCertList.nextUpdate").asTime())
            : Optional.empty();
    Optional<DerValue> revoked = in.optional(Tag.SEQUENCE, "tbsCertList.revokedCertificates");
    entries =
        revoked.isPresent() ? CrlEntries.decode(revoked.get(), issuer) : CrlEntries.none(issuer);
    Optional<DerValue> explicit =
        in.optional(Tag.contextConstructed(0), "tbsCertList.crlExtensions");
    in.end();
    extensions =
        explicit.isPresent()
            ? Collections.unmodifiableMap(Extension.decodeAll(explicit.get().inner(Tag.SEQUENCE)))
            : Map.of();
    if (version.isEmpty() && (explicit.isPresent() || entries.haveExtensions())) {
      throw tbs.fault("extensions in a v1 CRL (RFC 5280 §5.1.2.1)");
    }
    authorityKeyIdentifier = decode(Oids.AUTHORITY_KEY_IDENTIFIER, AuthorityKeyIdentifier::decode);
    crlNumber =
        decode(
            Oids.CRL_NUMBER, extension -> extension.content(Tag.INTEGER, "cRLNumber").asInteger());
    baseCrlNumber =
        decode(
            Oids.DELTA_CRL_INDICATOR,
            extension -> extension.content(Tag.INTEGER, "deltaCRLIndicator").asInteger());
    issuingDistributionPoint =
        decode(Oids.ISSUING_DISTRIBUTION_POINT, IssuingDistributionPoint::decode);
    decode(Oids.FRESHEST_CRL, point -> DistributionPoint.decodeAll(point, "freshestCRL"));
  }

  /** Reads one CRL in DER and indexes its entries. */
  public static Crl parse(Bytes der) throws DerException {
    return new Crl(der);
  }

  /** Reads every CRL of a PEM text, in order; other blocks and text between are skipped. */
  public static List<Crl> fromPem(String pem) throws DerException {
    List<Crl> crls = new ArrayList<>();
    for (Bytes block : Pem.blocks(pem, "X509 CRL")) {
      crls.add(parse(block));
    }
    return List.copyOf(crls);
  }

  private interface Decoder<T> {
    T decode(Extension extension) throws DerException;
  }

  private <T> Optional<T> decode(Oid id, Decoder<T> decoder) throws DerException {
    Extension extension = extensions.get(id);
    return extension == null ? Optional.empty() : Optional.of(decoder.decode(extension));
  }

  /** The whole CRL as received. */
  public Bytes der() {
    return der;
  }

  /** The signed part, as received. */
  public Bytes tbsCertList() {
    return tbsCertList;
  }

  /** The outer, unsigned algorithm identifier. */
  public AlgorithmIdentifier signatureAlgorithm() {
    return signatureAlgorithm;
  }

  public Bytes signatureValue() {
    return signatureValue;
  }

  /** The inner, signed algorithm identifier. */
  public AlgorithmIdentifier signature() {
    return signature;
  }

  public Name issuer() {
    return issuer;
  }

  public Instant thisUpdate() {
    return thisUpdate;
  }

  /** When the next CRL is out at the latest; absent in CRLs that do not conform (§5.1.2.5). */
  public Optional<Instant> nextUpdate() {
    return nextUpdate;
  }

  /** The number of certificates listed. */
  public int size() {
    return entries.size();
  }

  /**
   * The entry of one certificate, if it is listed.
   *
   * @param certificateIssuer who issued the certificate; in an indirect CRL not only the CRL issuer
   */
  public Optional<CrlEntry> find(BigInteger serialNumber, Name certificateIssuer) {
    return entries.find(serialNumber, certificateIssuer);
  }

  public Collection<Extension> extensions() {
    return extensions.values();
  }

  public boolean isCritical(Oid extension) {
    Extension found = extensions.get(extension);
    return found != null && found.critical();
  }

  /** Identifiers of critical extensions of entries, each once. */
  public List<Oid> criticalEntryExtensions() {
    return entries.criticalExtensions();
  }

  /** §5.2.1. */
  public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
    return authorityKeyIdentifier;
  }

  /** §5.2.3. */
  public Optional<BigInteger> crlNumber() {
    return crlNumber;
  }

  /** §5.2.4: the number of the CRL this one adds to; absent in a complete CRL. */
  public Optional<BigInteger> baseCrlNumber() {
    return baseCrlNumber;
  }

  /** §5.2.5: which certificates the CRL covers; absent when all of its issuer's. */
  public Optional<IssuingDistributionPoint> issuingDistributionPoint() {
    return issuingDistributionPoint;
  }

  @Override
  public String toString() {
    return "CRL of %s, %s".formatted(issuer, thisUpdate);
  }
}
