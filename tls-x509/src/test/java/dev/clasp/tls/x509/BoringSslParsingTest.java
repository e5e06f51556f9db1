package dev.clasp.tls.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerWriter;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Certificates and names of BoringSSL's libpki, well formed and not. */
class BoringSslParsingTest {
  /**
   * Read here, refused there: a path length has no upper bound in RFC 5280; whether an empty
   * subject needs a critical subjectAltName is a matter of profiles; text outside its alphabet is
   * compared as bytes.
   */
  private static final Set<String> READ_HERE =
      Set.of(
          "basic_constraints_pathlen_256.pem",
          "issuer_bad_printable_string.pem",
          "subject_blank_subjectaltname_not_critical.pem",
          "subject_not_ascii.pem",
          "subject_not_printable_string.pem");

  /** Refused here, read there up to this point: algorithm identifiers that are none. */
  private static final Set<String> REFUSED_HERE =
      Set.of("cert_skeleton.pem", "failed_signature_algorithm.pem", "signature_algorithm_null.pem");

  @TestFactory
  Stream<DynamicTest> certificates() throws Exception {
    List<Path> files =
        list("vectors/boringssl-pki/parse_certificate_unittest").stream()
            .filter(file -> text(file).contains("-----BEGIN CERTIFICATE-----"))
            .toList();
    assertEquals(71, files.size(), "files went missing");
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> checkCertificate(file)));
  }

  private static void checkCertificate(Path file) throws Exception {
    List<Bytes> errors = Pem.blocks(text(file), "ERRORS");
    boolean refusedThere =
        !errors.isEmpty()
            && new String(errors.get(0).toArray(), StandardCharsets.UTF_8).contains("ERROR:");
    Bytes der = Pem.blocks(text(file), "CERTIFICATE").get(0);
    boolean refused =
        refusedThere ? !READ_HERE.contains(name(file)) : REFUSED_HERE.contains(name(file));
    if (refused) {
      assertThrows(DerException.class, () -> Certificate.parse(der));
    } else {
      assertEquals(der, Certificate.parse(der).der());
    }
  }

  @TestFactory
  Stream<DynamicTest> malformedNames() throws Exception {
    List<Path> files =
        list("vectors/boringssl-pki/verify_name_match_unittest/names").stream()
            .filter(file -> name(file).startsWith("invalid-"))
            .toList();
    assertEquals(8, files.size(), "files went missing");
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file), () -> assertThrows(DerException.class, () -> readName(file))));
  }

  @Test
  void namesAreEqualWhateverTheirStringTypesCaseAndWhiteSpace() throws Exception {
    List<Path> files = list("vectors/boringssl-pki/verify_name_match_unittest/names");
    List<Path> ascii =
        files.stream()
            .filter(
                file ->
                    name(file)
                        .matches("ascii-[A-Z0-9]+-(unmangled|case_swap|extra_whitespace).pem"))
            .toList();
    assertEquals(15, ascii.size(), "files went missing");
    for (Path file : ascii) {
      assertEquals(readName(ascii.get(0)), readName(file), name(file));
    }
    for (String charset : List.of("unicode_bmp", "unicode_supplementary", "unicode-mixed")) {
      List<Path> same =
          files.stream().filter(file -> name(file).startsWith(charset + "-")).toList();
      assertTrue(same.size() >= 2, charset);
      for (Path file : same) {
        assertEquals(readName(same.get(0)), readName(file), name(file));
      }
    }
  }

  @Test
  void relativeNamesAreSets() throws Exception {
    for (String pair :
        List.of("ascii-PRINTABLESTRING-rdn_sorting", "ascii-mixed-rdn_dupetype_sorting")) {
      Path directory = TestData.require("vectors/boringssl-pki/verify_name_match_unittest/names");
      assertEquals(
          readName(directory.resolve(pair + "_1.pem")),
          readName(directory.resolve(pair + "_2.pem")));
    }
  }

  @Test
  void anAttributeMoreIsAnotherName() throws Exception {
    int checked = 0;
    for (Path file : list("vectors/boringssl-pki/verify_name_match_unittest/names")) {
      if (name(file).matches(".*-(dupe_attr|extra_attr|extra_rdn).pem")) {
        Path base = file.resolveSibling(name(file).replaceAll("-[a-z]+_[a-z]+.pem$", ".pem"));
        assertNotEquals(readName(base), readName(file), name(file));
        checked++;
      }
    }
    assertEquals(45, checked, "files went missing");
  }

  @TestFactory
  Stream<DynamicTest> policies() throws Exception {
    List<Path> files = list("vectors/boringssl-pki/certificate_policies_unittest");
    assertEquals(14, files.size(), "files went missing");
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> checkPolicies(file)));
  }

  /** As it would be read from a certificate. */
  private static Extension extension(Oid id, Bytes value) throws DerException {
    Bytes fields =
        DerWriter.element(Tag.OBJECT_IDENTIFIER, id.content())
            .plus(DerWriter.element(Tag.OCTET_STRING, value));
    Bytes list = DerWriter.element(Tag.SEQUENCE, DerWriter.element(Tag.SEQUENCE, fields));
    return Extension.decodeAll(DerReader.only(list, Tag.SEQUENCE, "test")).get(id);
  }

  private static void checkPolicies(Path file) throws Exception {
    Bytes value = Pem.blocks(text(file), "CERTIFICATE POLICIES").get(0);
    Extension extension = extension(Oids.CERTIFICATE_POLICIES, value);
    if (name(file).startsWith("invalid")) {
      assertThrows(DerException.class, () -> CertificatePolicies.decodePolicies(extension));
    } else {
      assertTrue(!CertificatePolicies.decodePolicies(extension).identifiers().isEmpty());
    }
  }

  @TestFactory
  Stream<DynamicTest> mlDsaCertificates() throws Exception {
    Path directory = TestData.require("vectors/pqc-certs/mldsa");
    return Stream.of("44", "65", "87")
        .map(
            size ->
                DynamicTest.dynamicTest(
                    "ML-DSA-" + size,
                    () -> {
                      Path file = directory.resolve("ML-DSA-" + size + ".crt");
                      Certificate certificate = Certificate.fromPem(text(file)).get(0);
                      assertEquals(
                          "MLDSA" + size, certificate.publicKey().orElseThrow().kind().name());
                      SignatureChecker checker =
                          SignatureChecker.of(CryptoProviders.standard().verifiers());
                      assertEquals(
                          SignatureChecker.Outcome.VALID,
                          checker.check(
                              certificate.signature(),
                              certificate.subjectPublicKeyInfo(),
                              certificate.tbsCertificate(),
                              certificate.signatureValue()));
                    }));
  }

  private static Name readName(Path file) throws DerException {
    return Name.decode(DerReader.only(Pem.blocks(text(file), "NAME").get(0), Tag.SEQUENCE, "name"));
  }

  private static List<Path> list(String relative) throws IOException {
    try (Stream<Path> files = Files.list(TestData.require(relative))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
