package dev.clasp.tls.crypto.provider;

import dev.clasp.tls.crypto.Aeads;
import dev.clasp.tls.crypto.BlockCbcs;
import dev.clasp.tls.crypto.ClassicKeyExchange;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.InsecureSignatures;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.SignatureVerifiers;
import dev.clasp.tls.crypto.SigningKeys;
import dev.clasp.tls.crypto.bc.BcAeads;
import dev.clasp.tls.crypto.bc.BcBlockCbcs;
import dev.clasp.tls.crypto.bc.BcClassicKeyExchange;
import dev.clasp.tls.crypto.bc.BcEcdh;
import dev.clasp.tls.crypto.bc.BcFfdhe;
import dev.clasp.tls.crypto.bc.BcHashes;
import dev.clasp.tls.crypto.bc.BcMlKem;
import dev.clasp.tls.crypto.bc.BcSigningKeys;
import dev.clasp.tls.crypto.bc.BcVerifiers;
import dev.clasp.tls.crypto.bc.BcXdh;
import dev.clasp.tls.crypto.ec.P256;
import dev.clasp.tls.crypto.ec.X25519;
import dev.clasp.tls.crypto.jca.JcaAeads;
import dev.clasp.tls.crypto.jca.JcaBlockCbcs;
import dev.clasp.tls.crypto.jca.JcaClassicKeyExchange;
import dev.clasp.tls.crypto.jca.JcaEcdh;
import dev.clasp.tls.crypto.jca.JcaFfdhe;
import dev.clasp.tls.crypto.jca.JcaHashes;
import dev.clasp.tls.crypto.jca.JcaInsecureSignatures;
import dev.clasp.tls.crypto.jca.JcaRandom;
import dev.clasp.tls.crypto.jca.JcaSigningKeys;
import dev.clasp.tls.crypto.jca.JcaVerifiers;
import dev.clasp.tls.crypto.jca.JcaXdh;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.DiffieHellmanGroup;
import dev.clasp.tls.crypto.kex.HybridGroup;
import dev.clasp.tls.crypto.kex.KeyEncapsulation;
import dev.clasp.tls.crypto.kex.KeyEncapsulationGroup;
import dev.clasp.tls.crypto.mlkem.MlKem;
import java.util.List;

/**
 * The shipped providers.
 *
 * <p>Those with ML-KEM offer X25519MLKEM768 first, since what is recorded today may be read by
 * quantum computers later. All offer X25519 before the NIST curves, for its speed and its simple
 * checks, and the smaller curves before the larger; ECDSA and EdDSA before RSA for the size of
 * their signatures; PSS before PKCS#1 v1.5, which TLS 1.3 allows in certificates only.
 *
 * <p>CT: making a provider touches no secret.
 */
public final class CryptoProviders {
  private static final List<SignatureAlgorithm> SIGNATURE_PREFERENCE =
      List.of(
          SignatureAlgorithm.ECDSA_SECP256R1_SHA256,
          SignatureAlgorithm.ED25519,
          SignatureAlgorithm.ECDSA_SECP384R1_SHA384,
          SignatureAlgorithm.ECDSA_SECP521R1_SHA512,
          SignatureAlgorithm.ED448,
          SignatureAlgorithm.MLDSA44,
          SignatureAlgorithm.MLDSA65,
          SignatureAlgorithm.MLDSA87,
          SignatureAlgorithm.ECDSA_BRAINPOOLP256R1_SHA256,
          SignatureAlgorithm.ECDSA_BRAINPOOLP384R1_SHA384,
          SignatureAlgorithm.ECDSA_BRAINPOOLP512R1_SHA512,
          SignatureAlgorithm.RSA_PSS_RSAE_SHA256,
          SignatureAlgorithm.RSA_PSS_RSAE_SHA384,
          SignatureAlgorithm.RSA_PSS_RSAE_SHA512,
          SignatureAlgorithm.RSA_PSS_PSS_SHA256,
          SignatureAlgorithm.RSA_PSS_PSS_SHA384,
          SignatureAlgorithm.RSA_PSS_PSS_SHA512,
          SignatureAlgorithm.ECDSA_SHA256,
          SignatureAlgorithm.ECDSA_SHA384,
          SignatureAlgorithm.ECDSA_SHA512,
          SignatureAlgorithm.RSA_PKCS1_SHA256,
          SignatureAlgorithm.RSA_PKCS1_SHA384,
          SignatureAlgorithm.RSA_PKCS1_SHA512);

  private CryptoProviders() {}

  /**
   * The best of what is there: our own code for X25519, P-256 (ECDH and ECDSA) and ML-KEM; the
   * platform for hashes, AES-GCM, ChaCha20-Poly1305 and RSA, where its intrinsics win; Bouncy
   * Castle for the rest.
   */
  public static CryptoProvider standard() {
    return standard(JcaRandom.secure());
  }

  /** The same with all randomness, that of keys and signatures too, from one source: for tests. */
  public static CryptoProvider standard(RandomSource random) {
    Hashes hashes = new JcaHashes();
    SigningKeys signingKeys =
        new SplitSigningKeys(new JcaSigningKeys(random), new BcSigningKeys(random));
    return provider(
        "standard",
        hashes,
        new CompositeAeads(new JcaAeads(), new BcAeads()),
        new JcaBlockCbcs(),
        groups(
            new X25519(),
            new P256(),
            List.of(MlKem.mlKem512(), MlKem.mlKem768(), MlKem.mlKem1024())),
        new JcaClassicKeyExchange(),
        new P256FirstVerifiers(hashes, new SplitVerifiers(new JcaVerifiers(), new BcVerifiers())),
        new P256FirstSigningKeys(hashes, random, signingKeys),
        random);
  }

