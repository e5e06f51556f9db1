package dev.clasp.tls.crypto.provider;

import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.RandomSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The shipped providers, as the sources of parameterized tests. */
public final class Providers {
  public static final List<CryptoProvider> ALL =
      List.of(CryptoProviders.standard(), CryptoProviders.jca(), CryptoProviders.bouncyCastle());

  private Providers() {}

  /** Each AEAD of each provider. */
  public static List<AeadCase> aeads() {
    return ALL.stream()
        .flatMap(
            provider ->
                Arrays.stream(AeadAlgorithm.values())
                    .filter(provider.aeads().algorithms()::contains)
                    .map(algorithm -> new AeadCase(provider, algorithm)))
        .toList();
  }

  /** Each group of each provider. */
  public static List<GroupCase> groups() {
    return ALL.stream()
        .flatMap(provider -> provider.groups().stream().map(g -> new GroupCase(provider, g)))
        .toList();
  }

  /** Each pair of providers that implement a group: initiator and responder. */
  public static List<GroupPair> groupPairs() {
    return groups().stream().flatMap(Providers::pairsOf).toList();
  }

  private static Stream<GroupPair> pairsOf(GroupCase initiator) {
    return groups().stream()
        .filter(other -> other.algorithm() == initiator.algorithm())
        .map(responder -> new GroupPair(initiator, responder));
  }

  /** Deterministic bytes for tests. */
  public static RandomSource seeded(long seed) {
    return new Random(seed)::nextBytes;
  }

  public record AeadCase(CryptoProvider provider, AeadAlgorithm algorithm) {
    @Override
    public String toString() {
      return provider.name() + " " + algorithm;
    }
  }

  public record GroupCase(CryptoProvider provider, KeyExchangeGroup group) {
    public GroupAlgorithm algorithm() {
      return group.algorithm();
    }

    @Override
    public String toString() {
      return provider.name() + " " + algorithm();
    }
  }

  public record GroupPair(GroupCase initiator, GroupCase responder) {
    @Override
    public String toString() {
      return initiator + " -> " + responder.provider().name();
    }
  }
}
