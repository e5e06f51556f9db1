package dev.clasp.tls.conformance.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.report.Clauses;
import dev.clasp.tls.conformance.report.Ledger;
import dev.clasp.tls.conformance.report.LedgerPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clasp conform list}: what there is to run, and which clauses it tests. */
@Command(
    name = "list",
    description = "Lists the conversations, or the clauses they test.",
    footer = {
      "",
      "Example: which conversations test a clause:",
      "  clasp conform list --requirements | grep -A9 'section-4.7.3/4'"
    })
final class ConformListCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--requirements",
      description =
          "By clause, each with its status, its conversations, and where Clasp enforces it.")
  private boolean requirements;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the clauses as a page: what each demands, and what shows it.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description = "Write JSON to a file, or - for standard output.")
  private Optional<String> json = Optional.empty();

  @Override
  public Integer call() throws CommandFailure {
    PrintWriter out = spec.commandLine().getOut();
    List<ConversationFile> files =
        new ConformRun(new RunOptions(), out, spec.commandLine().getErr()).load();
    if (html.isPresent()) {
      writePage(html.get(), new LedgerPage(Ledger.of(Clauses.shipped(), files)).html());
    }
    if (json.isPresent()) {
      write(tree(files, Clauses.shipped()));
    } else if (requirements) {
      printRequirements(Ledger.of(Clauses.shipped(), files), out);
    } else if (html.isEmpty()) {
      printSuites(files, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void printSuites(List<ConversationFile> files, PrintWriter out) {
    int count = 0;
    for (ConversationFile file : files) {
      out.printf("%s  %s%n", file.suite(), file.title());
      for (Conversation conversation : file.conversations()) {
        out.printf(
            "  %-9s %-50s %s%n",
            conversation.kind().name().toLowerCase(Locale.ROOT),
            conversation.id(),
            conversation.name());
        count++;
      }
    }
    out.printf("%d conversations in %d suites%n", count, files.size());
  }

  private static void printRequirements(Ledger ledger, PrintWriter out) {
    long tested = 0;
    for (Ledger.Entry entry : ledger.entries()) {
      Clauses.Clause clause = entry.clause();
      tested += entry.status().equals(Ledger.TESTED) ? 1 : 0;
      out.printf(
          "%s  %s%n    %s: “%s”%n", clause.id(), entry.status(), clause.level(), clause.quote());
      if (!clause.reason().isEmpty()) {
        out.println("    " + clause.reason());
      }
      clause.tests().forEach(name -> out.println("    " + name));
      entry.conversations().forEach(name -> out.println("    " + name));
      entry.sites().forEach(site -> out.println("    enforced by " + site));
    }
    out.printf("%d clauses are tested by conversations%n", tested);
    for (String document : ledger.documents()) {
      out.printf("MUST of %s: %s%n", document, ledger.counts(document, "MUST"));
    }
  }

  private static void writePage(Path file, String page) throws CommandFailure {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "--html %s: cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Map<String, List<String>> tests(List<ConversationFile> files) {
    Map<String, List<String>> tests = new TreeMap<>();
    for (ConversationFile file : files) {
      for (Conversation conversation : file.conversations()) {
        for (String id : conversation.requirements()) {
          tests
              .computeIfAbsent(id, ignored -> new ArrayList<>())
              .add(file.suite() + ":" + conversation.id());
        }
      }
    }
    return tests;
  }

  private static ObjectNode tree(List<ConversationFile> files, Clauses clauses) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", "clasp-conversations/1");
    ArrayNode conversations = root.putArray("conversations");
    for (ConversationFile file : files) {
      for (Conversation conversation : file.conversations()) {
        ObjectNode node = conversations.addObject();
        node.put("id", file.suite() + ":" + conversation.id());
        node.put("title", conversation.name());
        node.put("kind", conversation.kind().name().toLowerCase(Locale.ROOT));
        ArrayNode ids = node.putArray("requirements");
        conversation.requirements().forEach(ids::add);
      }
    }
    ArrayNode all = root.putArray("requirements");
    tests(files)
        .forEach(
            (id, names) -> {
              ObjectNode node = all.addObject();
              node.put("id", id);
              clauses
                  .find(id)
                  .ifPresent(
                      clause -> node.put("level", clause.level()).put("quote", clause.quote()));
              ArrayNode list = node.putArray("conversations");
              names.forEach(list::add);
            });
    return root;
  }

  private void write(ObjectNode tree) throws CommandFailure {
    String file = json.orElseThrow();
    try {
      String text =
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(tree);
      if (file.equals("-")) {
        spec.commandLine().getOut().println(text);
      } else {
        Files.writeString(Path.of(file), text + "\n");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list that is no JSON", e);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "--json %s: cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
