package dev.clasp.tls.conformance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.rfc8448.Check;
import dev.clasp.tls.conformance.rfc8448.Rfc8448Replay;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clasp vectors}: published test vectors, replayed. */
@Command(
    name = "vectors",
    description = "Replays test vectors against our own code.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example: the traces of RFC 8448, byte for byte:", "  clasp vectors rfc"},
    subcommands = VectorsCommand.Traces.class)
final class VectorsCommand {
  /** The values of {@code --provider}. */
  enum Provider {
    STANDARD(CryptoProviders::standard),
    JCA(CryptoProviders::jca),
    BC(CryptoProviders::bouncyCastle);

    private final Supplier<CryptoProvider> maker;

    Provider(Supplier<CryptoProvider> maker) {
      this.maker = maker;
    }

    /** Its cryptography, with a key exchange that can be given private keys. */
    private CryptoProvider crypto() {
      CryptoProvider chosen = maker.get();
      return new CryptoProvider(
          chosen.name(),
          chosen.hashes(),
          chosen.aeads(),
          CryptoProviders.standard().groups(), // the platform's makes its keys in its own way
          chosen.signatureAlgorithms(),
          chosen.verifiers(),
          chosen.signingKeys(),
          chosen.random());
    }

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code clasp vectors rfc}. */
  @Command(
      name = "rfc",
      description =
          "Replays the traces of RFC 8448: messages, key schedule, signatures and records have to"
              + " come out byte for byte.",
      footer = {"", "Example:", "  clasp vectors rfc --provider bc --limit 'record'"})
  static final class Traces implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
    @Spec
    private CommandSpec spec;

    @Option(
        names = "--provider",
        paramLabel = "PROVIDER",
        defaultValue = "standard",
        description =
            "Whose cryptography: ${COMPLETION-CANDIDATES}; the key exchange is always standard's.")
    private Provider provider = Provider.STANDARD;

    @Option(
        names = "--limit",
        paramLabel = "PATTERN",
        defaultValue = "",
        description = "Only values whose trace and name contain this, upper or lower case.")
    private String limit = "";

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws CommandFailure {
      List<Check> checks =
          new Rfc8448Replay(provider.crypto()).run().stream().filter(this::isWanted).toList();
      if (checks.isEmpty()) {
        throw CommandFailure.usage("--limit %s: no value has such a name".formatted(limit));
      }
      tell(checks);
      ArrayNode items = JsonOption.items();
      for (Check check : checks) {
        ObjectNode item = items.addObject();
        item.put("id", check.trace() + ": " + check.what());
        item.put("outcome", check.passed() ? "passed" : "failed");
        item.put("detail", check.detail());
      }
      long passed = checks.stream().filter(Check::passed).count();
      json.write("vectors-rfc", "values", items, passed, spec.commandLine().getOut());
      return passed == checks.size() ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean isWanted(Check check) {
      String name = check.trace() + " " + check.what();
      return name.toLowerCase(Locale.ROOT).contains(limit.toLowerCase(Locale.ROOT));
    }

    private void tell(List<Check> checks) {
      PrintWriter err = spec.commandLine().getErr();
      Map<String, List<Check>> byTrace =
          checks.stream()
              .collect(
                  Collectors.groupingBy(Check::trace, LinkedHashMap::new, Collectors.toList()));
      byTrace.forEach(
          (trace, its) -> {
            long passed = its.stream().filter(Check::passed).count();
            err.printf("%s: %d of %d values as in the RFC%n", trace, passed, its.size());
            its.stream()
                .filter(check -> !check.passed())
                .forEach(check -> err.printf("  FAILED %s: %s%n", check.what(), check.detail()));
          });
    }
  }
}
