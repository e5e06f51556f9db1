package dev.clasp.tls.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerWriter;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Extensions are checked by one piece of code when a certificate is parsed and made into objects by
 * another when they are asked for: the two must agree about every value.
 */
class CertificateExtensionsTest {
  private static final byte[] KEY_ID = {1, 2, 3, 4};

  private interface Decoder {
    Object decode(Extension extension) throws DerException;
  }

  record Sample(String name, Oid id, Bytes value, Decoder decoder) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Sample sample(String name, Oid id, ASN1Encodable value, Decoder decoder)
      throws IOException {
    return new Sample(name, id, Bytes.copyOf(value.toASN1Primitive().getEncoded("DER")), decoder);
  }

  private static GeneralNames names() throws IOException {
    return new GeneralNames(
        new GeneralName[] {
          new GeneralName(GeneralName.dNSName, "www.example.com"),
          new GeneralName(GeneralName.rfc822Name, "a@example.com"),
          new GeneralName(GeneralName.uniformResourceIdentifier, "https://example.com/"),
          new GeneralName(GeneralName.iPAddress, "192.0.2.1"),
          new GeneralName(GeneralName.registeredID, "1.2.3.4"),
          new GeneralName(new X500Name("CN=a+OU=b,O=c")),
          new GeneralName(
              GeneralName.otherName,
              new DERSequence(
                  new ASN1Encodable[] {
                    new ASN1ObjectIdentifier("1.2.3"),
                    new org.bouncycastle.asn1.DERTaggedObject(true, 0, new DERUTF8String("x"))
                  }))
        });
  }

