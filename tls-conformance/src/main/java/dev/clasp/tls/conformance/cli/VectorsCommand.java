package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.suites.Outcome;
import dev.clasp.tls.conformance.suites.RecordedFlowsSuite;
import dev.clasp.tls.conformance.suites.ReportJson;
import dev.clasp.tls.conformance.suites.ReportText;
import dev.clasp.tls.conformance.suites.Rfc8448Suite;
import dev.clasp.tls.conformance.suites.SuiteReport;
import dev.clasp.tls.conformance.suites.SuiteRunner;
import dev.clasp.tls.conformance.suites.Tls12Suite;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorSuite;
import dev.clasp.tls.conformance.suites.bettertls.BetterTlsSuite;
import dev.clasp.tls.conformance.suites.bettertls.NameConstraintSuite;
import dev.clasp.tls.conformance.suites.bettertls.PathBuildingSuite;
import dev.clasp.tls.conformance.suites.chains.BoringSslSuite;
import dev.clasp.tls.conformance.suites.chains.ChainJudge;
import dev.clasp.tls.conformance.suites.chains.LimboSuite;
import dev.clasp.tls.conformance.suites.chains.PkitsSuite;
import dev.clasp.tls.conformance.suites.chains.PqcCertificateSuite;
import dev.clasp.tls.conformance.suites.primitives.AcvpSuite;
import dev.clasp.tls.conformance.suites.primitives.Ed25519Suite;
import dev.clasp.tls.conformance.suites.primitives.WycheproofSuite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clasp vectors}: runs test suites that others wrote. */
@Command(
    name = "vectors",
    description = {
      "Runs test vectors: those of the RFCs, and suites of others where their files lie.",
      "Prints the totals and everything that did not pass; a case that cannot run is skipped",
      "with its reason. Exit code 1 when a case failed, 3 when one gave no answer."
    },
    synopsisSubcommandLabel = "SUITE",
    footer = {
      "",
      "Example: the JDK's certificate validator on x509-limbo:",
      "  clasp vectors limbo x509-limbo/limbo.json --provider jca"
    })
final class VectorsCommand {
  private static final int PROGRESS_STEP = 100; // cases

  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Command(
      name = "rfc",
      description = "Replays the traces of RFC 8448, which come with Clasp.",
      footer = {"", "Example: all of them:", "  clasp vectors rfc"})
  int rfc(@Mixin VectorsOptions options) throws CommandFailure {
    return run(new Rfc8448Suite(options.provider()), options, ReportJson::clasp);
  }

  @Command(
      name = "tls12",
      description = {
        "Replays recorded TLS 1.2 connections, one and more for every key exchange and every kind",
        "of record protection, with their keys; they come with Clasp."
      },
      footer = {"", "Example: RSA key transport alone:", "  clasp vectors tls12 --limit 'rsa:*'"})
  int tls12(@Mixin VectorsOptions options) throws CommandFailure {
    return run(new Tls12Suite(options.provider()), options, ReportJson::clasp);
  }

  @Command(
      name = "flows",
      description = {
        "Follows the connections that Go's crypto/tls recorded for its tests: TLS 1.2 and 1.3,",
        "every message, and every record whose keys follow from the test's fixed randomness."
      },
      footer = {
        "",
        "Example: those of TLS 1.2 only:",
        "  clasp vectors flows DIR --limit '*TLSv12*'"
      })
  int flows(
      @Parameters(paramLabel = "DIR", description = "The recordings, or above them.")
          Path directory,
      @Mixin VectorsOptions options)
      throws CommandFailure {
    return run(new RecordedFlowsSuite(directory, options.provider()), options, ReportJson::clasp);
  }

  @Command(
      name = "wycheproof",
      description = "Runs Project Wycheproof, cases for cryptographic primitives.",
      footer = {
        "",
        "Example: X25519 alone:",
        "  clasp vectors wycheproof wycheproof/testvectors_v1 --limit 'x25519#*'"
      })
  int wycheproof(
      @Parameters(paramLabel = "DIR", description = "The files *_test.json, or above them.")
          Path directory,
      @Mixin VectorsOptions options)
      throws CommandFailure {
    return run(new WycheproofSuite(directory, options.provider()), options, ReportJson::clasp);
  }

  @Command(
      name = "acvp",
      description = {
        "Runs sets of NIST's ACVP, cases for cryptographic primitives: questions in vectors/",
        "with their answers in expected/, or both in one file."
      },
      footer = {"", "Example: ML-KEM alone:", "  clasp vectors acvp acvp/ --limit 'ML-KEM*'"})
  int acvp(
      @Parameters(paramLabel = "DIR", description = "The files *.json, or above them.")
          Path directory,
      @Mixin VectorsOptions options)
      throws CommandFailure {
    return run(new AcvpSuite(directory, options.provider()), options, ReportJson::clasp);
  }

  @Command(
      name = "ed25519",
      description = "Runs CCTV's Ed25519 signatures that verifiers disagree on.",
      footer = {
        "",
        "Example: the JDK's verdicts:",
        "  clasp vectors ed25519 ed25519vectors.json --provider jca"
      })
  int ed25519(
      @Parameters(paramLabel = "FILE", description = "ed25519vectors.json") Path file,
      @Mixin VectorsOptions options)
      throws CommandFailure {
    return run(new Ed25519Suite(file, options.provider()), options, ReportJson::clasp);
  }

