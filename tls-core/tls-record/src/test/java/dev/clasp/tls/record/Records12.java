package dev.clasp.tls.record;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Suite12;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keys and records of TLS 1.2 for the tests of this package. */
final class Records12 {
  private Records12() {}

  /** One epoch for each protection there is, CBC with the MAC inside and outside. */
  static List<Epoch12> everyProtection() {
    Map<Protection12, Suite12> suites = new LinkedHashMap<>();
    for (Suite12 suite : Suite12.values()) {
      suites.putIfAbsent(suite.protection(), suite);
    }
    List<Epoch12> epochs = new ArrayList<>();
    for (Map.Entry<Protection12, Suite12> entry : suites.entrySet()) {
      epochs.add(epoch(entry.getValue(), false));
      if (entry.getKey() instanceof Protection12.Cbc) {
        epochs.add(epoch(entry.getValue(), true));
      }
    }
    return epochs;
  }

  /** Some keys, the same for the same suite. */
  static Epoch12 epoch(Suite12 suite, boolean encryptThenMac) {
    Protection12 sizes = suite.protection();
    return new Epoch12(
        suite,
        filled(sizes.macKeyLength(), 1),
        filled(sizes.encKeyLength(), 2),
        filled(sizes.fixedIvLength(), 3),
        encryptThenMac);
  }

  static WriteHalf writer(Epoch12 epoch) throws LocalFault {
    return writer(epoch, PaddingPolicy.NONE);
  }

  static WriteHalf writer(Epoch12 epoch, PaddingPolicy padding) throws LocalFault {
    WriteHalf half = new WriteHalf(Records.CRYPTO, padding);
    half.changeKeys(epoch);
    return half;
  }

  static ReadHalf reader(Epoch12 epoch) {
    ReadHalf half = new ReadHalf(Records.CRYPTO);
    half.changeKeys(epoch);
    return half;
  }

  /** {@code MAC(seq_num + type + version + length + text)} by the platform. */
  static Bytes mac(Epoch12 epoch, long sequenceNumber, ContentType type, Bytes text) {
    Protection12.Cbc cbc = (Protection12.Cbc) epoch.suite().protection();
    ByteBuffer header = ByteBuffer.allocate(13).putLong(sequenceNumber).put((byte) type.value());
    header.putShort((short) RecordHeader.VERSION).putShort((short) text.size());
    try {
      Mac hmac = Mac.getInstance("Hmac" + cbc.mac().hashName().replace("-", ""));
      hmac.init(new SecretKeySpec(epoch.macKey().use(byte[]::clone), "HMAC"));
      hmac.update(header.array());
      return Bytes.copyOf(hmac.doFinal(text.toArray()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** IV and encryption by the platform of whole blocks, whatever they hold. */
  static Bytes encrypted(Epoch12 epoch, Bytes blocks) {
    byte[] iv = new byte[16];
    Arrays.fill(iv, (byte) 0x77);
    try {
      Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
      SecretKeySpec key = new SecretKeySpec(epoch.encKey().use(byte[]::clone), "AES");
      cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
      return Bytes.copyOf(iv).plus(Bytes.copyOf(cbc.doFinal(blocks.toArray())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** So many bytes of right padding. */
  static Bytes padding(int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) (count - 1));
    return Bytes.copyOf(bytes);
  }

  private static Secret filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return Secret.takeFrom(bytes);
  }
}
