package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in the form that browsers publish. */
class LogListTest {
  private static final String LIST =
      """
      {
        "version": "87.12",
        "log_list_timestamp": "2026-11-01T12:00:00Z",
        "operators": [
          {
            "name": "Operator \\u0041",
            "email": ["logs@example.com"],
            "logs": [
              {
                "description": "in use", "log_id": "AAAA", "key": "AQID", "mmd": 86400,
                "state": {"usable": {"timestamp": "2024-01-01T00:00:00Z"}}
              },
              {
                "key": "BAUG",
                "state": {"retired": {"timestamp": "2025-06-01T00:00:00Z"}}
              },
              {"key": "BwgJ", "state": {"rejected": {"timestamp": "2023-01-01T00:00:00Z"}}},
              {"key": "CgsM", "state": {"pending": {"timestamp": "2026-01-01T00:00:00Z"}}},
              {"key": "DQ4P"}
            ],
            "tiled_logs": [
              {"key": "EBES", "state": {"qualified": {"timestamp": "2026-01-01T00:00:00Z"}}}
            ]
          },
          {
            "name": "B",
            "logs": [{"key": "ExQV", "state": {"readonly": {"timestamp": "2026-01-01T00:00:00Z"}}}]
          }
        ]
      }
      """;

  @Test
  void keepsTheLogsThatCount() {
    assertEquals(
        List.of(
            TransparencyLog.inUse("Operator A", Bytes.of(1, 2, 3)),
            new TransparencyLog(
                "Operator A", Bytes.of(4, 5, 6), Instant.parse("2025-06-01T00:00:00Z")),
            TransparencyLog.inUse("Operator A", Bytes.of(16, 17, 18)),
            TransparencyLog.inUse("B", Bytes.of(19, 20, 21))),
        LogList.parse(LIST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"operators\": 1}",
        "{\"operators\": []}",
        "{\"operators\": [],}",
        "{\"operators\": [{\"logs\": []}]}",
        "{\"operators\": [{\"name\": \"A\", \"name\": \"B\"}]}",
        "{\"operators\": [{\"name\": \"A\", \"logs\": [{\"key\": \"*\"}]}]}",
        "{\"operators\": [{\"name\": \"A\", \"logs\": [{\"key\": 01}]}]}"
      })
  void refusesWhatIsNoSuchList(String json) {
    assertThrows(IllegalArgumentException.class, () -> LogList.parse(json));
  }

  @Test
  void noProperPrefixIsAList() {
    for (int length = 0; length < LIST.strip().length(); length++) {
      String prefix = LIST.strip().substring(0, length);
      assertThrows(IllegalArgumentException.class, () -> LogList.parse(prefix));
    }
  }

  @Test
  void depthIsBounded() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> LogList.parse("[".repeat(100_000)));
    assertTrue(String.valueOf(e.getMessage()).contains("nested"), e.toString());
  }
}
