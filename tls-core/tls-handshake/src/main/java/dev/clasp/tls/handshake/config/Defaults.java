package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What client and server offer unless told otherwise, and the checks of what they are told. */
final class Defaults {
  /** What the state machines implement. */
  static final List<ProtocolVersion> IMPLEMENTED =
      List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12);

  /** What is spoken unless told otherwise. */
  static final List<ProtocolVersion> VERSIONS = IMPLEMENTED;

  /**
   * TLS_AES_128_GCM_SHA256 first: every peer has it (RFC 9846 §9.1), no attack on 128 bits is in
   * sight, and it is the fastest where the processor helps. TLS_AES_128_CCM_8_SHA256 is left out:
   * its tags are short (RFC 9846 §B.4).
   */
  private static final List<Suite13> SUITES =
      List.of(
          Suite13.TLS_AES_128_GCM_SHA256,
          Suite13.TLS_AES_256_GCM_SHA384,
          Suite13.TLS_CHACHA20_POLY1305_SHA256,
          Suite13.TLS_AES_128_CCM_SHA256);

  private static final List<NamedGroup> HYBRIDS =
      List.of(
          NamedGroup.X25519MLKEM768, NamedGroup.SECP256R1MLKEM768, NamedGroup.SECP384R1MLKEM1024);

  /**
   * The hybrids first, since what is recorded today may be read by quantum computers later (RFC
   * 10024); then elliptic curves, fastest first. What else a provider has is for those who ask for
   * it: finite-field shares are large and slow.
   */
  private static final List<NamedGroup> GROUPS =
      Stream.concat(
              HYBRIDS.stream(),
              Stream.of(
                  NamedGroup.X25519,
                  NamedGroup.SECP256R1,
                  NamedGroup.SECP384R1,
                  NamedGroup.SECP521R1))
          .toList();

  /** The groups of RFC 7919 for DHE in TLS 1.2; the longer ones are for those who ask. */
  private static final List<NamedGroup> LEGACY_GROUPS =
      List.of(NamedGroup.FFDHE2048, NamedGroup.FFDHE3072, NamedGroup.FFDHE4096);

  private Defaults() {}

  static List<Suite13> suites(CryptoProvider crypto) {
    return SUITES.stream()
        .filter(suite -> crypto.aeads().algorithms().contains(suite.aead()))
        .toList();
  }

  /**
   * Of TLS 1.2, the best first: those that are not legacy, then those with a key of their own for
   * each connection, then AEADs, and CCM_8 last for its short tags.
   */
  static List<Suite12> suites12(CryptoProvider crypto, boolean legacy) {
    return availableSuites12(crypto).stream()
        .filter(suite -> legacy || !suite.isLegacy())
        .sorted(
            Comparator.comparing(Suite12::isLegacy)
                .thenComparing(suite -> suite.keyExchange().usesPsk())
                .thenComparing(suite -> !suite.keyExchange().needsServerKeyExchange())
                .thenComparing(suite -> !suite.protection().isModern())
                .thenComparing(suite -> suite.protection().macKeyLength() > 0)
                .thenComparing(suite -> suite.toString().contains("CCM_8")))
        .toList();
  }

  static List<Suite12> availableSuites12(CryptoProvider crypto) {
    Set<AeadAlgorithm> aeads = Set.copyOf(crypto.aeads().algorithms());
    return Stream.of(Suite12.values())
        .filter(
            suite ->
                !(suite.protection() instanceof Protection12.Aead aead)
                    || aeads.contains(aead.algorithm()))
        .toList();
  }

  static List<NamedGroup> groups(CryptoProvider crypto, boolean legacy) {
    Set<NamedGroup> available = availableGroups(crypto);
    Stream<NamedGroup> more = legacy ? LEGACY_GROUPS.stream() : Stream.empty();
    return Stream.concat(GROUPS.stream(), more).filter(available::contains).toList();
  }

  /**
   * The first group; and behind a hybrid, which older servers do not know, the first other group:
   * its 32 bytes save the round trip of a HelloRetryRequest.
   */
  static List<NamedGroup> keyShares(List<NamedGroup> groups) {
    NamedGroup first = groups.get(0);
    Stream<NamedGroup> fallback =
        HYBRIDS.contains(first)
            ? groups.stream().filter(group -> !HYBRIDS.contains(group)).limit(1)
            : Stream.empty();
    return Stream.concat(Stream.of(first), fallback).toList();
  }

  /** All the provider verifies, in its order: what a certificate uses is its issuer's choice. */
  static List<SignatureScheme> signatureSchemes(CryptoProvider crypto) {
    Set<SignatureScheme> available = availableSchemes(crypto);
    return crypto.signatureAlgorithms().stream()
        .flatMap(
            algorithm ->
                available.stream()
                    .filter(scheme -> scheme.algorithm().equals(java.util.Optional.of(algorithm))))
        .toList();
  }

  static Set<NamedGroup> availableGroups(CryptoProvider crypto) {
    Set<NamedGroup> available = new HashSet<>();
    crypto.groups().stream()
        .map(KeyExchangeGroup::algorithm)
        .map(NamedGroup::of)
        .forEach(available::add);
    return available;
  }

  static Set<SignatureScheme> availableSchemes(CryptoProvider crypto) {
    Set<SignatureScheme> available = new HashSet<>();
    for (SignatureScheme scheme : SignatureScheme.known()) {
      scheme
          .algorithm()
          .filter(crypto.verifiers().algorithms()::contains)
          .ifPresent(algorithm -> available.add(scheme));
    }
    return available;
  }

  /**
   * A copy of {@code chosen}.
   *
   * @throws IllegalArgumentException when it is empty, has an element twice or one that is not
   *     available
   */
  static <T> List<T> checked(String name, List<T> chosen, java.util.Collection<T> available) {
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(name + ": empty, expected at least one");
    }
    return checkedOrEmpty(name, chosen, available);
  }

  static <T> List<T> checkedOrEmpty(
      String name, List<T> chosen, java.util.Collection<T> available) {
    Set<T> seen = new HashSet<>();
    for (T element : chosen) {
      if (!seen.add(element)) {
        throw new IllegalArgumentException("%s: %s twice".formatted(name, element));
      }
      if (!available.contains(element)) {
        throw new IllegalArgumentException(
            "%s: %s, expected some of %s".formatted(name, element, available));
      }
    }
    return List.copyOf(chosen);
  }

  static List<String> checkedProtocols(List<String> protocols) {
    for (String protocol : protocols) {
      // "opaque ProtocolName<1..2^8-1>", RFC 7301 §3.1; one character is one byte.
      if (protocol.isEmpty()
          || protocol.length() > 255
          || protocol.chars().anyMatch(character -> character > 0xFF)) {
        throw new IllegalArgumentException(
            "applicationProtocols: \"%s\", expected 1..255 bytes, one a character"
                .formatted(protocol));
      }
    }
    return List.copyOf(protocols);
  }

  static List<Suite13> allSuites(CryptoProvider crypto) {
    return Stream.of(Suite13.values())
        .filter(suite -> crypto.aeads().algorithms().contains(suite.aead()))
        .toList();
  }
}
