package dev.clasp.tls.conformance.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.pki.PemFiles;
import dev.clasp.tls.conformance.pki.UnusableFile;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.Attempt;
import dev.clasp.tls.x509.path.CertificateValidator;
import dev.clasp.tls.x509.path.Explanation;
import dev.clasp.tls.x509.path.Profile;
import dev.clasp.tls.x509.path.PublicSuffixes;
import dev.clasp.tls.x509.path.Purpose;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.Rule;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clasp verify}: says whether a chain of certificates is to be believed, and why not. */
@Command(
    name = "verify",
    description = {
      "Says whether a certificate is to be believed, and if not, why and what to do.",
      "The file holds the certificate first, then those that a server sends with it."
    },
    footer = {
      "",
      "Example: would clients that trust our CA accept this server?",
      "  clasp verify chain.pem --ca ca.pem --name www.example.com"
    })
final class VerifyCommand implements Callable<Integer> {
  /** The rules to apply, as one types them. */
  enum Rules {
    RFC5280(Profile.RFC5280),
    STRICT(Profile.RFC5280_STRICT),
    WEBPKI(Profile.WEBPKI);

    private final Profile profile;

    Rules(Profile profile) {
      this.profile = profile;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the certificate is for, as one types it. */
  enum Use {
    SERVER(Purpose.TLS_SERVER),
    CLIENT(Purpose.TLS_CLIENT);

    private final Purpose purpose;

    Use(Purpose purpose) {
      this.purpose = purpose;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "CHAIN.pem", description = "The certificate, then its intermediates.")
  private Path file = Path.of(""); // always replaced: the parameter is required

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Trust these CAs, in PEM, instead of those that Java trusts.")
  private Optional<Path> authorities = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "HOST",
      description = "The name or IP address the certificate must be for; without it any will do.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "The time to check for, such as 2026-11-23 or 2026-11-23T18:00:00Z; or now.")
  private Optional<Instant> at = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "The rules: rfc5280, the default, has what security needs; strict also what RFC 5280"
              + " demands of CAs; webpki what the CA/Browser Forum demands.")
  private Rules rules = Rules.RFC5280;

  @Option(
      names = "--purpose",
      paramLabel = "USE",
      description = "What it is for: ${COMPLETION-CANDIDATES}; by default server.")
  private Use use = Use.SERVER;

  @Mixin private RevocationOptions revocation = new RevocationOptions();

  @Option(names = "--explain", description = "Show every path that was tried and each finding.")
  private boolean explain;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws CommandFailure, UnusableFile {
    List<Certificate> chain = PemFiles.certificates(file);
    Instant time =
        at.orElseGet(() -> InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
    Explanation explanation = validator(time).explain(chain, revocation.evidence(), names());
    Optional<Diagnosis> diagnosis =
        explanation.accepted()
            ? Optional.empty()
            : Optional.of(Diagnosis.of(explanation, chain, time));
    json.write(
        spec.commandLine(),
        text(explanation, diagnosis, time),
        () -> asJson(explanation, diagnosis, time));
    return explanation.accepted() ? ExitCode.OK : ExitCode.FAILED;
  }

  private String text(Explanation explanation, Optional<Diagnosis> diagnosis, Instant time) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %s\n"
            .formatted(
                diagnosis.isEmpty() ? "valid" : "NOT VALID",
                explanation.leaf().certificate().subject()));
    text.append(
        "  checked for %s, as a %s, at %s, by %s\n"
            .formatted(name.orElse("any name"), use, time, rules));
    diagnosis.ifPresentOrElse(
        found -> {
          text.append("\n  %s\n  What to do: %s\n".formatted(found.problem(), found.advice()));
          Rule rule = explanation.primary().orElseThrow().rule();
          text.append("  (rule %s, %s)\n".formatted(rule.id(), rule.clause()));
        },
        () -> text.append("  path: %s\n".formatted(String.join(" <- ", path(explanation)))));
    if (explain) {
      text.append("\nWhat was tried, from the certificate up:\n\n")
          .append(explanation.attemptsToText().indent(2));
    }
    return text.toString();
  }

  /** The subjects of the accepted path, leaf first. */
  private static List<String> path(Explanation explanation) {
    List<String> subjects = new ArrayList<>();
    Optional<Attempt> next = Optional.of(explanation.leaf());
    while (next.isPresent()) {
      Attempt attempt = next.get();
      subjects.add(attempt.certificate().subject().toString());
      next = attempt.issuers().stream().filter(Attempt::accepted).findFirst();
    }
    return subjects;
  }

  private String asJson(Explanation explanation, Optional<Diagnosis> diagnosis, Instant time) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("format", "clasp-verify/1");
    root.put("valid", explanation.accepted());
    root.put("file", file.toString());
    root.put("at", time.toString());
    root.put("profile", rules.toString());
    root.put("purpose", use.toString());
    name.ifPresent(wanted -> root.put("name", wanted));
    diagnosis.ifPresent(
        found -> {
          root.put("problem", found.problem());
          root.put("advice", found.advice());
        });
    root.put("passed", explanation.accepted() ? 1 : 0);
    root.put("failed", explanation.accepted() ? 0 : 1);
    root.put("skipped", 0);
    root.put("inconclusive", 0);
    try {
      root.set("explanation", mapper.readTree(explanation.toJson()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("tls-x509 wrote an explanation that is no JSON", e);
    }
    return root.toPrettyString() + "\n";
  }

  private CertificateValidator validator(Instant time) throws CommandFailure, UnusableFile {
    TrustStore trust =
        authorities.isPresent()
            ? TrustStore.of(PemFiles.certificates(authorities.get()))
            : ConnectCommand.javaAnchors();
    CertificateValidator.Builder builder =
        CertificateValidator.builder(trust, NegotiationOptions.CRYPTO.verifiers())
            .profile(rules.profile)
            .clock(InstantSource.fixed(time))
            .publicSuffixes(suffixes())
            .purpose(use.purpose);
    revocation.policy(NegotiationOptions.CRYPTO.hashes()).ifPresent(builder::revocation);
    return builder.build();
  }

  private static PublicSuffixes suffixes() throws CommandFailure {
    try {
      return PublicSuffixes.ofJdk(Path.of(System.getProperty("java.home")));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the list of public suffixes of this Java cannot be read: " + e.getMessage(),
          e);
    }
  }

  private List<ReferenceIdentity> names() throws CommandFailure {
    if (name.isEmpty()) {
      return List.of();
    }
    try {
      return List.of(ReferenceIdentity.of(name.get()));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "'%s' is neither a host name nor an IP address".formatted(name.get()), e);
    }
  }
}
