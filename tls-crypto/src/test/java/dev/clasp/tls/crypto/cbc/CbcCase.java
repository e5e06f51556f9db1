package dev.clasp.tls.crypto.cbc;

import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.MacAlgorithm;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.Providers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One order, cipher, MAC and provider under fixed keys, and the platform's pieces to forge with.
 */
record CbcCase(CryptoProvider provider, CbcAlgorithm cipher, MacAlgorithm mac, Order order) {
  static final Bytes PREFIX = Bytes.fromHex("0000000000000007" + "17" + "0303");
  private static final byte[] IV = Providers.seeded(11).bytes(16).toArray();

  enum Order {
    MAC_THEN_ENCRYPT,
    ENCRYPT_THEN_MAC
  }

  /** Every provider with every cipher and MAC of the cipher suites, in this order. */
  static List<CbcCase> all(Order order) {
    List<CbcCase> cases = new ArrayList<>();
    for (CryptoProvider provider : Providers.ALL) {
      for (CbcAlgorithm cipher : CbcAlgorithm.values()) {
        for (MacAlgorithm mac : MacAlgorithm.values()) {
          cases.add(new CbcCase(provider, cipher, mac, order));
        }
      }
    }
    return cases;
  }

  CbcHmac keyed() {
    return keyed(provider);
  }

  CbcHmac keyed(CryptoProvider other) {
    return order == Order.MAC_THEN_ENCRYPT
        ? MacThenEncrypt.keyed(other, cipher, mac, encKey(), macKey())
        : EncryptThenMac.keyed(other, cipher, mac, encKey(), macKey());
  }

  Bytes seal(Bytes content, int extraPadding) {
    CbcHmac sealer = keyed();
    ByteBuffer out = ByteBuffer.allocate(sealer.sealedLength(content.size(), extraPadding));
    ByteBuffer in = content.asByteBuffer();
    sealer.seal(Providers.seeded(5), PREFIX.toArray(), in, extraPadding, out);
    if (in.hasRemaining() || out.hasRemaining()) {
      throw new AssertionError("the positions are not where they should be");
    }
    return Bytes.copyOf(out.flip());
  }

  Bytes open(Bytes sealed) throws AuthenticationFailed {
    return open(keyed(), sealed);
  }

  static Bytes open(CbcHmac opener, Bytes sealed) throws AuthenticationFailed {
    ByteBuffer out = ByteBuffer.allocate(opener.maxContentLength(sealed.size()));
    opener.open(PREFIX.toArray(), sealed.asByteBuffer(), out);
    return Bytes.copyOf(out.flip());
  }

  /** {@code content | MAC} as RFC 5246 §6.2.3.1 says, by the platform. */
  Bytes withMac(Bytes content) {
    return content.plus(mac(content));
  }

  /** {@code MAC(seq_num + type + version + length + text)}. */
  Bytes mac(Bytes text) {
    try {
      Mac hmac = Mac.getInstance("Hmac" + mac.hashName().replace("-", ""));
      hmac.init(new SecretKeySpec(macKey().use(byte[]::clone), "HMAC"));
      hmac.update(PREFIX.toArray());
      hmac.update(new byte[] {(byte) (text.size() >> 8), (byte) text.size()});
      return Bytes.copyOf(hmac.doFinal(text.toArray()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** IV and encryption of whole blocks, whatever they hold, by the platform. */
  Bytes encrypt(Bytes blocks) {
    try {
      Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
      SecretKeySpec key = new SecretKeySpec(encKey().use(byte[]::clone), "AES");
      cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(IV));
      return Bytes.copyOf(IV).plus(Bytes.copyOf(cbc.doFinal(blocks.toArray())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** So many bytes of the right padding. */
  static Bytes padding(int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) (count - 1));
    return Bytes.copyOf(bytes);
  }

  private Secret encKey() {
    return Providers.seeded(3).secret(cipher.keyLength());
  }

  private Secret macKey() {
    return Providers.seeded(4).secret(mac.length());
  }

  @Override
  public String toString() {
    return provider.name() + " " + cipher + " " + mac + " " + order;
  }
}
