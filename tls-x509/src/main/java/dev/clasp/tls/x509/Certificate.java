package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.DerWriter;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An X.509 certificate (RFC 5280 §4.1), parsed but not judged. Immutable; equal by content.
 *
 * <p>Its structure, and that of the extensions known here, is checked when it is parsed; big
 * numbers, the text of names and copies of its parts are made when they are asked for.
 *
 * <pre>{@code
 * Certificate  ::=  SEQUENCE  {
 *      tbsCertificate       TBSCertificate,
 *      signatureAlgorithm   AlgorithmIdentifier,
 *      signatureValue       BIT STRING  }
 * }</pre>
 */
public final class Certificate {
  private static final int VERSION_1 = 1;
  private static final int VERSION_3 = 3;
  private static final String EXTENSIONS = "tbsCertificate.extensions";

  private final Bytes der;
  private final DerValue tbsCertificate;
  private final AlgorithmIdentifier signatureAlgorithm;
  private final DerValue signatureValue;

  private final int version;
  private final DerValue serialNumber;
  private final AlgorithmIdentifier signature;
  private final Name issuer;
  private final Instant notBefore;
  private final Instant notAfter;
  private final Name subject;
  private final DerValue key;
  private final AlgorithmIdentifier publicKeyAlgorithm;
  private final DerValue subjectPublicKey;
  private final CertificateExtensions extensions;

  // Made when first asked for; two threads may both make one, and make the same.
  private @Nullable BigInteger knownSerialNumber;
  private @Nullable Bytes knownKeyInfo;
  private @Nullable Optional<PublicKeyInfo> knownKey;

  private Certificate(Bytes der) throws DerException {
    this.der = der;
    DerReader outer = DerReader.only(der, Tag.SEQUENCE, "certificate").reader();
    tbsCertificate = outer.expect(Tag.SEQUENCE, "tbsCertificate");
    int outerAlgorithm = outer.position();
    outer.skip(Tag.SEQUENCE, "signatureAlgorithm");
    int outerAlgorithmEnd = outer.position();
    signatureValue = outer.expect(Tag.BIT_STRING, "signatureValue");
    signatureValue.requireWholeOctets();
    outer.end();

    DerReader in = tbsCertificate.reader();
    version = version(in);
    serialNumber = in.expect(Tag.INTEGER, "tbsCertificate.serialNumber");
    serialNumber.requireMinimalInteger();
    int innerAlgorithm = in.position();
    signature = AlgorithmIdentifier.read(in, "tbsCertificate.signature");
    boolean sameAlgorithm =
        outerAlgorithmEnd - outerAlgorithm == in.position() - innerAlgorithm
            && der.regionEquals(outerAlgorithm, outerAlgorithmEnd, der, innerAlgorithm);
    signatureAlgorithm =
        sameAlgorithm
            ? signature
            : AlgorithmIdentifier.read(
                DerReader.between(der, outerAlgorithm, outerAlgorithmEnd, "certificate"),
                "signatureAlgorithm");
    issuer = Name.read(in, "tbsCertificate.issuer");
    int validity = in.enter(Tag.SEQUENCE, "tbsCertificate.validity");
    notBefore = in.next("tbsCertificate.validity.notBefore").asTime();
    notAfter = in.next("tbsCertificate.validity.notAfter").asTime();
    in.leave(validity, "tbsCertificate.validity");
    subject = Name.read(in, "tbsCertificate.subject");
    key = in.expect(Tag.SEQUENCE, "tbsCertificate.subjectPublicKeyInfo");
    int keyFields = in.goInto();
    publicKeyAlgorithm =
        AlgorithmIdentifier.read(in, "tbsCertificate.subjectPublicKeyInfo.algorithm");
    subjectPublicKey =
        in.expect(Tag.BIT_STRING, "tbsCertificate.subjectPublicKeyInfo.subjectPublicKey");
    subjectPublicKey.requireWholeOctets();
    in.leave(keyFields, "tbsCertificate.subjectPublicKeyInfo");
    checkUniqueId(in, 1, "tbsCertificate.issuerUniqueID");
    checkUniqueId(in, 2, "tbsCertificate.subjectUniqueID");
    extensions = new CertificateExtensions(der, extensions(in));
    in.end();
  }

  /** Reads one certificate in DER. */
  public static Certificate parse(Bytes der) throws DerException {
    return new Certificate(der);
  }

  /** Reads every certificate of a PEM text, in order; other blocks and text between are skipped. */
  public static List<Certificate> fromPem(String pem) throws DerException {
    List<Certificate> certificates = new ArrayList<>();
    for (Bytes block : Pem.blocks(pem, "CERTIFICATE")) {
      certificates.add(parse(block));
    }
    return List.copyOf(certificates);
  }

  private static int version(DerReader in) throws DerException {
    if (!in.skipOptional(Tag.contextConstructed(0), "tbsCertificate.version")) {
      return VERSION_1;
    }
    int explicit = in.goInto();
    DerValue value = in.expect(Tag.INTEGER, "tbsCertificate.version");
    in.leave(explicit, "tbsCertificate.version");
    int version = value.asSmallInteger(VERSION_3 - 1) + 1;
    if (version == VERSION_1) {
      throw value.fault("v1 is the default and must be left out (X.690 §11.5)");
    }
    return version;
  }

