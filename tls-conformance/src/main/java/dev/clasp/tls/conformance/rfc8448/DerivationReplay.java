package dev.clasp.tls.conformance.rfc8448;

import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Hkdf;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls13Kdf;
import dev.clasp.tls.protocol.Suite13;

/** Every step of the key schedule alone: the RFC's inputs give the RFC's output. */
final class DerivationReplay {
  private final Tls13Kdf kdf;
  private final Hkdf hkdf;
  private final Checks checks;

  DerivationReplay(CryptoProvider crypto, Suite13 suite, Checks checks) {
    this.kdf = new Tls13Kdf(crypto.hashes(), suite.hash());
    this.hkdf = new Hkdf(crypto.hashes(), suite.hash());
    this.checks = checks;
  }

  void replay(Trace trace) {
    for (Trace.Derivation step : trace.keySchedule()) {
      switch (step.step()) {
        case "extract" -> extract(step);
        case "expand" -> expand(step);
        case "finished", "binder" -> mac(step);
        case "traffic keys" -> keys(step);
        default -> throw new IllegalStateException("step: " + step.step());
      }
    }
  }

  private void extract(Trace.Derivation step) {
    check(step, "", step.value("value"), kdf.extract(secret(step, "salt"), secret(step, "ikm")));
  }

  private void expand(Trace.Derivation step) {
    Bytes value = step.value("value");
    Secret prk = secret(step, "prk");
    check(step, "", value, kdf.expandLabel(prk, step.label(), step.value("context"), value.size()));
    check(step, " from its HkdfLabel", value, hkdf.expand(prk, step.value("info"), value.size()));
  }

  /** Finished, and binders, which are the same (RFC 9846 §4.3.11.2, §4.5.3). */
  private void mac(Trace.Derivation step) {
    Bytes finishedKey = step.value("finished_key");
    Secret ours =
        kdf.expandLabel(secret(step, "prk"), "finished", Bytes.empty(), finishedKey.size());
    check(step, " key", finishedKey, ours);
    if (step.step().equals("binder")) {
      check(step, "", step.value("binder"), kdf.hmac(ours, step.value("transcript_hash")));
    }
  }

  private void keys(Trace.Derivation step) {
    Secret traffic = secret(step, "prk");
    for (String field : new String[] {"key", "iv"}) {
      Bytes value = step.value(field);
      check(
          step, ", " + field, value, kdf.expandLabel(traffic, field, Bytes.empty(), value.size()));
    }
  }

  private void check(Trace.Derivation step, String what, Bytes expected, Secret actual) {
    checks.add("kdf: " + step.name() + what, () -> Checks.difference(expected, actual));
  }

  private static Secret secret(Trace.Derivation step, String field) {
    return Secret.copyOf(step.value(field));
  }
}
