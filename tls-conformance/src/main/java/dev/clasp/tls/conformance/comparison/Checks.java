package dev.clasp.tls.conformance.comparison;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.der.DerException;
import java.util.ArrayList;
import java.util.List;

/** Collects the checks of one trace. Mutable, for one run. */
public final class Checks {
  /** Computes one value and compares it; whatever a peer's bytes can cause may be thrown. */
  public interface Comparison {
    /** Empty when the values agree, else what is wrong. */
    String difference() throws TlsException, InvalidKeyShare, InvalidKey, DerException;
  }

  private final String trace;
  private final List<Check> checks = new ArrayList<>();

  public Checks(String trace) {
    this.trace = trace;
  }

  public List<Check> all() {
    return List.copyOf(checks);
  }

  public void add(String what, Comparison comparison) {
    try {
      String difference = comparison.difference();
      checks.add(new Check(trace, what, difference.isEmpty(), difference));
    } catch (TlsException | InvalidKeyShare | InvalidKey | DerException e) {
      failed(what, e);
    }
  }

  public void failed(String what, Exception e) {
    checks.add(new Check(trace, what, false, e.getClass().getSimpleName() + ": " + e.getMessage()));
  }

  public static String difference(Bytes expected, Bytes actual) {
    return expected.equals(actual) ? "" : "is %s, expected %s".formatted(actual, expected);
  }

  /** Does not show our value: a secret stays one, even of a published trace. */
  public static String difference(Bytes expected, Secret actual) {
    return Secret.copyOf(expected).equals(actual) ? "" : "differs, expected " + expected;
  }
}
