package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Suite12;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The PRF of TLS 1.2 and what is derived with it (RFC 5246 §5, §6.3, §8.1; RFC 7627 §4).
 *
 * <p>Written apart from the stack's own schedule on purpose, as {@link PeerSchedule} is.
 */
final class PeerSchedule12 {
  private static final int MAIN_SECRET = 48;
  private static final int VERIFY_DATA = 12;

  private final CryptoProvider crypto;
  private final Suite12 suite;

  PeerSchedule12(CryptoProvider crypto, Suite12 suite) {
    this.crypto = crypto;
    this.suite = suite;
  }

  /** From the two randoms (RFC 5246 §8.1). */
  Secret mainSecret(Secret premaster, Bytes clientRandom, Bytes serverRandom) {
    return Secret.copyOf(
        prf(premaster, "master secret", clientRandom.plus(serverRandom), MAIN_SECRET));
  }

  /** From the transcript through ClientKeyExchange (RFC 7627 §4). */
  Secret extendedMainSecret(Secret premaster, Bytes transcript) {
    Bytes sessionHash = crypto.hashes().digest(suite.hash(), transcript);
    return Secret.copyOf(prf(premaster, "extended master secret", sessionHash, MAIN_SECRET));
  }

  /** The keys that a side writes with (RFC 5246 §6.3). */
  Epoch12 keys(
      Role sender,
      Secret mainSecret,
      Bytes clientRandom,
      Bytes serverRandom,
      boolean encryptThenMac) {
    Protection12 sizes = suite.protection();
    int mac = sizes.macKeyLength();
    int key = sizes.encKeyLength();
    int iv = sizes.fixedIvLength();
    Bytes block =
        prf(mainSecret, "key expansion", serverRandom.plus(clientRandom), 2 * (mac + key + iv));
    int which = sender == Role.CLIENT ? 0 : 1;
    return new Epoch12(
        suite,
        cut(block, which * mac, mac),
        cut(block, 2 * mac + which * key, key),
        cut(block, 2 * (mac + key) + which * iv, iv),
        encryptThenMac);
  }

  /** verify_data of a side's Finished (RFC 5246 §7.4.9). */
  Bytes finished(Role sender, Secret mainSecret, Bytes transcript) {
    Bytes hash = crypto.hashes().digest(suite.hash(), transcript);
    return prf(mainSecret, sender + " finished", hash, VERIFY_DATA);
  }

  private static Secret cut(Bytes block, int from, int length) {
    return Secret.copyOf(block.slice(from, from + length));
  }

  /** {@code PRF(secret, label, seed) = P_hash(secret, label + seed)} (RFC 5246 §5). */
  private Bytes prf(Secret secret, String label, Bytes seed, int length) {
    HashAlgorithm hash = suite.hash();
    Bytes whole = Bytes.copyOf(label.getBytes(StandardCharsets.US_ASCII)).plus(seed);
    List<Bytes> output = new ArrayList<>();
    Bytes a = hmac(hash, secret, whole);
    for (int made = 0; made < length; made += hash.length()) {
      output.add(hmac(hash, secret, a.plus(whole)));
      a = hmac(hash, secret, a);
    }
    return Bytes.concat(output).first(length);
  }

  private Bytes hmac(HashAlgorithm hash, Secret key, Bytes message) {
    Hmac hmac = crypto.hashes().hmac(hash, key);
    hmac.update(message);
    byte[] mac = new byte[hmac.length()];
    hmac.finish(mac, 0);
    return Bytes.copyOf(mac);
  }
}
