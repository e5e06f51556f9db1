package dev.clasp.tls.conformance.suites;

import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.conformance.rfc8448.Rfc8448Replay;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import java.util.List;
import java.util.stream.Stream;

/** The traces of RFC 8448, which are part of the project. */
public final class Rfc8448Suite implements VectorSuite {
  private static final String AGREES = "the RFC's value";

  private final Provider provider;

  public Rfc8448Suite(Provider provider) {
    this.provider = provider;
  }

  @Override
  public String name() {
    return "RFC 8448";
  }

  @Override
  public Stream<VectorCase> cases() {
    return new Rfc8448Replay(replayable()).run().stream().map(this::done);
  }

  /** The replay goes through whole traces, so its checks are already made. */
  private VectorCase done(Check check) {
    String id = check.trace() + ": " + check.what();
    CaseResult result =
        standsIn(check)
            ? CaseResult.skipped(id, "the JDK draws the private keys of its curves in its own way")
            : CaseResult.of(id, AGREES, check.passed() ? AGREES : "another", check.detail());
    return new VectorCase(id, () -> result);
  }

  /** Nobody can give the JDK a private key of P-256: there our own group stands in. */
  private CryptoProvider replayable() {
    CryptoProvider crypto = provider.crypto();
    if (provider != Provider.JCA) {
      return crypto;
    }
    KeyExchangeGroup ours =
        Provider.STANDARD.crypto().group(GroupAlgorithm.SECP256R1).orElseThrow();
    List<KeyExchangeGroup> groups =
        crypto.groups().stream()
            .map(group -> group.algorithm() == ours.algorithm() ? ours : group)
            .toList();
    return new CryptoProvider(
        crypto.name(),
        crypto.hashes(),
        crypto.aeads(),
        crypto.blockCbcs(),
        groups,
        crypto.classicKeyExchange(),
        crypto.signatureAlgorithms(),
        crypto.verifiers(),
        crypto.signingKeys(),
        crypto.random());
  }

  private boolean standsIn(Check check) {
    return provider == Provider.JCA
        && (check.what().startsWith("key pair") || check.what().startsWith("shared secret"))
        && check.what().endsWith(GroupAlgorithm.SECP256R1.toString());
  }
}
