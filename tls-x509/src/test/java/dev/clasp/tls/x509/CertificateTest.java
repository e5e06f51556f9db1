package dev.clasp.tls.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTest {
  private static final Certificate SAMPLE =
      CertificateMaker.server("www.example.com")
          .serial(BigInteger.valueOf(4711))
          .selfSigned()
          .certificate();

  @Test
  void readsEveryField() {
    assertEquals(3, SAMPLE.version());
    assertEquals(BigInteger.valueOf(4711), SAMPLE.serialNumber());
    assertEquals("CN=www.example.com", SAMPLE.subject().toString());
    assertEquals(SAMPLE.subject(), SAMPLE.issuer());
    assertTrue(SAMPLE.isSelfIssued());
    assertEquals(CertificateMaker.NOT_BEFORE, SAMPLE.notBefore());
    assertEquals(CertificateMaker.NOT_AFTER, SAMPLE.notAfter());
    assertEquals(KeyKind.EC_SECP256R1, SAMPLE.publicKey().orElseThrow().kind());
    assertEquals(Oid.of("1.2.840.10045.4.3.2"), SAMPLE.signatureAlgorithm().algorithm());
    assertEquals(
        List.of(new GeneralName.Dns("www.example.com")), SAMPLE.extensions().subjectAltNames());
    assertTrue(SAMPLE.allows(KeyUsage.Bit.DIGITAL_SIGNATURE));
    assertEquals(false, SAMPLE.allows(KeyUsage.Bit.KEY_CERT_SIGN));
    assertEquals(20, SAMPLE.extensions().subjectKeyIdentifier().orElseThrow().size());
  }

  @Test
  void writesAndReadsPem() throws Exception {
    String pem = "text before\n" + Pem.block("CERTIFICATE", SAMPLE.der()) + "text behind";
    assertEquals(List.of(SAMPLE, SAMPLE), Certificate.fromPem(pem + pem));
  }

  @Test
  void refusesPemThatEndsEarly() {
    assertThrows(
        DerException.class, () -> Certificate.fromPem("-----BEGIN CERTIFICATE-----\nAAAA\n"));
  }

  @Test
  void noProperPrefixParses() {
    for (int length = 0; length < SAMPLE.der().size(); length++) {
      Bytes prefix = SAMPLE.der().first(length);
      assertThrows(DerException.class, () -> Certificate.parse(prefix), () -> "prefix " + prefix);
    }
  }

  @Test
  void refusesBytesBehindIt() {
    DerException e =
        assertThrows(DerException.class, () -> Certificate.parse(SAMPLE.der().plus(Bytes.of(0))));
    assertEquals(SAMPLE.der().size(), e.offset());
  }

  /** Every bit of a real certificate: a verdict or a {@link DerException}, nothing else. */
  @Test
  void anyFlippedBitIsReadOrRefusedButNothingElse() {
    byte[] der = SAMPLE.der().toArray();
    int refused = 0;
    for (int bit = 0; bit < 8 * der.length; bit++) {
      der[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertNotEquals(SAMPLE, Certificate.parse(Bytes.copyOf(der)));
      } catch (DerException e) {
        refused++;
        assertTrue(e.offset() >= 0 && e.offset() <= der.length, e.getMessage());
      }
      der[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertTrue(refused > der.length, "refused only " + refused);
  }

  @Property(tries = 2000)
  void arbitraryBytesThrowOnlyDerException(@ForAll @Size(max = 300) byte[] bytes) {
    try {
      Certificate.parse(Bytes.copyOf(bytes));
    } catch (DerException expected) {
      assertTrue(expected.getMessage().contains("at byte"));
    }
  }

  @Property(tries = 2000)
  void overwrittenCertificatesThrowOnlyDerException(
      @ForAll @Size(min = 1, max = 8) byte[] patch, @ForAll @IntRange(max = 400) int at) {
    byte[] der = SAMPLE.der().toArray();
    System.arraycopy(patch, 0, der, Math.min(at, der.length - patch.length), patch.length);
    try {
      Certificate.parse(Bytes.copyOf(der)).extensions().all();
    } catch (DerException expected) {
      assertTrue(expected.getMessage().contains("at byte"));
    }
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({
    "0c0361ff62, 0c0361ff62, true", // not UTF-8: compared as bytes
    "1303616263, 0c03414243, true", // PrintableString abc, UTF8String ABC
    "0c0a2020612020622020 2020, 1303612062, true",
    "0c0461206220, 1303612062, true",
    "1303616263, 1303616264, false",
    "1e06006100620063, 0c03616263, true", // BMPString
    "1c0c000000610000006200000063, 0c03616263, true", // UniversalString
    "0c02c3a9, 0c0365cc81, true", // é precomposed, e with combining acute
    "0c02c384, 0c02c3a4, true" // Ä, ä
  })
  void comparesAttributesAsRfc5280Section7Says(String one, String other, boolean equal)
      throws Exception {
    assertEquals(equal, name(one).equals(name(other)));
    if (equal) {
      assertEquals(name(one).hashCode(), name(other).hashCode());
    }
  }

  /** A name of one common name with this value. */
  private static Name name(String value) throws DerException {
    Bytes attribute = sequence(0x30, Bytes.fromHex("0603550403").plus(Bytes.fromHex(value)));
    return Name.decode(
        DerReader.only(sequence(0x30, sequence(0x31, attribute)), Tag.SEQUENCE, "name"));
  }

  private static Bytes sequence(int tag, Bytes content) {
    return Bytes.of(tag, content.size()).plus(content);
  }

  @Test
  void refusesAnExtensionTwice() {
    byte[] der = SAMPLE.der().toArray();
    // keyUsage 2.5.29.15 becomes a second extKeyUsage 2.5.29.37
    int at = indexOf(der, new byte[] {0x06, 0x03, 0x55, 0x1d, 0x0f});
    der[at + 4] = 0x25;
    DerException e = assertThrows(DerException.class, () -> Certificate.parse(Bytes.copyOf(der)));
    assertTrue(e.getMessage().contains("RFC 5280 §4.2"), e.getMessage());
  }

  private static int indexOf(byte[] content, byte[] wanted) {
    for (int i = 0; i + wanted.length <= content.length; i++) {
      if (java.util.Arrays.equals(content, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new IllegalStateException("not found");
  }
}
