package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.MessageHash;
import dev.clasp.tls.crypto.Secret;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-2 and HMAC of the platform. */
public final class JcaHashes implements Hashes {
  @Override
  public MessageHash hash(HashAlgorithm algorithm) {
    MessageDigest digest = Jca.require(() -> MessageDigest.getInstance(algorithm.toString()));
    return new JcaHash(algorithm, digest);
  }

  @Override
  public Hmac hmac(HashAlgorithm algorithm, Secret key) {
    return new JcaHmac(algorithm, key);
  }

  @Override
  public Bytes sha1ForIdentifiers(Bytes input) {
    MessageDigest digest = Jca.require(() -> MessageDigest.getInstance("SHA-1"));
    return Bytes.copyOf(digest.digest(input.toArray()));
  }

  private record JcaHash(HashAlgorithm algorithm, MessageDigest digest) implements MessageHash {
    @Override
    public void update(byte[] input, int offset, int length) {
      digest.update(input, offset, length);
    }

    @Override
    public MessageHash fork() {
      try {
        return new JcaHash(algorithm, (MessageDigest) digest.clone());
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException(algorithm + ": the provider cannot copy its state", e);
      }
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

    JcaHmac(HashAlgorithm algorithm, Secret key) {
      this.algorithm = algorithm;
      String name = "HmacSHA" + 8 * algorithm.length();
      SecretKeySpec spec =
          key.use(bytes -> new SecretKeySpec(bytes.length == 0 ? EMPTY_KEY : bytes, name));
      this.mac =
          Jca.require(
              () -> {
                Mac instance = Mac.getInstance(name);
                instance.init(spec);
                return instance;
              });
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
