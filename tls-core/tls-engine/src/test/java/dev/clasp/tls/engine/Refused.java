package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/** Asserts what a refusal comes with: the alert and the clause. */
final class Refused {
  private Refused() {}

  static TlsException with(AlertDescription alert, String section, Executable action) {
    TlsException thrown = assertThrows(TlsException.class, action);
    assertEquals(Optional.of(alert), thrown.alert(), thrown.getMessage());
    assertEquals(Optional.of(Rfc.rfc9846(section)), thrown.clause(), thrown.getMessage());
    return thrown;
  }
}
