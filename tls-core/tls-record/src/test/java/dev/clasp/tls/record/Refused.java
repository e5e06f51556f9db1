package dev.clasp.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/** Asserts what every MUST of the record layer comes with: the alert and the clause. */
final class Refused {
  private Refused() {}

  static void with(AlertDescription alert, String section, Executable action) {
    with(alert, Rfc.rfc9846(section), action);
  }

  static void with(AlertDescription alert, Rfc clause, Executable action) {
    TlsException thrown = assertThrows(TlsException.class, action);
    assertEquals(Optional.of(alert), thrown.alert(), thrown.getMessage());
    assertEquals(Optional.of(clause), thrown.clause(), thrown.getMessage());
  }
}
