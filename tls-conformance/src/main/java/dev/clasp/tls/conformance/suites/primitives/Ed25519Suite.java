package dev.clasp.tls.conformance.suites.primitives;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.Provider;
import dev.clasp.tls.conformance.suites.SuiteFiles;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.conformance.suites.VectorSuite;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Ed25519 vectors of CCTV (C2SP): signatures that verifiers disagree on, since they consist of
 * points of low order, points that are not canonical, or solve the equation with the cofactor only.
 *
 * <p>Decided here: points that are not canonical are refused (RFC 8032 §5.1.3). RFC 8032 §5.1.7
 * states the equation with the cofactor and allows the one without; each library must keep to one:
 * the JDK to that without, Bouncy Castle to that with it, and it refuses public keys of low order.
 */
public final class Ed25519Suite implements VectorSuite {
  /** What lies before the key in an Ed25519 SubjectPublicKeyInfo (RFC 8410 §4). */
  private static final Bytes KEY_HEADER = Bytes.fromHex("302a300506032b6570032100");

  private final Path file;
  private final CryptoProvider crypto;
  private final boolean usesTheCofactor;

  /**
   * @param file ed25519vectors.json
   */
  public Ed25519Suite(Path file, Provider provider) {
    this.file = file;
    this.crypto = provider.crypto();
    this.usesTheCofactor = provider != Provider.JCA;
  }

  @Override
  public String name() {
    return "CCTV Ed25519";
  }

  @Override
  public Stream<VectorCase> cases() throws UnusableSuite {
    JsonNode root = SuiteFiles.json(file);
    List<VectorCase> cases = new ArrayList<>();
    for (JsonNode vector : root) {
      if (!vector.has("number") || !vector.has("sig")) {
        throw new UnusableSuite(file, "no 'number' and 'sig': not a file of this suite");
      }
      String id = "ed25519#" + vector.get("number").asText();
      cases.add(new VectorCase(id, () -> run(id, vector)));
    }
    return cases.stream();
  }

  private CaseResult run(String id, JsonNode vector) throws InvalidKey {
    Set<String> flags = new HashSet<>();
    vector.path("flags").forEach(flag -> flags.add(flag.asText()));
    Bytes key = KEY_HEADER.plus(Bytes.fromHex(vector.get("key").asText()));
    boolean valid =
        crypto
            .verifiers()
            .verify(
                SignatureAlgorithm.ED25519,
                PublicKeyInfo.decode(key),
                Bytes.copyOf(vector.get("msg").asText().getBytes(StandardCharsets.UTF_8)),
                Bytes.fromHex(vector.get("sig").asText()));
    Reaction actual = valid ? Reaction.ACCEPTED : Reaction.REFUSED;
    return CaseResult.of(
        id, expected(flags).toString(), actual.toString(), String.join(", ", flags));
  }

  private Reaction expected(Set<String> flags) {
    boolean canonical = !flags.contains("non_canonical_R") && !flags.contains("non_canonical_A");
    boolean valid =
        usesTheCofactor ? !flags.contains("low_order_A") : !flags.contains("low_order_residue");
    return canonical && valid ? Reaction.ACCEPTED : Reaction.REFUSED;
  }
}
