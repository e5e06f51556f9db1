package dev.clasp.tls.conformance.tlsfuzzer;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.endpoint.EmbeddedServer;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tlsfuzzer's command lines, run configurations and output. */
class ScriptRunTest {
  private static final RunCertificates CERTIFICATES =
      RunCertificates.make(CryptoProviders.standard(), KeyType.RSA_2048, Instant.now());

  @Test
  void theIndexNamesSuitesThatExist() throws Exception {
    Set<String> suites = new HashSet<>();
    new ConversationLoader().shipped().forEach(file -> suites.add(file.suite()));
    ScriptIndex index = ScriptIndex.shipped();
    assertAll(
        () -> assertEquals(168, index.scripts().size()),
        () ->
            assertEquals(
                93, index.scripts().stream().filter(each -> !index.suites(each).isEmpty()).count()),
        () ->
            index
                .scripts()
                .forEach(each -> assertTrue(suites.containsAll(index.suites(each)), each)));
  }

  @Test
  void optionsAreReadAsTheScriptsReadThem() {
    ScriptArguments read =
        ScriptArguments.parse(
            List.of(
                "-h",
                "host",
                "-p",
                "99",
                "-n",
                "0",
                "-d",
                "-e",
                "out",
                "-x",
                "known",
                "-X",
                "why",
                "-k",
                "key.pem",
                "-C",
                "TLS_AES_128_GCM_SHA256",
                "only this"));
    assertAll(
        () -> assertEquals("host", read.host()),
        () -> assertEquals(99, read.port()),
        () -> assertEquals(Optional.of(0), read.count()),
        () -> assertEquals(List.of("out"), read.excluded()),
        () -> assertEquals(Optional.of("why"), read.expectedFailures().get("known")),
        () -> assertEquals(Optional.of("TLS_AES_128_GCM_SHA256"), read.cipher()),
        () -> assertEquals(List.of("only this"), read.only()),
        () -> assertEquals(List.of("-d", "-k"), read.ignored()),
        () ->
            assertThrows(
                IllegalArgumentException.class,
                () -> ScriptArguments.parse(List.of("-X", "text")),
                "-X without -x"));
  }

  @Test
  void aScriptPrintsItsSummaryAndAnUnexpectedPassFails() throws Exception {
    try (EmbeddedServer server =
        EmbeddedServer.start(TargetProfile.shipped("clasp"), CERTIFICATES)) {
      StringWriter text = new StringWriter();
      List<ConversationFile> files = new ConversationLoader().shipped();
      ScriptRun runner =
          new ScriptRun(files, ScriptIndex.shipped(), CERTIFICATES, 3, new PrintWriter(text, true));
      String port = String.valueOf(server.port());
      Tally tally =
          runner.run(
              "test-tls13-keyupdate.py",
              ScriptArguments.parse(
                  List.of(
                      "-h",
                      "127.0.0.1",
                      "-p",
                      port,
                      "-e",
                      "key-update-three-times",
                      "-x",
                      "key-update-requested-then-not")));
      assertAll(
          text.toString(),
          () -> assertTrue(tally.pass() >= 8, "passed"),
          () -> assertEquals(1, tally.skip()),
          () -> assertEquals(0, tally.fail()),
          () -> assertEquals(1, tally.xpass()),
          () -> assertTrue(tally.failed(), "an unexpected pass is a failure"),
          () -> assertTrue(text.toString().contains("XPASS-expected failure but test passed")),
          () -> assertTrue(text.toString().contains("\nTOTAL: " + tally.total() + "\nSKIP: 1\n")),
          () ->
              assertTrue(
                  text.toString().contains("XPASSED:\n\t'tls13-key-update:key-update-requested")));
    }
  }

  @Test
  void aConfigurationNamesItsMistake(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("run.json");
    Files.writeString(file, "[{\"server_command\": [\"x\"], \"tests\": [\n{\"arguments\": []}]}]");
    FormatException thrown =
        assertThrows(
            FormatException.class, () -> RunConfiguration.read(file, Optional.empty(), "0"));
    assertAll(
        () -> assertTrue(String.valueOf(thrown.getMessage()).contains("run.json:2")),
        () -> assertTrue(String.valueOf(thrown.getMessage()).contains("name is missing")));
  }
}
