package dev.clasp.tls.bench.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The long run, shortened: what it counts is what happened. */
class SoakTest {
  @Test
  void opensResumesAndClosesEveryConnection() throws Exception {
    try (Soak soak = new Soak(5, 2)) {
      soak.run(5, 20_000);
      assertEquals(5, soak.totals().open());
      assertEquals(0, soak.totals().bytes(), "counted when they end");

      soak.run(15, 20_000);
      assertEquals(5, soak.totals().open());
      assertEquals(15 * 20_000, soak.totals().bytes());

      soak.closeConnections();
      Soak.Totals totals = soak.totals();
      assertEquals(20, totals.handshakes());
      assertEquals(20 * 20_000, totals.bytes());
      assertEquals(0, totals.open());
      assertEquals(0, totals.failed());
      assertTrue(totals.resumed() >= 8, totals::toString); // all that resume but the first
    }
  }
}
