package dev.clasp.tls.bench.leak;

import dev.clasp.tls.bench.operation.Operation;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.MacAlgorithm;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.cbc.CbcHmac;
import dev.clasp.tls.crypto.cbc.MacThenEncrypt;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Opening CBC records whose MAC is inside: why a record is refused must not show in the time.
 *
 * <p>All records of a subject have one size and a wrong MAC. They are made of good ones by flipping
 * one bit of the ciphertext: in the first block it garbles the content, in the last but one the
 * padding too.
 */
final class CbcLeaks {
  private static final int RECORD = 16 + 512;
  private static final int FIRST_BLOCK = 20;
  private static final int LAST_BUT_ONE_BLOCK = RECORD - 20;

  /** As many bytes of padding more as fit, in whole blocks. */
  private static final int MUCH = 240;

  private final CryptoProvider crypto;
  private final MacAlgorithm mac;
  private final byte[] encKey;
  private final byte[] macKey;
  private final CbcHmac opener;

  private CbcLeaks(CryptoProvider crypto, MacAlgorithm mac) {
    this.crypto = crypto;
    this.mac = mac;
    encKey = crypto.random().bytes(CbcAlgorithm.AES_128_CBC.keyLength()).toArray();
    macKey = crypto.random().bytes(mac.length()).toArray();
    opener = keyed();
  }

  /** For each MAC: wrong padding beside right, and Vaudenay's question as Lucky 13 asks it. */
  static List<LeakSubject> subjects(CryptoProvider crypto) {
    List<LeakSubject> subjects = new ArrayList<>();
    for (MacAlgorithm mac : MacAlgorithm.values()) {
      CbcLeaks leaks = new CbcLeaks(crypto, mac);
      subjects.add(leaks.wrongPadding());
      subjects.add(leaks.paddingLength());
    }
    return subjects;
  }

  /** What opening was like before Lucky 13: told apart, or this machine cannot tell. */
  static LeakSubject control(CryptoProvider crypto) throws Exception {
    CbcLeaks leaks = new CbcLeaks(crypto, MacAlgorithm.HMAC_SHA1);
    TextbookCbc textbook = new TextbookCbc(leaks.encKey, leaks.macKey);
    byte[] much = leaks.sealed(MUCH);
    return new LeakSubject(
        "control.textbook-cbc",
        "MAC wrong, much padding / padding wrong too",
        (which, random) -> {
          byte[] record = flipped(much, which == 0 ? FIRST_BLOCK : LAST_BUT_ONE_BLOCK);
          return () -> textbook.open(record);
        });
  }

  private LeakSubject wrongPadding() {
    byte[] much = sealed(MUCH);
    return subject("padding", "MAC wrong / padding wrong too", much, much, LAST_BUT_ONE_BLOCK);
  }

  private LeakSubject paddingLength() {
    return subject(
        "padding-length",
        "MAC wrong: nearly 256 bytes of padding / nearly none",
        sealed(MUCH),
        sealed(0),
        FIRST_BLOCK);
  }

  private LeakSubject subject(
      String name, String what, byte[] record0, byte[] record1, int flippedIn1) {
    return new LeakSubject(
        "cbc-%s.%s".formatted(mac.name().toLowerCase(Locale.ROOT), name),
        what,
        (which, random) -> {
          byte[] zeroth = flipped(record0, FIRST_BLOCK);
          byte[] first = flipped(record1, flippedIn1);
          byte[] record = (which == 0 ? zeroth : first).clone();
          byte[] prefix = prefix(random);
          ByteBuffer target = ByteBuffer.allocate(RECORD);
          return refused(prefix, record, target);
        });
  }

  private Operation refused(byte[] prefix, byte[] record, ByteBuffer target) {
    return () -> {
      try {
        opener.open(prefix, ByteBuffer.wrap(record), target);
        throw new IllegalStateException("a wrong MAC was accepted");
      } catch (AuthenticationFailed e) {
        return e;
      }
    };
  }

  private CbcHmac keyed() {
    return MacThenEncrypt.keyed(
        crypto, CbcAlgorithm.AES_128_CBC, mac, Secret.copyOf(encKey), Secret.copyOf(macKey));
  }

  /** A good record of {@link #RECORD} bytes. */
  private byte[] sealed(int extraPadding) {
    CbcHmac sealer = keyed();
    int length = RECORD;
    while (sealer.sealedLength(length, extraPadding) > RECORD) {
      length--;
    }
    // Padding of one byte has no byte that could be wrong but the length.
    length -= 2;
    ByteBuffer sealed = ByteBuffer.allocate(RECORD);
    ByteBuffer content = ByteBuffer.wrap(crypto.random().bytes(length).toArray());
    sealer.seal(crypto.random(), new byte[CbcHmac.PREFIX_LENGTH], content, extraPadding, sealed);
    return sealed.array();
  }

  private static byte[] prefix(Random random) {
    byte[] prefix = new byte[CbcHmac.PREFIX_LENGTH];
    random.nextBytes(prefix);
    return prefix;
  }

  private static byte[] flipped(byte[] record, int index) {
    byte[] changed = record.clone();
    changed[index] ^= 1;
    return changed;
  }
}
