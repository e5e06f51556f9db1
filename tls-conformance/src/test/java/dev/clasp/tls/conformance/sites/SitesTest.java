package dev.clasp.tls.conformance.sites;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.report.Clauses;
import dev.clasp.tls.conformance.report.Ledger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The checks of the stack and the sentences of the RFCs belong together, both ways. */
class SitesTest {
  private static List<Site> sites = List.of();
  private static Clauses clauses = Clauses.shipped();

  @BeforeAll
  static void find() {
    sites = Sites.ofStack().all();
  }

  @Test
  void areFoundInEveryModule() {
    assertAll(
        () -> assertTrue(sites.size() >= 200, () -> "sites: " + sites.size()),
        () ->
            assertEquals(
                Set.of("protocol", "record", "handshake", "engine"),
                Set.copyOf(
                    sites.stream()
                        .map(site -> site.code().substring(0, site.code().indexOf('.')))
                        .toList())));
  }

  @Test
  void findsThrowsFactoriesAndLambdas() {
    // new RecordException(…); a factory of the state's; a helper that is given the clause; a lambda
    assertAll(
        () -> assertKeeps("record.InnerPlaintext.parse:RFC9846-5.4/5", "RFC9846#section-5.4/5"),
        () ->
            assertKeeps(
                "handshake.client.tls13.WaitFinished.on:RFC9846-4.6/3", "RFC9846#section-4/2"),
        () ->
            assertKeeps(
                "handshake.server.tls13.ClientHelloChecks.requireMandatoryExtensions:RFC9846-9.2/11",
                "RFC9846#section-9.2/12"),
        () ->
            assertKeeps(
                "handshake.client.HelloRetry.answer:RFC9846-4.2.4/1", "RFC9846#section-4.2.4/1"));
  }

  private static void assertKeeps(String code, String requirement) {
    List<Site> named = sites.stream().filter(site -> site.code().equals(code)).toList();
    assertEquals(1, named.size(), code);
    assertTrue(named.get(0).requirements().contains(requirement), () -> named.toString());
  }

  @Test
  void nameSentencesThatExist() {
    List<String> wrong =
        sites.stream()
            .flatMap(
                site ->
                    site.requirements().stream()
                        .filter(id -> clauses.find(id).isEmpty())
                        .map(id -> site.code() + ": " + id))
            .toList();

    assertEquals(List.of(), wrong, "not in vectors/requirements");
  }

  @Test
  void nameAClause() {
    assertEquals(
        List.of(),
        sites.stream().filter(site -> site.clauses().isEmpty()).map(Site::code).toList());
  }

  /**
   * A conversation that must be refused needs a check that refuses it. A new MUST among them: name
   * it where it is checked, {@code Rfc.rfc9846("4.2.3", 6)}; or, if the check of another sentence
   * keeps it or none does, say so in the ledger, {@code same_check} or {@code no_check}.
   */
  @Test
  void keepEveryMustThatConversationsBreak() throws Exception {
    List<ConversationFile> files = new ConversationLoader().shipped();
    Set<String> broken = new HashSet<>();
    for (ConversationFile file : files) {
      for (Conversation conversation : file.conversations()) {
        if (conversation.kind() == Conversation.Kind.NEGATIVE) {
          broken.addAll(conversation.requirements());
        }
      }
    }
    List<Ledger.Entry> entries =
        Ledger.of(clauses, files).entries().stream()
            .filter(entry -> entry.clause().level().equals("MUST"))
            .filter(entry -> broken.contains(entry.clause().id()))
            .toList();
    List<String> without =
        entries.stream()
            .filter(entry -> entry.sites().isEmpty() && entry.clause().noCheck().isEmpty())
            .map(entry -> entry.clause().id())
            .toList();

    assertAll(
        () -> assertEquals(List.of(), without, "neither a site nor same_check nor no_check"),
        () -> assertTrue(entries.size() >= 150, () -> "broken: " + entries.size()));
  }

  @Test
  void sameChecksExist() {
    List<String> missing =
        clauses.all().stream()
            .flatMap(clause -> clause.sameCheck().stream())
            .filter(id -> sites.stream().noneMatch(site -> site.requirements().contains(id)))
            .distinct()
            .toList();

    assertEquals(List.of(), missing, "same_check without a site");
  }
}
