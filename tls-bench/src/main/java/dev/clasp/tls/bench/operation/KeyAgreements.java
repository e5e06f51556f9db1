package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.DiffieHellmanGroup;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.crypto.KeyAgreement;

/**
 * Key generation and agreement alone.
 *
 * <p>Ours starts from the peer's share in bytes, as TLS gets it, and checks it; the JCA peers start
 * from a public key decoded before, so that decoding and checking are not in their times.
 */
final class KeyAgreements {
  private KeyAgreements() {}

  static List<Subject> subjects() {
    return List.of(
        keygen("x25519", true, GroupAlgorithm.X25519, "X25519"),
        agreement("x25519", true, GroupAlgorithm.X25519, "X25519"),
        keygen("p256", true, GroupAlgorithm.SECP256R1, "secp256r1"),
        agreement("p256", true, GroupAlgorithm.SECP256R1, "secp256r1"),
        keygen("p384", false, GroupAlgorithm.SECP384R1, "secp384r1"),
        agreement("p384", false, GroupAlgorithm.SECP384R1, "secp384r1"),
        keygen("p521", false, GroupAlgorithm.SECP521R1, "secp521r1"),
        agreement("p521", false, GroupAlgorithm.SECP521R1, "secp521r1"),
        keygen("x448", false, GroupAlgorithm.X448, "X448"),
        agreement("x448", false, GroupAlgorithm.X448, "X448"));
  }

  private static Subject keygen(String name, boolean quick, GroupAlgorithm group, String jcaName) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          CryptoProvider crypto = PeerProviders.crypto(Peer.CLASP);
          DiffieHellman function = function(crypto, group);
          return () -> function.newKeyPair(crypto.random());
        });
    for (Peer peer : PeerProviders.JCA) {
      makers.put(
          peer,
          () -> {
            KeyPairGenerator generator = generator(JcaServices.of(peer), jcaName);
            return generator::generateKeyPair;
          });
    }
    return new Subject(name + ".keygen", "a key pair, the share encoded", quick, makers);
  }

  private static Subject agreement(
      String name, boolean quick, GroupAlgorithm group, String jcaName) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          CryptoProvider crypto = PeerProviders.crypto(Peer.CLASP);
          DiffieHellman function = function(crypto, group);
          DiffieHellman.KeyPair ours = function.newKeyPair(crypto.random());
          DiffieHellman.KeyPair theirs = function.newKeyPair(crypto.random());
          return () -> function.agree(ours.privateKey(), theirs.share());
        });
    for (Peer peer : PeerProviders.JCA) {
      makers.put(peer, () -> jcaAgreement(JcaServices.of(peer), jcaName));
    }
    return new Subject(name + ".agreement", "one agreement with a given key", quick, makers);
  }

  private static DiffieHellman function(CryptoProvider crypto, GroupAlgorithm algorithm)
      throws Unavailable {
    return crypto
        .group(algorithm)
        .filter(DiffieHellmanGroup.class::isInstance)
        .map(group -> ((DiffieHellmanGroup) group).function())
        .orElseThrow(() -> new Unavailable(crypto.name() + " has no " + algorithm));
  }

  private static Operation jcaAgreement(JcaServices services, String name)
      throws GeneralSecurityException {
    KeyPairGenerator generator = generator(services, name);
    KeyPair ours = generator.generateKeyPair();
    KeyPair theirs = generator.generateKeyPair();
    KeyAgreement agreement = agreement(services, name);
    return () -> {
      agreement.init(ours.getPrivate());
      agreement.doPhase(theirs.getPublic(), true);
      return agreement.generateSecret();
    };
  }

  private static boolean isMontgomery(String name) {
    return name.startsWith("X");
  }

  private static KeyPairGenerator generator(JcaServices services, String name)
      throws GeneralSecurityException {
    if (isMontgomery(name)) {
      return firstKnown(List.of(name, "XDH"), services::keyPairGenerator);
    }
    KeyPairGenerator generator = services.keyPairGenerator("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator;
  }

  private static KeyAgreement agreement(JcaServices services, String name)
      throws GeneralSecurityException {
    return isMontgomery(name)
        ? firstKnown(List.of(name, "XDH"), services::keyAgreement)
        : services.keyAgreement("ECDH");
  }

  /** Conscrypt knows X25519 by the name XDH only. X448 must not fall back to it. */
  private static <T> T firstKnown(List<String> names, JcaLookup<T> lookup)
      throws GeneralSecurityException {
    List<GeneralSecurityException> refusals = new ArrayList<>();
    for (String name : names.get(0).equals("X448") ? names.subList(0, 1) : names) {
      try {
        return lookup.find(name);
      } catch (GeneralSecurityException e) {
        refusals.add(e);
      }
    }
    throw refusals.get(0);
  }

  @FunctionalInterface
  private interface JcaLookup<T> {
    T find(String name) throws GeneralSecurityException;
  }
}
