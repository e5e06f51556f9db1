package dev.clasp.tls.bench.leak;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CBC with HMAC-SHA-1 opened as RFC 5246 §6.2.3.2 tells, MAC computed even when the padding is
 * wrong, and no more: what Lucky 13 broke. Only to show that the leak test sees it.
 */
final class TextbookCbc {
  private static final int MAC = 20;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private final Mac mac;

  TextbookCbc(byte[] encKey, byte[] macKey) throws GeneralSecurityException {
    key = new SecretKeySpec(encKey, "AES");
    cipher = Cipher.getInstance("AES/CBC/NoPadding");
    mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(macKey, "HmacSHA1"));
  }

  /** Whether the record is good. Leaks, as intended. */
  boolean open(byte[] record) throws GeneralSecurityException {
    cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(record, 0, 16));
    byte[] text = cipher.doFinal(record, 16, record.length - 16);
    int padding = text[text.length - 1] & 0xFF;
    boolean good = padding + 1 + MAC <= text.length;
    for (int i = 0; good && i < padding; i++) {
      good = (text[text.length - 2 - i] & 0xFF) == padding;
    }
    int length = text.length - 1 - MAC - (good ? padding : 0);
    mac.update(new byte[13]);
    mac.update(text, 0, length);
    byte[] received = Arrays.copyOfRange(text, length, length + MAC);
    return Arrays.equals(mac.doFinal(), received) && good;
  }
}
