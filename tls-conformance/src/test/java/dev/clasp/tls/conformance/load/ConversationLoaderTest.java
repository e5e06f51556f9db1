package dev.clasp.tls.conformance.load;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.run.ConversationCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in a file is named with file, line and field. */
class ConversationLoaderTest {
  /** Line 8 opens the conversation, line 9 holds its steps. */
  private static final String FILE =
      """
      { "format": "tls-conversation/1",
        "suite": "test",
        "version": 1,
        "target_role": "server",
        "params": { "names": { "values": [1, 2] } },
        "defs": { "connect": [ { "node": "Connect", "args": { "hostname": "$host", "port": "$port" } } ] },
        "conversations": [
          { "id": "one", "name": "one", "kind": "positive",
            "steps": [ { "use": "connect" }, %s ] } ] }
      """;

  @TempDir private Path folder;

  @Test
  void loadsWhatIsShipped() throws Exception {
    List<ConversationFile> files = new ConversationLoader().shipped();

    for (ConversationFile file : files) {
      ConversationCheck.check(file);
    }
    long conversations = files.stream().mapToLong(file -> file.conversations().size()).sum();
    long negative =
        files.stream()
            .flatMap(file -> file.conversations().stream())
            .filter(each -> each.kind() == Conversation.Kind.NEGATIVE)
            .count();
    assertAll(
        () -> assertTrue(conversations >= 250, () -> "conversations: " + conversations),
        () -> assertTrue(2 * negative >= conversations, () -> "negative: " + negative));
  }

  @Test
  void acceptsACorrectFile() throws Exception {
    assertEquals(1, load("{ \"node\": \"ExpectServerHello\" }").get(0).conversations().size());
  }

  @Test
  void namesAnUnknownArgument() throws Exception {
    FormatException error =
        mistake("{ \"node\": \"ExpectServerHello\", \"args\": { \"extentions\": [] } }");

    assertAll(
        () -> assertEquals(path().toString(), error.location().file()),
        () -> assertEquals(9, error.location().line()),
        () -> assertEquals("conversations[0].steps[1].args.extentions", error.location().path()),
        () ->
            assertEquals(
                "unknown argument, ExpectServerHello takes extensions, version, cipher, resume,"
                    + " downgrade_mark",
                error.what()));
  }

  @Test
  void namesAnUnknownNodeAndTheNearestKnownOne() throws Exception {
    FormatException error = mistake("{ \"node\": \"ExpectServerHallo\" }");

    assertAll(
        () -> assertEquals(9, error.location().line()),
        () -> assertEquals("conversations[0].steps[1].node", error.location().path()),
        () ->
            assertTrue(
                error.what().startsWith("found \"ExpectServerHallo\", expected ExpectServerHello"),
                error.what()));
  }

  @Test
  void namesAMissingArgument() throws Exception {
    FormatException error = mistake("{ \"node\": \"RawSocketWriteGenerator\", \"args\": {} }");

    assertAll(
        () -> assertEquals("conversations[0].steps[1].args", error.location().path()),
        () -> assertEquals("data is missing in RawSocketWriteGenerator", error.what()));
  }

  @Test
  void namesAnUnknownAlert() throws Exception {
    FormatException error =
        mistake("{ \"node\": \"ExpectAlert\", \"args\": { \"description\": \"decode_eror\" } }");

    assertAll(
        () -> assertEquals("conversations[0].steps[1].args.description", error.location().path()),
        () ->
            assertTrue(
                error.what().startsWith("found \"decode_eror\", expected decode_error"),
                error.what()));
  }

  @Test
  void namesTheLineOfASyntaxError() throws Exception {
    FormatException error = mistake("{ \"node\": \"Close\", }");

    assertAll(
        () -> assertEquals(9, error.location().line()),
        () -> assertTrue(error.what().startsWith("not JSON: "), error.what()));
  }

  @Test
  void namesAnUnknownDefinition() throws Exception {
    assertEquals(
        "use: unknown definition conect, expected one of [connect]",
        mistake("{ \"use\": \"conect\" }").what());
  }

  @Test
  void namesAnUnknownParameter() throws Exception {
    FormatException error =
        mistake("{ \"node\": \"ClientHelloGenerator\", \"args\": { \"ciphers\": [\"$ciper\"] } }");

    assertAll(
        () -> assertEquals(9, error.location().line()),
        () ->
            assertEquals(
                "unknown name $ciper, expected a parameter or a built-in name", error.what()));
  }

