package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls13Kdf;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The secrets of one full handshake on one side (RFC 9846 §7.1): three extractions, four traffic
 * secrets with key and IV each, two Finished keys, exporter and resumption secret.
 *
 * <p>The peers stand behind the same key derivation; what differs is whose HMAC it is. The JDK's is
 * also the standard provider's.
 */
final class KeySchedules {
  private KeySchedules() {}

  static List<Subject> subjects() {
    return List.of(
        subject(HashAlgorithm.SHA256, 16, true), subject(HashAlgorithm.SHA384, 32, false));
  }

  private static Subject subject(HashAlgorithm hash, int keyLength, boolean quick) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    for (Peer peer : List.of(Peer.CLASP, Peer.JDK, Peer.BC)) {
      makers.put(peer, () -> schedule(PeerProviders.crypto(peer).hashes(), hash, keyLength));
    }
    return new Subject(
        "schedule." + hash.name(), "all secrets and keys of a full handshake", quick, makers);
  }

  private static Operation schedule(Hashes hashes, HashAlgorithm hash, int keyLength) {
    Tls13Kdf kdf = new Tls13Kdf(hashes, hash);
    Secret zeros = Secret.zeros(hash.length());
    Secret shared = Secret.copyOf(new byte[32]);
    Bytes empty = kdf.emptyHash();
    Bytes transcript = empty; // any hash will do
    return () -> {
      Secret early = kdf.extract(zeros, zeros);
      Secret handshake = kdf.extract(kdf.deriveSecret(early, "derived", empty), shared);
      for (String label : List.of("c hs traffic", "s hs traffic")) {
        Secret traffic = kdf.deriveSecret(handshake, label, transcript);
        keys(kdf, traffic, keyLength);
        kdf.expandLabel(traffic, "finished", Bytes.empty(), hash.length());
      }
      Secret main = kdf.extract(kdf.deriveSecret(handshake, "derived", empty), zeros);
      keys(kdf, kdf.deriveSecret(main, "c ap traffic", transcript), keyLength);
      keys(kdf, kdf.deriveSecret(main, "s ap traffic", transcript), keyLength);
      kdf.deriveSecret(main, "exp master", transcript);
      return kdf.deriveSecret(main, "res master", transcript);
    };
  }

  private static void keys(Tls13Kdf kdf, Secret traffic, int keyLength) {
    kdf.expandLabel(traffic, "key", Bytes.empty(), keyLength);
    kdf.expandLabel(traffic, "iv", Bytes.empty(), 12);
  }
}
