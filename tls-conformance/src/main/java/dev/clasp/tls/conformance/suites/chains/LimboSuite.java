package dev.clasp.tls.conformance.suites.chains;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.SuiteFiles;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.conformance.suites.VectorSuite;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.Pem;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.PolicyInputs;
import dev.clasp.tls.x509.path.Profile;
import dev.clasp.tls.x509.path.Purpose;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * x509-limbo (C2SP): what a certificate validator should accept and refuse, and for what reason.
 *
 * <p>Its cases contradict each other unless a validator has profiles, so each namespace gets one:
 * {@code webpki::} and {@code online::} the web's, all others {@link Profile#RFC5280_STRICT}.
 */
public final class LimboSuite implements VectorSuite {
  private static final String SUCCESS = "SUCCESS";
  private static final String FAILURE = "FAILURE";

  private final Path file;
  private final ChainJudge judge;
  private final InstantSource clock;

  /**
   * @param file {@code limbo.json}
   * @param clock for the cases that say no time
   */
  public LimboSuite(Path file, ChainJudge judge, InstantSource clock) {
    this.file = file;
    this.judge = judge;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "x509-limbo";
  }

  @Override
  public Stream<VectorCase> cases() throws UnusableSuite {
    JsonNode tests = SuiteFiles.json(file, "testcases").get("testcases");
    return StreamSupport.stream(tests.spliterator(), false)
        .map(test -> new VectorCase(test.get("id").asText(), () -> run(test)));
  }

  private CaseResult run(JsonNode test) throws GeneralSecurityException, DerException {
    String id = test.get("id").asText();
    Optional<String> obstacle = obstacle(test);
    if (obstacle.isPresent()) {
      return CaseResult.skipped(id, obstacle.get());
    }
    Answer answer = judge.judge(question(test));
    return CaseResult.of(
        id,
        test.get("expected_result").asText(),
        answer.accepted() ? SUCCESS : FAILURE,
        answer.reason());
  }

  /** What a case asks that nothing here understands. */
  private static Optional<String> obstacle(JsonNode test) {
    if (!test.path("signature_algorithms").isEmpty()) {
      return Optional.of("restricts the signature algorithms, which no validator here lets one do");
    }
    return purpose(test).isEmpty()
        ? Optional.of("extended_key_usage: none or more than one purpose known here")
        : Optional.empty();
  }

  private ChainQuestion question(JsonNode test) throws DerException {
    JsonNode depth = test.get("max_chain_depth");
    return new ChainQuestion(
        certificate(test.get("peer_certificate").asText()),
        blocks(test.get("untrusted_intermediates"), "CERTIFICATE"),
        false,
        blocks(test.get("trusted_certs"), "CERTIFICATE"),
        blocks(test.path("crls"), "X509 CRL"),
        time(test),
        profile(test.get("id").asText()).rules(),
        purpose(test).orElseThrow(),
        keyUsage(test),
        names(test),
        depth.isNull() ? OptionalInt.empty() : OptionalInt.of(depth.asInt()),
        PolicyInputs.ANY);
  }

  private static Profile profile(String id) {
    return id.startsWith("webpki::") || id.startsWith("online::")
        ? Profile.WEBPKI
        : Profile.RFC5280_STRICT;
  }

  private Instant time(JsonNode test) {
    JsonNode time = test.get("validation_time");
    return time.isNull() ? clock.instant() : OffsetDateTime.parse(time.asText()).toInstant();
  }

  private static Optional<Purpose> purpose(JsonNode test) {
    JsonNode usages = test.path("extended_key_usage");
    boolean server = test.get("validation_kind").asText().equals("SERVER");
    if (usages.isEmpty()) {
      return Optional.of(server ? Purpose.TLS_SERVER : Purpose.TLS_CLIENT);
    }
    if (usages.size() > 1) {
      return Optional.empty();
    }
    return switch (usages.get(0).asText()) {
      case "serverAuth" -> Optional.of(Purpose.TLS_SERVER);
      case "clientAuth" -> Optional.of(Purpose.TLS_CLIENT);
      case "emailProtection" -> Optional.of(Purpose.EMAIL);
      case "codeSigning" -> Optional.of(Purpose.CODE_SIGNING);
      case "OCSPSigning" -> Optional.of(Purpose.OCSP_SIGNING);
      case "anyExtendedKeyUsage" -> Optional.of(Purpose.ANY);
      default -> Optional.empty();
    };
  }

  private static Set<KeyUsage.Bit> keyUsage(JsonNode test) {
    Set<KeyUsage.Bit> bits = new HashSet<>();
    for (JsonNode usage : test.path("key_usage")) {
      String constant = usage.asText().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
      bits.add(KeyUsage.Bit.valueOf(constant.replace("C_R_L", "CRL")));
    }
    return bits;
  }

  private static List<PeerName> names(JsonNode test) {
    List<PeerName> names = new ArrayList<>();
    if (!test.path("expected_peer_name").isNull()) {
      names.add(name(test.get("expected_peer_name")));
    }
    test.path("expected_peer_names").forEach(name -> names.add(name(name)));
    return names;
  }

  private static PeerName name(JsonNode name) {
    return new PeerName(name.get("value").asText(), name.get("kind").asText().equals("RFC822"));
  }

  private static Bytes certificate(String pem) throws DerException {
    return Pem.blocks(pem, "CERTIFICATE").get(0);
  }

  private static List<Bytes> blocks(JsonNode pems, String label) throws DerException {
    List<Bytes> blocks = new ArrayList<>();
    for (JsonNode pem : pems) {
      blocks.addAll(Pem.blocks(pem.asText(), label));
    }
    return blocks;
  }
}
