package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.GeneralName;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "www.example.com, www.example.com, true",
    "WWW.Example.COM, www.example.com, true",
    "example.com, www.example.com, false",
    "www.example.com, example.com, false",
    "*.example.com, www.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, a.b.example.com, false",
    "w*.example.com, www.example.com, false",
    "www.*.com, www.example.com, false",
    "*.com, example.com, false",
    "*, localhost, false",
    "*.*.example.com, a.b.example.com, false",
    "www.example.com., www.example.com, false",
    "*.xn--bcher-kva.example, www.xn--bcher-kva.example, true",
    "_sip.example.com, _sip.example.com, true"
  })
  void matchesHostNamesAsRfc9525Says(String presented, String wanted, boolean matches) {
    var certificate =
        CertificateMaker.server("x")
            .with(
                "2.5.29.17",
                false,
                new GeneralNames(
                    new org.bouncycastle.asn1.x509.GeneralName(
                        org.bouncycastle.asn1.x509.GeneralName.dNSName, presented)))
            .selfSigned()
            .certificate();

    assertEquals(
        matches, ServiceIdentity.match(certificate, ReferenceIdentity.of(wanted)).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "Example.COM, example.com",
    "example.com., example.com",
    "bücher.example, xn--bcher-kva.example",
    "BÜCHER.example, xn--bcher-kva.example",
    "mañana.com, xn--maana-pta.com",
    "例え.jp, xn--r8jz45g.jp",
    "例え。jp, xn--r8jz45g.jp",
    "☃.net, xn--n3h.net",
    "_dmarc.example.com, _dmarc.example.com"
  })
  void readsHostNames(String text, String ascii) {
    assertEquals(new ReferenceIdentity.Dns(ascii), ReferenceIdentity.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        "-a.com",
        "a b.com",
        "1.2.3",
        "1.2.3.4.5",
        "0x7f.1",
        "*.a.com",
        "a\u0000b"
      })
  void refusesWhatIsNoHostName(String text) {
    assertThrows(IllegalArgumentException.class, () -> ReferenceIdentity.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 7f000001, 127.0.0.1",
    "::1, 00000000000000000000000000000001, ::1",
    "[::1], 00000000000000000000000000000001, ::1",
    "2001:DB8::1, 20010db8000000000000000000000001, 2001:db8::1",
    "2001:db8:0:0:1:0:0:1, 20010db8000000000001000000000001, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
    "::ffff:192.0.2.1, 00000000000000000000ffffc0000201, ::ffff:c000:201",
    "::, 00000000000000000000000000000000, ::"
  })
  void readsAddressesAndWritesThemAsRfc5952Says(String text, String octets, String canonical) {
    Bytes address = Bytes.fromHex(octets);

    assertEquals(new ReferenceIdentity.Ip(address), ReferenceIdentity.of(text));
    assertEquals(canonical, IpAddress.format(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1:2", "1::2::3", "::12345", "1:2:3:4:5:6:7:8:9", "::1%eth0", ":::"})
  void refusesWhatIsNoAddress(String text) {
    assertEquals(java.util.Optional.empty(), IpAddress.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, true, true",
    "example.com, www.example.com, true, true",
    "example.com, notexample.com, false, false",
    "'', anything.example, true, true",
    "example.com, *.example.com, true, true",
    "www.example.com, *.example.com, false, true",
    "a.www.example.com, *.example.com, false, false",
    "EXAMPLE.com, www.example.COM, true, true"
  })
  void knowsWhatAWildcardStandsForInASubtree(
      String base, String name, boolean contains, boolean intersects) {
    GeneralName tree = new GeneralName.Dns(base);
    GeneralName dns = new GeneralName.Dns(name);

    assertEquals(contains, Subtree.contains(tree, dns));
    assertEquals(intersects, Subtree.intersects(tree, dns));
  }

  @ParameterizedTest
  @CsvSource({
    "user@example.com, user@EXAMPLE.com, true",
    "user@example.com, User@example.com, false",
    "example.com, user@example.com, true",
    "example.com, user@sub.example.com, false",
    ".example.com, user@sub.example.com, true",
    ".example.com, user@example.com, false"
  })
  void knowsSubtreesOfMailboxes(String base, String name, boolean contains) {
    assertEquals(
        contains, Subtree.contains(new GeneralName.Email(base), new GeneralName.Email(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, https://example.com/path, true",
    "example.com, https://user@example.com:8443/, true",
    "example.com, https://www.example.com/, false",
    ".example.com, https://www.example.com/, true",
    ".example.com, https://example.com/, false"
  })
  void knowsSubtreesOfUris(String base, String name, boolean contains) {
    assertEquals(contains, Subtree.contains(new GeneralName.Uri(base), new GeneralName.Uri(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:uuid:1", "https://192.0.2.1/", "https:///", "https://a\u0000b/"})
  void cannotCompareUrisWithoutAHostName(String uri) {
    assertEquals(false, Subtree.isComparable(new GeneralName.Uri(uri)));
  }

  @Test
  void knowsPublicSuffixesWithWildcardsAndExceptions() {
    PublicSuffixes suffixes =
        PublicSuffixes.of(List.of("com", "co.uk", "*.ck", "!www.ck", "b\u00fccher.example"));

    assertEquals(
        List.of(true, true, true, false, false, true),
        List.of("com", "CO.UK", "anything.ck", "www.ck", "example.com", "xn--bcher-kva.example")
            .stream()
            .map(suffixes::contains)
            .toList());
  }
}
