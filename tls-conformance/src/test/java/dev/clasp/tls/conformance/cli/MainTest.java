package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void helpListsTheCommandsAndTheExitCodes() {
    Invocation help = Invocation.of("--help");

    assertEquals(ExitCode.OK, help.exitCode());
    assertTrue(help.out().contains("serve"), help.out());
    assertTrue(help.out().contains("connect"), help.out());
    assertTrue(help.out().contains("4   the target crashed"), help.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conform",
        "conform server",
        "conform list",
        "serve",
        "connect",
        "verify",
        "vectors",
        "vectors rfc",
        "vectors wycheproof",
        "vectors limbo",
        "vectors pkits",
        "vectors bettertls",
        "vectors boringssl"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    Invocation help = Invocation.of((command + " --help").split(" "));

    assertEquals(ExitCode.OK, help.exitCode());
    assertTrue(help.out().startsWith("Usage: clasp " + command), help.out());
    assertTrue(help.out().contains("\nExample"), help.out());
  }

  @Test
  void saysItsVersion() {
    Invocation version = Invocation.of("--version");

    assertEquals(ExitCode.OK, version.exitCode());
    assertTrue(version.out().startsWith("clasp "), version.out());
  }

  @Test
  void namesAnUnknownFlagInOneLineAndSuggests() {
    assertUsage(
        Invocation.of("connect", "localhost:1", "--insecur"),
        """
        clasp: Unknown option: '--insecur'
        Possible solutions: --insecure
        """);
  }

  @Test
  void namesAnUnknownCommand() {
    Invocation wrong = Invocation.of("conect");

    assertEquals(ExitCode.USAGE, wrong.exitCode());
    assertTrue(
        wrong.err().startsWith("clasp: Unmatched argument at index 0: 'conect'\n"), wrong.err());
  }

  @Test
  void withoutACommandSaysHowToUseIt() {
    assertUsage(
        Invocation.of(),
        """
        clasp: Missing required subcommand
        Try 'clasp --help'.
        """);
  }

  @Test
  void namesASuiteThatDoesNotExistAndThoseThatDo() {
    assertUsage(
        Invocation.of("connect", "localhost:1", "--suites", "TLS_NULL"),
        """
        clasp: Invalid value for option '--suites' (SUITE): 'TLS_NULL' is no cipher suite to use here; there are \
        TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256, \
        TLS_AES_128_CCM_SHA256, TLS_AES_128_CCM_8_SHA256
        Try 'clasp connect --help'.
        """);
  }

  @Test
  void refusesAnAddressWithoutPort() {
    assertUsage(
        Invocation.of("connect", "localhost"),
        """
        clasp: Invalid value for positional parameter at index 0 (HOST:PORT): 'localhost' is not HOST:PORT
        Try 'clasp connect --help'.
        """);
  }

  @Test
  void refusesContradictingFlags() {
    Invocation both = Invocation.of("connect", "localhost:1", "--insecure", "--ca", "x");

    assertEquals(ExitCode.USAGE, both.exitCode());
    assertTrue(both.err().contains("mutually exclusive"), both.err());
  }

  @Test
  void namesAMissingFile() {
    assertUsage(
        Invocation.of("connect", "localhost:1", "--ca", "no-such.pem"),
        "clasp: no-such.pem: no such file\n");
  }

  @Test
  void showsStackTracesOnlyWithDebug() {
    Invocation plain = Invocation.of("connect", "localhost:1", "--ca", "no-such.pem");
    Invocation debug = Invocation.of("connect", "localhost:1", "--ca", "no-such.pem", "--debug");

    assertFalse(plain.err().contains("\tat "), plain.err());
    assertTrue(debug.err().contains("\tat "), debug.err());
  }

  private static void assertUsage(Invocation invocation, String err) {
    assertEquals(err, invocation.err().replace(System.lineSeparator(), "\n"));
    assertEquals(ExitCode.USAGE, invocation.exitCode());
    assertEquals("", invocation.out());
  }
}