  @Test
  void namesACodePointThatHasNoValue() throws Exception {
    FormatException error =
        mistake(
            "{ \"node\": \"ClientHelloGenerator\", \"args\": { \"ciphers\": [\"TLS_NO_SUCH\"] } }");

    assertAll(
        () -> assertEquals("conversations[0].steps[1].args.ciphers", error.location().path()),
        () -> assertEquals("unknown cipher suite \"TLS_NO_SUCH\"", error.what()));
  }

  @Test
  void refusesWhatItCannotRunInsteadOfPassingIt() throws Exception {
    String text = FILE.formatted("{ \"node\": \"Close\" }");
    assertTrue(text.contains("\"kind\": \"positive\""), text);

    assertEquals(
        "kind statistical is not supported yet",
        mistakeIn(text.replace("\"kind\": \"positive\"", "\"kind\": \"statistical\"")).what());
  }

  @Test
  void refusesAModifierOnANodeThatSendsNothing() throws Exception {
    assertEquals(
        "ExpectServerHello takes no modifiers, found queue_message",
        mistake(
                "{ \"node\": \"ExpectServerHello\", \"modifiers\": [ { \"fn\": \"queue_message\" } ] }")
            .what());
  }

  @Test
  void refusesAnAlternativeThatDoesNotWait() throws Exception {
    FormatException error =
        mistake(
            "{ \"any\": [ { \"node\": \"ExpectClose\" }, { \"steps\": [ { \"node\": \"Close\" } ] } ] }");

    assertAll(
        () -> assertEquals("conversations[0].steps[1].any[1]", error.location().path()),
        () ->
            assertEquals(
                "begins with Close, expected a node that expects a message", error.what()));
  }

  @Test
  void readsCanonicalNotation() throws Exception {
    Files.writeString(path(), graph("ExpectClose", "{}", 0));

    assertEquals(1, loadAll().get(0).conversations().size());
  }

  @Test
  void namesAnUnknownArgumentInCanonicalNotation() throws Exception {
    FormatException error = mistakeIn(graph("ExpectClose", "{\"soon\": true}", 0));

    assertAll(
        () -> assertEquals(5, error.location().line()),
        () -> assertEquals("conversations[0].graph[1].args.soon", error.location().path()));
  }

  @Test
  void namesAnEdgeToNowhere() throws Exception {
    assertEquals(
        "leads to node 7, which does not exist", mistakeIn(graph("ExpectClose", "{}", 7)).what());
  }

  /** Connect, then a node whose child is {@code child}; line 5 holds it. */
  private static String graph(String node, String args, int child) {
    return """
        { "format": "tls-conversation/1", "suite": "test", "version": 1, "target_role": "server",
          "conversations": [
            { "id": "one", "name": "one", "kind": "positive", "graph": [
              { "id": 0, "node": "Connect", "args": { "hostname": "$host", "port": "$port" }, "child": 1 },
              { "id": 1, "node": "%s", "args": %s, "child": %d } ] } ] }
        """
        .formatted(node, args, child);
  }

  @Test
  void refusesAnIdTwice() throws Exception {
    String twice =
        FILE.formatted("{ \"node\": \"Close\" }")
            .replace(
                "} ] }\n",
                "},\n    { \"id\": \"one\", \"name\": \"again\", \"kind\": \"positive\","
                    + " \"steps\": [ { \"use\": \"connect\" } ] } ] }\n");

    FormatException error = mistakeIn(twice);

    assertAll(
        () -> assertEquals(10, error.location().line()),
        () -> assertEquals("conversations[1]", error.location().path()),
        () -> assertTrue(error.what().startsWith("id \"one\" is taken"), error.what()));
  }

  @Test
  void namesAnImportThatIsNotThere() throws Exception {
    FormatException error =
        mistakeIn(
            FILE.formatted("{ \"node\": \"Close\" }")
                .replace("\"version\": 1,", "\"version\": 1, \"imports\": [\"nowhere.json\"],"));

    assertAll(
        () -> assertEquals(3, error.location().line()),
        () -> assertEquals("imports[0]", error.location().path()),
        () -> assertEquals("cannot read " + folder.resolve("nowhere.json"), error.what()));
  }

  private Path path() {
    return folder.resolve("test.json");
  }

  private FormatException mistake(String step) throws Exception {
    return mistakeIn(FILE.formatted(step));
  }

  private FormatException mistakeIn(String text) throws Exception {
    Files.writeString(path(), text);
    return assertThrows(FormatException.class, () -> loadAll());
  }

  private List<ConversationFile> load(String step) throws Exception {
    Files.writeString(path(), FILE.formatted(step));
    return loadAll();
  }

  private List<ConversationFile> loadAll() throws FormatException {
    List<ConversationFile> files = new ConversationLoader().from(path());
    for (ConversationFile file : files) {
      ConversationCheck.check(file);
    }
    return files;
  }
}
