package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorsCommandTest {
  @Test
  void replaysTheFiveTracesOfRfc8448() throws Exception {
    Invocation rfc = Invocation.of("vectors", "rfc", "--json", "-");

    assertEquals(ExitCode.OK, rfc.exitCode(), rfc.err());
    assertEquals(5, rfc.err().lines().count(), rfc.err());
    JsonNode report = new ObjectMapper().readTree(rfc.out());
    assertEquals("clasp-vectors-rfc/1", report.path("format").textValue());
    assertEquals(0, report.path("failed").intValue());
    assertEquals(report.path("values").size(), report.path("passed").intValue());
    assertTrue(report.path("passed").intValue() > 100, report::toString);
  }

  @ParameterizedTest
  @EnumSource
  void replaysRecordsWithEveryProvider(VectorsCommand.Provider provider) {
    Invocation rfc =
        Invocation.of("vectors", "rfc", "--provider", provider.toString(), "--limit", "RECORD");

    assertEquals(ExitCode.OK, rfc.exitCode(), rfc.err());
  }

  @Test
  void refusesALimitThatLeavesNothing() {
    Invocation rfc = Invocation.of("vectors", "rfc", "--limit", "nothing like it");

    assertEquals("clasp: --limit nothing like it: no value has such a name\n", rfc.err());
    assertEquals(ExitCode.USAGE, rfc.exitCode());
  }
}