  /** The platform's cryptography alone, for people whose policy says so. */
  public static CryptoProvider jca() {
    return jca(JcaRandom.secure());
  }

  /** The same with all randomness, that of keys and signatures too, from one source: for tests. */
  public static CryptoProvider jca(RandomSource random) {
    List<KeyExchangeGroup> groups =
        List.of(
            new DiffieHellmanGroup(JcaXdh.x25519()),
            new DiffieHellmanGroup(new JcaEcdh(GroupAlgorithm.SECP256R1)),
            new DiffieHellmanGroup(new JcaEcdh(GroupAlgorithm.SECP384R1)),
            new DiffieHellmanGroup(new JcaEcdh(GroupAlgorithm.SECP521R1)),
            new DiffieHellmanGroup(JcaXdh.x448()),
            new DiffieHellmanGroup(new JcaFfdhe(GroupAlgorithm.FFDHE2048)),
            new DiffieHellmanGroup(new JcaFfdhe(GroupAlgorithm.FFDHE3072)),
            new DiffieHellmanGroup(new JcaFfdhe(GroupAlgorithm.FFDHE4096)),
            new DiffieHellmanGroup(new JcaFfdhe(GroupAlgorithm.FFDHE6144)),
            new DiffieHellmanGroup(new JcaFfdhe(GroupAlgorithm.FFDHE8192)));
    return provider(
        "jca",
        new JcaHashes(),
        new JcaAeads(),
        new JcaBlockCbcs(),
        groups,
        new JcaClassicKeyExchange(),
        new JcaVerifiers(),
        new JcaSigningKeys(random),
        random);
  }

  /** What no provider has: SHA-1, for archives and test suites. Never for a connection. */
  public static InsecureSignatures insecureSignatures() {
    return new JcaInsecureSignatures();
  }

  /** Bouncy Castle alone, but for the platform's secure randomness. */
  public static CryptoProvider bouncyCastle() {
    return bouncyCastle(JcaRandom.secure());
  }

  /** The same with all randomness, that of keys and signatures too, from one source: for tests. */
  public static CryptoProvider bouncyCastle(RandomSource random) {
    return provider(
        "bouncyCastle",
        new BcHashes(),
        new BcAeads(),
        new BcBlockCbcs(),
        groups(
            BcXdh.x25519(),
            new BcEcdh(GroupAlgorithm.SECP256R1),
            List.of(BcMlKem.mlKem512(), BcMlKem.mlKem768(), BcMlKem.mlKem1024())),
        new BcClassicKeyExchange(),
        new BcVerifiers(),
        new BcSigningKeys(random),
        random);
  }

  /**
   * All groups, Bouncy Castle's where no maker is given.
   *
   * @param mlKem 512, 768, 1024
   */
  private static List<KeyExchangeGroup> groups(
      DiffieHellman x25519Function,
      DiffieHellman secp256r1Function,
      List<? extends KeyEncapsulation> mlKem) {
    KeyExchangeGroup x25519 = new DiffieHellmanGroup(x25519Function);
    KeyExchangeGroup secp256r1 = new DiffieHellmanGroup(secp256r1Function);
    KeyExchangeGroup secp384r1 = new DiffieHellmanGroup(new BcEcdh(GroupAlgorithm.SECP384R1));
    KeyExchangeGroup mlKem768 = new KeyEncapsulationGroup(mlKem.get(1));
    KeyExchangeGroup mlKem1024 = new KeyEncapsulationGroup(mlKem.get(2));
    return List.of(
        HybridGroup.x25519MlKem768(mlKem768, x25519),
        x25519,
        secp256r1,
        secp384r1,
        new DiffieHellmanGroup(new BcEcdh(GroupAlgorithm.SECP521R1)),
        HybridGroup.secp256r1MlKem768(secp256r1, mlKem768),
        HybridGroup.secp384r1MlKem1024(secp384r1, mlKem1024),
        new DiffieHellmanGroup(BcXdh.x448()),
        new DiffieHellmanGroup(new BcEcdh(GroupAlgorithm.BRAINPOOLP256R1)),
        new DiffieHellmanGroup(new BcEcdh(GroupAlgorithm.BRAINPOOLP384R1)),
        new DiffieHellmanGroup(new BcEcdh(GroupAlgorithm.BRAINPOOLP512R1)),
        mlKem768,
        mlKem1024,
        new KeyEncapsulationGroup(mlKem.get(0)),
        new DiffieHellmanGroup(new BcFfdhe(GroupAlgorithm.FFDHE2048)),
        new DiffieHellmanGroup(new BcFfdhe(GroupAlgorithm.FFDHE3072)),
        new DiffieHellmanGroup(new BcFfdhe(GroupAlgorithm.FFDHE4096)),
        new DiffieHellmanGroup(new BcFfdhe(GroupAlgorithm.FFDHE6144)),
        new DiffieHellmanGroup(new BcFfdhe(GroupAlgorithm.FFDHE8192)));
  }

  private static CryptoProvider provider(
      String name,
      Hashes hashes,
      Aeads aeads,
      BlockCbcs blockCbcs,
      List<KeyExchangeGroup> groups,
      ClassicKeyExchange classicKeyExchange,
      SignatureVerifiers verifiers,
      SigningKeys signingKeys,
      RandomSource random) {
    List<SignatureAlgorithm> algorithms =
        SIGNATURE_PREFERENCE.stream().filter(verifiers.algorithms()::contains).toList();
    return new CryptoProvider(
        name,
        hashes,
        aeads,
        blockCbcs,
        groups,
        classicKeyExchange,
        algorithms,
        verifiers,
        signingKeys,
        random);
  }
}