  private void checkUniqueId(DerReader in, int number, String field) throws DerException {
    int offset = in.position();
    if (in.skipOptional(Tag.context(number), field) && version == VERSION_1) {
      throw new DerException(field, offset, "in a v1 certificate (RFC 5280 §4.1.2.8)");
    }
  }

  private List<Extension> extensions(DerReader in) throws DerException {
    int offset = in.position();
    if (!in.skipOptional(Tag.contextConstructed(3), EXTENSIONS)) {
      return List.of();
    }
    if (version != VERSION_3) {
      throw new DerException(
          EXTENSIONS, offset, "in a v%d certificate (RFC 5280 §4.1.2.9)".formatted(version));
    }
    int explicit = in.goInto();
    List<Extension> list = Extension.readList(in, EXTENSIONS);
    in.leave(explicit, EXTENSIONS);
    return list;
  }

  /** The whole certificate as received. */
  public Bytes der() {
    return der;
  }

  /** The signed part, as received. */
  public Bytes tbsCertificate() {
    return tbsCertificate.encoded();
  }

  /**
   * The signed part as it was before the extension was added: what logs sign of a precertificate
   * (RFC 6962 §3.2) when the extension is {@link Oids#SCT_LIST}.
   */
  public Bytes tbsCertificateWithout(Oid extension) {
    try {
      DerReader in = tbsCertificate.reader();
      List<Bytes> fields = new ArrayList<>();
      while (!in.nextIs(Tag.contextConstructed(3)) && !in.isEmpty()) {
        fields.add(in.next("tbsCertificate").encoded());
      }
      List<Bytes> kept = new ArrayList<>();
      for (Extension each : extensions.all()) {
        if (!each.id().equals(extension)) {
          kept.add(each.encoded());
        }
      }
      if (!kept.isEmpty()) {
        Bytes list = DerWriter.element(Tag.SEQUENCE, Bytes.concat(kept));
        fields.add(DerWriter.element(Tag.contextConstructed(3), list));
      }
      return DerWriter.element(Tag.SEQUENCE, Bytes.concat(fields));
    } catch (DerException e) {
      throw new IllegalStateException("a certificate that was checked when it was parsed", e);
    }
  }

  /** The outer, unsigned algorithm identifier (§4.1.1.2). */
  public AlgorithmIdentifier signatureAlgorithm() {
    return signatureAlgorithm;
  }

  public Bytes signatureValue() {
    return signatureValue.octetBits();
  }

  /** 1, 2 or 3. */
  public int version() {
    return version;
  }

  public BigInteger serialNumber() {
    BigInteger known = knownSerialNumber;
    if (known == null) {
      known = serialNumber.integer();
      knownSerialNumber = known;
    }
    return known;
  }

  /** The inner, signed algorithm identifier (§4.1.2.3). */
  public AlgorithmIdentifier signature() {
    return signature;
  }

  public Name issuer() {
    return issuer;
  }

  /** The first second of validity. */
  public Instant notBefore() {
    return notBefore;
  }

  /** The last second of validity. */
  public Instant notAfter() {
    return notAfter;
  }

  public Name subject() {
    return subject;
  }

  /** The subject's key in DER, whatever its kind. */
  public Bytes subjectPublicKeyInfo() {
    Bytes known = knownKeyInfo;
    if (known == null) {
      known = key.encoded();
      knownKeyInfo = known;
    }
    return known;
  }

  /** What kind of key the subject's says to be. */
  public AlgorithmIdentifier publicKeyAlgorithm() {
    return publicKeyAlgorithm;
  }

  /** The key itself: the BIT STRING's content, which identifiers are computed from. */
  public Bytes subjectPublicKey() {
    return subjectPublicKey.octetBits();
  }

  /** The subject's key, if of a kind tls-crypto knows and written as the standards demand. */
  public Optional<PublicKeyInfo> publicKey() {
    Optional<PublicKeyInfo> known = knownKey;
    if (known == null) {
      known = readKey();
      knownKey = known;
    }
    return known;
  }

  private Optional<PublicKeyInfo> readKey() {
    if (!SubjectKeys.wellFormed(subjectPublicKeyInfo())) {
      return Optional.empty();
    }
    try {
      return Optional.of(PublicKeyInfo.decode(subjectPublicKeyInfo()));
    } catch (InvalidKey unknown) {
      return Optional.empty(); // a fact about the certificate, judged when its key is needed
    }
  }

  public CertificateExtensions extensions() {
    return extensions;
  }

  /** Whether issuer and subject are the same name (RFC 5280 §3.2); says nothing about the key. */
  public boolean isSelfIssued() {
    return issuer.equals(subject);
  }

  /** Whether the key may be used so: true also without the extension. */
  public boolean allows(KeyUsage.Bit use) {
    return extensions.keyUsage().map(usage -> usage.allows(use)).orElse(true);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Certificate that && der.equals(that.der);
  }

  @Override
  public int hashCode() {
    int hash = der.size();
    for (int i = Math.max(0, der.size() - Long.BYTES); i < der.size(); i++) {
      hash = 31 * hash + der.get(i); // the end of the signature: as good as all, and cheaper
    }
    return hash;
  }

  /** Subject and serial number. */
  @Override
  public String toString() {
    return "%s (serial %s)".formatted(subject, serialNumber().toString(16));
  }
}
