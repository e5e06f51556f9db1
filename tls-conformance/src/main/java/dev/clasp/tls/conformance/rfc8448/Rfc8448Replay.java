package dev.clasp.tls.conformance.rfc8448;

import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;

/**
 * Replays all of RFC 8448 and compares every value with the RFC's.
 *
 * <p>What is compared, trace by trace:
 *
 * <ul>
 *   <li>{@code message}: decoded and encoded again, the same bytes
 *   <li>{@code key pair}, {@code shared secret}: from the RFC's private keys
 *   <li>{@code kdf}: every step of the key schedule alone, from the RFC's own inputs
 *   <li>{@code schedule}: the steps together, from messages and shared secret only; with Finished
 *       and PSK binder
 *   <li>{@code signature}: verified with the key of the certificate
 *   <li>{@code record}: opened with the derived keys it is the payload; the payload sealed is the
 *       record
 * </ul>
 */
public final class Rfc8448Replay {
  private final CryptoProvider crypto;

  /**
   * @param crypto whose X25519 and P-256 take their private key from the random source as it comes,
   *     as those of {@code CryptoProviders.standard()} do
   */
  public Rfc8448Replay(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  /** All checks of all traces, in order. */
  public List<Check> run() {
    List<Check> checks = new ArrayList<>();
    for (Trace trace : TraceReader.readAll()) {
      checks.addAll(replay(trace));
    }
    return checks;
  }

  List<Check> replay(Trace trace) {
    Checks checks = new Checks(trace.name());
    MessageReplay.of(trace, checks);
    new KeyExchangeReplay(crypto, checks).replay(trace);
    new DerivationReplay(crypto, trace.suite(), checks).replay(trace);
    try {
      TrafficKeys keys = new ScheduleReplay(crypto, trace, checks).replay();
      new RecordReplay(crypto, trace, keys, checks).replay();
    } catch (TlsException e) {
      checks.failed("replay to the end", e);
    }
    return checks.all();
  }
}
