package dev.clasp.tls.crypto;

import java.util.List;
import java.util.Optional;

/**
 * What is implemented and by whom: a plain value, passed in configuration. No global default.
 *
 * <p>CT: looks up what does the work; touches no secret.
 *
 * @param name for messages and reports
 * @param hashes hash functions and HMAC
 * @param aeads record protection
 * @param blockCbcs record protection of the CBC suites of TLS 1.2
 * @param groups key exchange, most preferred first
 * @param classicKeyExchange what the older key exchanges of TLS 1.2 need besides
 * @param signatureAlgorithms what {@code verifiers} accepts, most preferred first
 * @param verifiers checks signatures
 * @param signingKeys reads private keys
 * @param random random bytes
 */
public record CryptoProvider(
    String name,
    Hashes hashes,
    Aeads aeads,
    BlockCbcs blockCbcs,
    List<KeyExchangeGroup> groups,
    ClassicKeyExchange classicKeyExchange,
    List<SignatureAlgorithm> signatureAlgorithms,
    SignatureVerifiers verifiers,
    SigningKeys signingKeys,
    RandomSource random) {

  public CryptoProvider {
    groups = List.copyOf(groups);
    signatureAlgorithms = List.copyOf(signatureAlgorithms);
  }

  public Optional<KeyExchangeGroup> group(GroupAlgorithm algorithm) {
    return groups.stream().filter(group -> group.algorithm() == algorithm).findFirst();
  }

  /** The same with other key exchanges: watched ones, for tools that show what happens. */
  public CryptoProvider withKeyExchanges(
      List<KeyExchangeGroup> otherGroups, ClassicKeyExchange otherClassic) {
    return new CryptoProvider(
        name,
        hashes,
        aeads,
        blockCbcs,
        otherGroups,
        otherClassic,
        signatureAlgorithms,
        verifiers,
        signingKeys,
        random);
  }

  /** The same with another source of randomness: a seeded one in tests. */
  public CryptoProvider withRandom(RandomSource other) {
    return new CryptoProvider(
        name,
        hashes,
        aeads,
        blockCbcs,
        groups,
        classicKeyExchange,
        signatureAlgorithms,
        verifiers,
        signingKeys,
        other);
  }
}