  static Stream<Sample> samples() throws IOException {
    ASN1Encodable[] points = {
      new DistributionPoint(new DistributionPointName(names()), null, null),
      new DistributionPoint(
          new DistributionPointName(
              DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER,
              new X500Name("CN=relative").getRDNs()[0]),
          new ReasonFlags(ReasonFlags.keyCompromise | ReasonFlags.aACompromise),
          new GeneralNames(new GeneralName(new X500Name("CN=CRL issuer"))))
    };
    PolicyInformation[] policies = {
      new PolicyInformation(
          new ASN1ObjectIdentifier("1.2.3.4"),
          new DERSequence(
              new ASN1Encodable[] {
                new PolicyQualifierInfo("https://example.com/cps"),
                new DERSequence(
                    new ASN1Encodable[] {
                      new ASN1ObjectIdentifier("1.2.3.5"), new DERUTF8String("odd")
                    })
              })),
      new PolicyInformation(new ASN1ObjectIdentifier("2.5.29.32.0"))
    };
    Bytes timestamp =
        Bytes.of(0)
            .plus(Bytes.copyOf(new byte[32]))
            .plus(Bytes.fromHex("00000190000000000002aabb0403000411223344"));
    Bytes list = Bytes.of(0, timestamp.size()).plus(timestamp);
    Bytes timestamps = Bytes.of(0, 2 * list.size()).plus(list).plus(list);
    return Stream.of(
        sample(
            "subjectAltName",
            Oids.SUBJECT_ALT_NAME,
            names(),
            extension -> names(extension, "subjectAltName")),
        sample(
            "extKeyUsage",
            Oids.EXT_KEY_USAGE,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}),
            CertificateExtensionsTest::purposes),
        sample(
            "authorityKeyIdentifier",
            Oids.AUTHORITY_KEY_IDENTIFIER,
            new AuthorityKeyIdentifier(KEY_ID, names(), BigInteger.valueOf(300)),
            dev.clasp.tls.x509.AuthorityKeyIdentifier::decode),
        sample(
            "certificatePolicies",
            Oids.CERTIFICATE_POLICIES,
            new org.bouncycastle.asn1.x509.CertificatePolicies(policies),
            CertificatePolicies::decodePolicies),
        sample(
            "certificatePolicies, many",
            Oids.CERTIFICATE_POLICIES,
            new org.bouncycastle.asn1.x509.CertificatePolicies(
                IntStream.range(0, 20)
                    .mapToObj(i -> new PolicyInformation(new ASN1ObjectIdentifier("1.2.3." + i)))
                    .toArray(PolicyInformation[]::new)),
            CertificatePolicies::decodePolicies),
        sample(
            "cRLDistributionPoints",
            Oids.CRL_DISTRIBUTION_POINTS,
            new CRLDistPoint(
                new DistributionPoint[] {
                  (DistributionPoint) points[0], (DistributionPoint) points[1]
                }),
            extension ->
                dev.clasp.tls.x509.DistributionPoint.decodeAll(extension, "cRLDistributionPoints")),
        sample(
            "authorityInfoAccess",
            Oids.AUTHORITY_INFO_ACCESS,
            new AuthorityInformationAccess(
                new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "http://ocsp.example/")),
            AccessDescription::decodeAll),
        sample(
            "SCT list",
            Oids.SCT_LIST,
            new DEROctetString(timestamps.toArray()),
            extension ->
                SignedCertificateTimestamp.decodeList(
                    extension
                        .content(Tag.OCTET_STRING, "SignedCertificateTimestampList")
                        .bytes())));
  }

  private static Object names(Extension extension, String field) throws DerException {
    List<dev.clasp.tls.x509.GeneralName> names =
        dev.clasp.tls.x509.GeneralName.decodeAll(extension.content(Tag.SEQUENCE, field));
    for (dev.clasp.tls.x509.GeneralName name : names) {
      if (name instanceof dev.clasp.tls.x509.GeneralName.Ip ip
          && ip.octets().size() != 4
          && ip.octets().size() != 16) {
        throw new DerException(field, 0, "iPAddress");
      }
    }
    return names;
  }

  private static Object purposes(Extension extension) throws DerException {
    DerReader in = extension.content(Tag.SEQUENCE, "extKeyUsage").reader();
    Object first = in.expect(Tag.OBJECT_IDENTIFIER, "extKeyUsage").asOid();
    while (!in.isEmpty()) {
      in.expect(Tag.OBJECT_IDENTIFIER, "extKeyUsage").asOid();
    }
    return first;
  }

  /** Everything that can be asked for. */
  private static void readAll(CertificateExtensions extensions) {
    assertNotNull(extensions.subjectAltNames());
    assertNotNull(extensions.extendedKeyUsage());
    assertNotNull(extensions.authorityKeyIdentifier());
    assertNotNull(extensions.policies());
    assertNotNull(extensions.crlDistributionPoints());
    assertNotNull(extensions.authorityInfoAccess());
    assertNotNull(extensions.timestamps());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSampleIsGood(Sample sample) throws Exception {
    assertTrue(agree(sample, sample.value()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsCheckedIsWhatIsRead(Sample sample) throws Exception {
    int refused = 0;
    int taken = 0;
    Bytes value = sample.value();
    for (int at = 0; at < value.size(); at++) {
      for (int octet = 0; octet < 256; octet++) {
        byte[] mutated = value.toArray();
        mutated[at] = (byte) octet;
        if (agree(sample, Bytes.copyOf(mutated))) {
          taken++;
        } else {
          refused++;
        }
      }
    }
    assertTrue(taken > value.size() && refused > value.size(), taken + " and " + refused);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noProperPrefixIsTaken(Sample sample) throws Exception {
    int taken = 0;
    for (int length = 0; length < sample.value().size(); length++) {
      taken += agree(sample, sample.value().first(length)) ? 1 : 0;
    }
    assertEquals(0, taken);
  }

  /** Whether the value is taken, which both must say. */
  private static boolean agree(Sample sample, Bytes value) throws DerException {
    Bytes fields =
        DerWriter.element(Tag.OBJECT_IDENTIFIER, sample.id().content())
            .plus(DerWriter.element(Tag.OCTET_STRING, value));
    Bytes list = DerWriter.element(Tag.SEQUENCE, DerWriter.element(Tag.SEQUENCE, fields));
    List<Extension> one = Extension.decodeList(DerReader.only(list, Tag.SEQUENCE, "test"));
    Extension extension = one.get(0);
    CertificateExtensions checked;
    try {
      checked = new CertificateExtensions(list, one);
    } catch (DerException refused) {
      assertThrows(
          DerException.class,
          () -> sample.decoder().decode(extension),
          () -> "would be read, but is refused: " + refused.getMessage() + " in " + value);
      return false;
    }
    readAll(checked);
    assertNotNull(sample.decoder().decode(extension));
    return true;
  }
}
