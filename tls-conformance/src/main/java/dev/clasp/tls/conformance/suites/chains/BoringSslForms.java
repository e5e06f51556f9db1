package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.AlgorithmIdentifier;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Name;
import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerWriter;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What libpki reads and what it does not: certificates, policies, name constraints, alternative
 * names, names; and signatures over data.
 */
final class BoringSslForms {
  private static final String READ = "read";
  private static final String REFUSED = "refused";

  /** Whose names tell of no fault; all other signatures are wrong in some way. */
  private static final Set<String> GOOD_SIGNATURES =
      Set.of(
          "ecdsa-prime256v1-sha512.pem",
          "ecdsa-secp384r1-sha256.pem",
          "mldsa-44.pem",
          "mldsa-65.pem",
          "mldsa-87.pem",
          "rsa-pkcs1-sha1.pem",
          "rsa-pkcs1-sha256.pem",
          "rsa-pss-sha256.pem",
          "rsa2048-pkcs1-sha512.pem");

  private final Path directory;

  private interface Trial {
    String run(Path file) throws Exception;
  }

  BoringSslForms(Path directory) {
    this.directory = directory;
  }

  Stream<VectorCase> cases() throws UnusableSuite {
    return Stream.of(
            certificates(),
            forms(
                "certificate_policies_unittest", "CERTIFICATE POLICIES", BoringSslForms::policies),
            forms("name_constraints_unittest", "NAME CONSTRAINTS", BoringSslForms::constraints),
            forms(
                "name_constraints_unittest",
                "SUBJECT ALTERNATIVE NAME",
                BoringSslForms::alternativeNames),
            forms("verify_name_match_unittest", "NAME", BoringSslForms::name),
            signatures())
        .flatMap(part -> part);
  }

  private Stream<VectorCase> certificates() throws UnusableSuite {
    String test = "parse_certificate_unittest";
    return BoringSslFiles.of(directory, test)
        .filter(file -> has(file, "CERTIFICATE"))
        .map(
            file ->
                vectorCase(
                    file,
                    test,
                    BoringSslForms::expectedByErrors,
                    each -> Certificate.parse(BoringSslFiles.required(each, "CERTIFICATE"))));
  }

  private static String expectedByErrors(Path file) throws UnusableSuite, DerException {
    Optional<Bytes> errors = BoringSslFiles.block(file, "ERRORS");
    boolean refused =
        errors
            .map(text -> new String(text.toArray(), StandardCharsets.UTF_8))
            .filter(text -> text.contains("ERROR:"))
            .isPresent();
    return refused ? REFUSED : READ;
  }

  /** The files with this block; those to be refused have invalid in their names. */
  private Stream<VectorCase> forms(String test, String label, Reading reading)
      throws UnusableSuite {
    return BoringSslFiles.of(directory, test)
        .filter(file -> has(file, label))
        .map(
            file ->
                vectorCase(
                    file,
                    test,
                    BoringSslForms::expectedByName,
                    each -> reading.read(BoringSslFiles.required(each, label))));
  }

  /** RFC 5280 §4.2.1.10: a subtree has neither a minimum nor a maximum. */
  private static String expectedByName(Path file) {
    String name = BoringSslFiles.name(file);
    return name.contains("invalid") || name.contains("with_m") ? REFUSED : READ;
  }

  private interface Reading {
    Object read(Bytes der) throws Exception;
  }

  private interface FileReading {
    Object read(Path file) throws Exception;
  }

  private static VectorCase vectorCase(
      Path file, String test, Trial expected, FileReading reading) {
    String id = BoringSslFiles.id(file, test);
    return new VectorCase(
        id,
        () -> {
          String actual = READ;
          String detail = "";
          try {
            reading.read(file);
          } catch (DerException e) {
            actual = REFUSED;
            detail = String.valueOf(e.getMessage());
          }
          return BoringSslDifferences.explain(
              CaseResult.of(id, expected.run(file), actual, detail));
        });
  }