  @Command(
      name = "limbo",
      description = {
        "Runs x509-limbo, cases for certificate validators.",
        "With --json the results are in limbo's own format."
      },
      footer = {
        "",
        "Example: the cases on name constraints:",
        "  clasp vectors limbo limbo.json --limit 'rfc5280::nc::*'"
      })
  int limbo(
      @Parameters(paramLabel = "FILE", description = "limbo.json") Path file,
      @Mixin VectorsOptions options)
      throws CommandFailure {
    return run(
        new LimboSuite(file, judge(options), InstantSource.system()), options, ReportJson::limbo);
  }

  @Command(
      name = "pkits",
      description = "Runs NIST's PKITS, cases for path validation with policies and CRLs.",
      footer = {
        "",
        "Example: the policy sections:",
        "  clasp vectors pkits pkits/ --limit '4.8.*'"
      })
  int pkits(
      @Parameters(
              paramLabel = "DIR",
              description = "Has pkits_testcases.json, certs/ and crls/ in it.")
          Path directory,
      @Mixin VectorsOptions options)
      throws CommandFailure {
    return run(new PkitsSuite(directory, judgeOfItsTime(options)), options, ReportJson::clasp);
  }

  @Command(
      name = "boringssl",
      description = {
        "Runs the test data of BoringSSL's libpki, by its verdicts: chains, certificates, names,",
        "policies, constraints, CRLs, OCSP responses and signatures. Where Clasp answers otherwise on",
        "purpose, the case counts as failed and its line says why."
      },
      footer = {
        "",
        "Example: what is told of intermediates:",
        "  clasp vectors boringssl verify_certificate_chain_unittest --limit intermediate"
      })
  int boringSsl(
      @Parameters(paramLabel = "DIR", description = "One of its directories, or above them.")
          Path directory,
      @Mixin VectorsOptions options)
      throws CommandFailure {
    return run(
        new BoringSslSuite(directory, judge(options), options.provider()),
        options,
        ReportJson::clasp);
  }

  @Command(
      name = "pqc",
      description =
          "Reads the example certificates with ML-DSA and ML-KEM and checks who signed them.",
      footer = {"", "Example: those with ML-DSA:", "  clasp vectors pqc pqc-certs/mldsa"})
  int pqc(
      @Parameters(paramLabel = "DIR", description = "The files *.crt, or above them.")
          Path directory,
      @Mixin VectorsOptions options)
      throws CommandFailure {
    return run(new PqcCertificateSuite(directory, options.provider()), options, ReportJson::clasp);
  }

  @Command(
      name = "bettertls",
      description = {
        "Runs BetterTLS: 9491 cases on name constraints, made here,",
        "and with FILE those on path building too."
      },
      footer = {
        "",
        "Example: Bouncy Castle on path building:",
        "  clasp vectors bettertls pathbuilding.tests.json --limit pathbuilding --provider bc"
      })
  int betterTls(
      @Parameters(
              paramLabel = "FILE",
              arity = "0..1",
              description = "The cases on path building, as BetterTLS exports them.")
          Optional<Path> file,
      @Mixin VectorsOptions options)
      throws CommandFailure {
    ChainJudge judge = judge(options);
    List<VectorSuite> parts = new ArrayList<>();
    file.ifPresent(path -> parts.add(new PathBuildingSuite(path, judge)));
    parts.add(new NameConstraintSuite(judge, InstantSource.system()));
    return run(new BetterTlsSuite(parts), options, ReportJson::clasp);
  }

  private static ChainJudge judge(VectorsOptions options) throws CommandFailure {
    return made(() -> ChainJudge.of(options.provider()));
  }

  private static ChainJudge judgeOfItsTime(VectorsOptions options) throws CommandFailure {
    return made(() -> ChainJudge.ofItsTime(options.provider()));
  }

  private interface Maker {
    ChainJudge make() throws IOException;
  }

  private static ChainJudge made(Maker maker) throws CommandFailure {
    try {
      return maker.make();
    } catch (IOException e) {
      throw CommandFailure.usage(
          "the list of public suffixes of this Java cannot be read: " + e.getMessage());
    }
  }

  private int run(VectorSuite suite, VectorsOptions options, Function<SuiteReport, String> asJson)
      throws CommandFailure {
    PrintWriter err = spec.commandLine().getErr();
    boolean terminal = System.console() != null && System.getenv("TERM") != null;
    SuiteRunner runner =
        new SuiteRunner(
            options.filter(),
            options.deadline(),
            done -> {
              if (terminal && done % PROGRESS_STEP == 0) {
                err.printf("\r%d cases", done);
                err.flush();
              }
            });
    SuiteReport report;
    try {
      report = runner.run(suite, options.provider().toString());
    } catch (UnusableSuite e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
    if (terminal) {
      err.print("\r");
    }
    if (report.results().isEmpty()) {
      throw CommandFailure.usage("no case matches '%s'".formatted(options.filter().pattern()));
    }
    options.json().write(spec.commandLine(), ReportText.of(report), () -> asJson.apply(report));
    return exitCode(report);
  }

  private static int exitCode(SuiteReport report) {
    if (report.count(Outcome.FAILED) > 0) {
      return ExitCode.FAILED;
    }
    return report.count(Outcome.INCONCLUSIVE) > 0 ? ExitCode.INCONCLUSIVE : ExitCode.OK;
  }
}
