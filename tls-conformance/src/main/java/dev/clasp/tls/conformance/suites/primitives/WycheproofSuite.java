package dev.clasp.tls.conformance.suites.primitives;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.Provider;
import dev.clasp.tls.conformance.suites.SuiteFiles;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.conformance.suites.VectorSuite;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.SigningFailed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Project Wycheproof (C2SP): each file says what kind of test it holds, so any of its directories
 * will do. Case ids are {@code file#tcId}.
 */
public final class WycheproofSuite implements VectorSuite {
  private static final String SUFFIX = "_test.json";

  private final Path directory;
  private final SymmetricChecks symmetric;
  private final AgreementChecks agreement;
  private final SignatureChecks signatures;

  /**
   * @param directory the files, or above them
   */
  public WycheproofSuite(Path directory, Provider provider) {
    // Zeros for randomness: of signatures that draw any, the files hold the deterministic ones.
    CryptoProvider crypto = provider.crypto(target -> Arrays.fill(target, (byte) 0));
    this.directory = directory;
    this.symmetric = new SymmetricChecks(crypto);
    this.agreement = new AgreementChecks(crypto);
    this.signatures = new SignatureChecks(crypto);
  }

  @Override
  public String name() {
    return "Wycheproof";
  }

  /** One file is in memory at a time. */
  @Override
  public Stream<VectorCase> cases() throws UnusableSuite {
    List<Path> files = SuiteFiles.below(directory, SUFFIX);
    if (files.isEmpty()) {
      throw new UnusableSuite(directory, "no file named *%s in it".formatted(SUFFIX));
    }
    return files.stream().flatMap(this::cases);
  }

  private Stream<VectorCase> cases(Path file) {
    String name = String.valueOf(file.getFileName()).replace(SUFFIX, "");
    JsonNode root;
    try {
      root = SuiteFiles.json(file, "testGroups");
    } catch (UnusableSuite e) {
      return Stream.of(
          new VectorCase(
              name,
              () -> {
                throw e;
              }));
    }
    String algorithm = root.path("algorithm").asText();
    return StreamSupport.stream(root.get("testGroups").spliterator(), false)
        .flatMap(
            group ->
                StreamSupport.stream(group.get("tests").spliterator(), false)
                    .map(test -> new WycheproofVector(algorithm, group, test)))
        .map(
            vector -> {
              String id = name + "#" + vector.number("tcId");
              return new VectorCase(id, () -> run(id, vector));
            });
  }

  private CaseResult run(String id, WycheproofVector vector) throws SigningFailed {
    try {
      String comment = vector.test().path("comment").asText();
      return CaseResult.of(id, expected(vector), react(vector).toString(), comment);
    } catch (NotApplicable e) {
      return CaseResult.skipped(id, String.valueOf(e.getMessage()));
    }
  }

  /**
   * "Acceptable" is decided here, for all providers alike.
   *
   * <p>Accepted are points on the twist and X25519 values that are not canonical (RFC 7748 §5), RSA
   * with exponent 3, and PKCS#1 v1.5 signatures whose DigestInfo lacks the NULL (RFC 8017 §A.2.4).
   */
  private static String expected(WycheproofVector vector) {
    boolean refusable =
        vector.hasFlag("ZeroSharedSecret") // RFC 9846 §7.4.2
            || vector.hasFlag("CompressedPoint") // RFC 9846 §4.3.8.2
            || vector.hasFlag("InvalidAsn"); // bytes behind the point
    boolean refused =
        vector.result().equals("invalid")
            || (vector.result().equals("acceptable") && refusable); // bytes behind the point
    return (refused ? Reaction.REFUSED : Reaction.ACCEPTED).toString();
  }

  private Reaction react(WycheproofVector vector) throws NotApplicable, SigningFailed {
    return switch (vector.type()) {
      case "AeadTest" -> symmetric.aead(vector);
      case "MacTest" -> symmetric.hmac(vector);
      case "HkdfTest" -> symmetric.hkdf(vector);
      case "XdhComp" -> agreement.xdh(vector);
      case "EcdhEcpointTest" -> agreement.ecPoint(vector);
      case "EcdhTest" -> agreement.ecKey(vector);
      case "MLKEMKeyGen" -> agreement.mlKemKeyGeneration(vector);
      case "MLKEMEncapsTest" -> agreement.mlKemEncapsulation(vector);
      case "MLKEMTest" -> agreement.mlKemDecapsulation(vector);
      case "EcdsaVerify" -> signatures.ecdsa(vector);
      case "EddsaVerify" -> signatures.eddsa(vector);
      case "RsassaPkcs1Verify" -> signatures.rsaPkcs1(vector);
      case "RsassaPssVerify" -> signatures.rsaPss(vector, false);
      case "RsassaPssWithParametersVerify" -> signatures.rsaPss(vector, true);
      case "MlDsaVerify" -> signatures.mlDsa(vector);
      case "RsassaPkcs1Generate" -> signatures.signRsaPkcs1(vector);
      case "MlDsaSign" -> signatures.signMlDsa(vector);
      case "IndCpaTest" ->
          throw new NotApplicable("AES-CBC with PKCS#5 padding: TLS pads otherwise");
      case "PrimalityTest" -> throw new NotApplicable("tests of primes: none are made here");
      case "XdhAsnComp" ->
          throw new NotApplicable("X25519 and X448 in a key format that TLS does not use");
      case "MLKEMDecapsValidationTest" ->
          throw new NotApplicable("ML-KEM private keys in expanded form: TLS never reads one");
      case "RsaesPkcs1Decrypt" ->
          throw new NotApplicable(
              "RSA decryption of any length: TLS has that of its own secret only");
      default -> throw new NotApplicable("tests of type %s".formatted(vector.type()));
    };
  }
}
