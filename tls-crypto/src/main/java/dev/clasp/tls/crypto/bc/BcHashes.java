package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.HashState;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.MacAlgorithm;
import dev.clasp.tls.crypto.MessageHash;
import dev.clasp.tls.crypto.Secret;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.Memoable;

/**
 * SHA-2 and HMAC of Bouncy Castle.
 *
 * <p>CT: the library's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class BcHashes implements Hashes {
  @Override
  public MessageHash hash(HashAlgorithm algorithm) {
    return new BcHash(algorithm, digest(algorithm));
  }

  @Override
  public Hmac hmac(HashAlgorithm algorithm, Secret key) {
    HMac hmac = new HMac(digest(algorithm));
    key.useIn(bytes -> hmac.init(new KeyParameter(bytes)));
    return new BcHmac(hmac);
  }

  @Override
  public HashState macHash(MacAlgorithm algorithm) {
    return new BcState(
        switch (algorithm) {
          case HMAC_SHA1 -> new SHA1Digest();
          case HMAC_SHA256 -> digest(HashAlgorithm.SHA256);
          case HMAC_SHA384 -> digest(HashAlgorithm.SHA384);
        });
  }

  @Override
  public Bytes sha1ForIdentifiers(Bytes input) {
    SHA1Digest digest = new SHA1Digest();
    digest.update(input.toArray(), 0, input.size());
    byte[] output = new byte[digest.getDigestSize()];
    digest.doFinal(output, 0);
    return Bytes.copyOf(output);
  }

  static ExtendedDigest digest(HashAlgorithm algorithm) {
    return switch (algorithm) {
      case SHA256 -> SHA256Digest.newInstance();
      case SHA384 -> new SHA384Digest();
      case SHA512 -> new SHA512Digest();
    };
  }

  private record BcState(ExtendedDigest digest) implements HashState {
    @Override
    public void update(byte[] input, int offset, int length) {
      digest.update(input, offset, length);
    }

    @Override
    public HashState fork() {
      return new BcState((ExtendedDigest) ((Memoable) digest).copy());
    }

    @Override
    public Bytes finish() {
      byte[] output = new byte[digest.getDigestSize()];
      digest.doFinal(output, 0);
      return Bytes.copyOf(output);
    }
  }

  private record BcHash(HashAlgorithm algorithm, ExtendedDigest digest) implements MessageHash {
    @Override
    public void update(byte[] input, int offset, int length) {
      digest.update(input, offset, length);
    }

    @Override
    public MessageHash fork() {
      return new BcHash(algorithm, (ExtendedDigest) ((Memoable) digest).copy());
    }

    @Override
    public Bytes finish() {
      byte[] output = new byte[digest.getDigestSize()];
      digest.doFinal(output, 0);
      return Bytes.copyOf(output);
    }
  }

  private record BcHmac(HMac hmac) implements Hmac {
    @Override
    public int length() {
      return hmac.getMacSize();
    }

    @Override
    public void update(byte[] input, int offset, int length) {
      hmac.update(input, offset, length);
    }

    @Override
    public void finish(byte[] output, int offset) {
      hmac.doFinal(output, offset);
    }
  }
}
