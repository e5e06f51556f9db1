package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.HashState;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.MacAlgorithm;
import dev.clasp.tls.crypto.MessageHash;
import dev.clasp.tls.crypto.Secret;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SHA-2 and HMAC of the platform.
 *
 * <p>A handshake needs dozens of them, and to look one up among the platform's providers costs
 * several times what it then computes: each is looked up once and copied.
 *
 * <p>CT: the platform's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class JcaHashes implements Hashes {
  /** Never fed, so that threads may copy them at the same time. */
  private final Map<HashAlgorithm, MessageDigest> digests = new EnumMap<>(HashAlgorithm.class);

  /** Never keyed; as above. */
  private final Map<HashAlgorithm, Mac> macs = new EnumMap<>(HashAlgorithm.class);

  public JcaHashes() {
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      digests.put(algorithm, newDigest(algorithm));
      macs.put(algorithm, newMac(algorithm));
    }
  }

  @Override
  public MessageHash hash(HashAlgorithm algorithm) {
    MessageDigest digest;
    try {
      digest = (MessageDigest) Objects.requireNonNull(digests.get(algorithm)).clone();
    } catch (CloneNotSupportedException e) {
      digest = newDigest(algorithm);
    }
    return new JcaHash(algorithm, digest);
  }

  @Override
  public Hmac hmac(HashAlgorithm algorithm, Secret key) {
    Mac mac;
    try {
      mac = (Mac) Objects.requireNonNull(macs.get(algorithm)).clone();
    } catch (CloneNotSupportedException e) {
      mac = newMac(algorithm);
    }
    return new JcaHmac(algorithm, mac, key);
  }

  private static MessageDigest newDigest(HashAlgorithm algorithm) {
    return Jca.require(() -> MessageDigest.getInstance(algorithm.toString()));
  }

  private static Mac newMac(HashAlgorithm algorithm) {
    Mac mac = Jca.require(() -> Mac.getInstance("HmacSHA" + 8 * algorithm.length()));
    mac.getProvider(); // ends the search for one; only then can it be copied
    return mac;
  }

  @Override
  public HashState macHash(MacAlgorithm algorithm) {
    return new JcaState(Jca.require(() -> MessageDigest.getInstance(algorithm.hashName())));
  }

  @Override
  public Bytes sha1ForIdentifiers(Bytes input) {
    MessageDigest digest = Jca.require(() -> MessageDigest.getInstance("SHA-1"));
    return Bytes.copyOf(digest.digest(input.toArray()));
  }

  private record JcaState(MessageDigest digest) implements HashState {
    @Override
    public void update(byte[] input, int offset, int length) {
      digest.update(input, offset, length);
    }

    @Override
    public HashState fork() {
      return new JcaState(copy(digest));
    }

    @Override
    public Bytes finish() {
      return Bytes.copyOf(digest.digest());
    }
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(
          digest.getAlgorithm() + ": the provider cannot copy its state", e);
    }
  }

  private record JcaHash(HashAlgorithm algorithm, MessageDigest digest) implements MessageHash {
    @Override
    public void update(byte[] input, int offset, int length) {
      digest.update(input, offset, length);
    }

    @Override
    public MessageHash fork() {
      return new JcaHash(algorithm, copy(digest));
    }

    @Override
    public Bytes finish() {
      return Bytes.copyOf(digest.digest());
    }
  }

  private static final class JcaHmac implements Hmac {
    /** The same key as no bytes at all, since HMAC pads with zeros (RFC 2104 §2). */
    private static final byte[] EMPTY_KEY = new byte[1];

    private final HashAlgorithm algorithm;
    private final Mac mac;

    JcaHmac(HashAlgorithm algorithm, Mac mac, Secret key) {
      this.algorithm = algorithm;
      this.mac = mac;
      SecretKeySpec spec =
          key.use(bytes -> new SecretKeySpec(bytes.length == 0 ? EMPTY_KEY : bytes, "HMAC"));
      try {
        mac.init(spec);
      } catch (InvalidKeyException e) {
        throw Jca.missing(e);
      }
    }

    @Override
    public int length() {
      return algorithm.length();
    }

    @Override
    public void update(byte[] input, int offset, int length) {
      mac.update(input, offset, length);
    }

    @Override
    public void finish(byte[] output, int offset) {
      byte[] tag = mac.doFinal();
      System.arraycopy(tag, 0, output, offset, tag.length);
    }
  }
}