  private static boolean has(Path file, String label) {
    try {
      return BoringSslFiles.block(file, label).isPresent();
    } catch (UnusableSuite | DerException e) {
      return true; // then reading it says what is wrong
    }
  }

  private static Object policies(Bytes value) throws DerException {
    return CertificateAround.extension(Oids.CERTIFICATE_POLICIES, value).extensions().policies();
  }

  private static Object constraints(Bytes value) throws DerException {
    return CertificateAround.extension(Oids.NAME_CONSTRAINTS, value)
        .extensions()
        .nameConstraints()
        .orElseThrow();
  }

  private static Object alternativeNames(Bytes value) throws DerException {
    return CertificateAround.extension(Oids.SUBJECT_ALT_NAME, value).extensions().subjectAltNames();
  }

  private static Object name(Bytes der) throws DerException {
    return Name.decode(DerReader.only(der, Tag.SEQUENCE, "name")).relativeNames();
  }

  private Stream<VectorCase> signatures() throws UnusableSuite {
    String test = "verify_signed_data_unittest";
    return BoringSslFiles.of(directory, test)
        .map(
            file -> {
              String id = BoringSslFiles.id(file, test);
              boolean good = GOOD_SIGNATURES.contains(BoringSslFiles.name(file));
              return new VectorCase(
                  id,
                  () ->
                      BoringSslDifferences.explain(
                          CaseResult.of(
                              id,
                              good ? "valid" : "invalid",
                              verify(file) ? "valid" : "invalid",
                              "")));
            });
  }

  private static boolean verify(Path file) throws UnusableSuite {
    try {
      AlgorithmIdentifier algorithm =
          AlgorithmIdentifier.decode(
              DerReader.only(
                  BoringSslFiles.required(file, "ALGORITHM"), Tag.SEQUENCE, "algorithm"));
      Bytes signature =
          DerReader.only(
                  BoringSslFiles.required(file, "SIGNATURE"), Tag.BIT_STRING, "signatureValue")
              .asOctetBitString();
      return SignatureChecker.insecure(
                  SignatureChecker.of(CryptoProviders.standard().verifiers()),
                  CryptoProviders.insecureSignatures())
              .check(
                  algorithm,
                  BoringSslFiles.required(file, "PUBLIC KEY"),
                  BoringSslFiles.required(file, "DATA"),
                  signature)
          == SignatureChecker.Outcome.VALID;
    } catch (DerException malformed) {
      return false;
    }
  }

  /** The least certificate that has one extension, for the sake of reading that. */
  private static final class CertificateAround {
    private static final Bytes BEFORE_EXTENSIONS =
        Bytes.fromHex(
            """
            a003020102 020101 300a06082a8648ce3d040302 3000
            301e 170d3236303130313030303030305a 170d3336303130313030303030305a
            300c310a300806035504030c0178 300c300506032b6570030300 0000""");
    private static final Bytes ECDSA_SHA256 = Bytes.fromHex("300a06082a8648ce3d040302");

    static Certificate extension(Oid id, Bytes value) throws DerException {
      Bytes extension =
          sequence(
              DerWriter.element(Tag.OBJECT_IDENTIFIER, id.content()),
              DerWriter.element(Tag.BOOLEAN, Bytes.of(0xFF)),
              DerWriter.element(Tag.OCTET_STRING, value));
      Bytes tbs =
          sequence(
              BEFORE_EXTENSIONS, DerWriter.element(Tag.contextConstructed(3), sequence(extension)));
      Bytes signature = DerWriter.element(Tag.BIT_STRING, Bytes.of(0, 0));
      return Certificate.parse(sequence(tbs, ECDSA_SHA256, signature));
    }

    private static Bytes sequence(Bytes... fields) {
      return DerWriter.element(Tag.SEQUENCE, Bytes.concat(fields));
    }
  }
}
