package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.kex.KeyEncapsulation;
import dev.clasp.tls.crypto.kex.KeyEncapsulationGroup;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * ML-KEM alone.
 *
 * <p>Ours and Bouncy Castle's encapsulate to a key in bytes, as TLS gets it, and check it; the JCA
 * peers to a key decoded before.
 */
final class Encapsulations {
  private Encapsulations() {}

  static List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    for (GroupAlgorithm group : List.of(GroupAlgorithm.MLKEM768, GroupAlgorithm.MLKEM1024)) {
      boolean quick = group == GroupAlgorithm.MLKEM768;
      String size = group.toString().substring("MLKEM".length());
      String name = "mlkem" + size;
      String jcaName = "ML-KEM-" + size;
      subjects.add(
          subject(
              name + ".keygen", "a key pair", quick, peer -> keygen(peer, group), jcaName, KEYGEN));
      subjects.add(
          subject(
              name + ".encaps",
              "a secret and its ciphertext",
              quick,
              peer -> encaps(peer, group),
              jcaName,
              ENCAPS));
      subjects.add(
          subject(
              name + ".decaps",
              "the secret of a good ciphertext",
              quick,
              peer -> decaps(peer, group),
              jcaName,
              DECAPS));
    }
    return subjects;
  }

  @FunctionalInterface
  private interface Own {
    Operation make(Peer peer) throws Exception;
  }

  @FunctionalInterface
  private interface Jca {
    Operation make(JcaServices services, String name) throws Exception;
  }

  private static final Jca KEYGEN =
      (services, name) -> {
        KeyPairGenerator generator = services.keyPairGenerator(name);
        return generator::generateKeyPair;
      };

  private static final Jca ENCAPS =
      (services, name) -> {
        JdkKem kem = JdkKem.of(services.provider());
        KeyPair pair = services.keyPairGenerator(name).generateKeyPair();
        return () -> kem.encapsulate(pair.getPublic());
      };

  private static final Jca DECAPS =
      (services, name) -> {
        JdkKem kem = JdkKem.of(services.provider());
        KeyPair pair = services.keyPairGenerator(name).generateKeyPair();
        byte[] ciphertext = kem.ciphertext(kem.encapsulate(pair.getPublic()));
        return () -> kem.decapsulate(pair.getPrivate(), ciphertext);
      };

  private static Subject subject(
      String name, String what, boolean quick, Own own, String jcaName, Jca jca) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(Peer.CLASP, () -> own.make(Peer.CLASP));
    makers.put(Peer.BC, () -> own.make(Peer.BC));
    for (Peer peer : List.of(Peer.JDK, Peer.CONSCRYPT, Peer.ACCP)) {
      makers.put(peer, () -> jca.make(JcaServices.of(peer), jcaName));
    }
    return new Subject(name, what, quick, makers);
  }

  private static Operation keygen(Peer peer, GroupAlgorithm group) throws Unavailable {
    CryptoProvider crypto = PeerProviders.crypto(peer);
    KeyEncapsulation mechanism = mechanism(crypto, group);
    return () -> mechanism.newKeyPair(crypto.random());
  }

  private static Operation encaps(Peer peer, GroupAlgorithm group) throws Unavailable {
    CryptoProvider crypto = PeerProviders.crypto(peer);
    KeyEncapsulation mechanism = mechanism(crypto, group);
    KeyEncapsulation.KeyPair pair = mechanism.newKeyPair(crypto.random());
    return () -> mechanism.encapsulate(crypto.random(), pair.encapsulationKey());
  }

  private static Operation decaps(Peer peer, GroupAlgorithm group) throws Exception {
    CryptoProvider crypto = PeerProviders.crypto(peer);
    KeyEncapsulation mechanism = mechanism(crypto, group);
    KeyEncapsulation.KeyPair pair = mechanism.newKeyPair(crypto.random());
    KeyExchangeReply reply = mechanism.encapsulate(crypto.random(), pair.encapsulationKey());
    return () -> mechanism.decapsulate(pair.decapsulationKey(), reply.share());
  }

  private static KeyEncapsulation mechanism(CryptoProvider crypto, GroupAlgorithm algorithm)
      throws Unavailable {
    return crypto
        .group(algorithm)
        .filter(KeyEncapsulationGroup.class::isInstance)
        .map(group -> ((KeyEncapsulationGroup) group).mechanism())
        .orElseThrow(() -> new Unavailable(crypto.name() + " has no " + algorithm));
  }
}
