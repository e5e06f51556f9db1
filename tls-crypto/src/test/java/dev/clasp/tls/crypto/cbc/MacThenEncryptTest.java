package dev.clasp.tls.crypto.cbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.Providers;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MacThenEncryptTest {
  static List<CbcCase> cases() {
    return CbcCase.all(CbcCase.Order.MAC_THEN_ENCRYPT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void opensWhatItSeals(CbcCase cbc) throws AuthenticationFailed {
    for (int length : new int[] {0, 1, 11, 12, 15, 16, 17, 51, 52, 200, 255, 256, 300, 16384}) {
      Bytes content = Providers.seeded(length).bytes(length);
      for (int extra : new int[] {0, 16, 100, 1000}) {
        assertEquals(content, cbc.open(cbc.seal(content, extra)), length + " + " + extra);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("RFC 5246 §6.2.3.2: content, MAC, padding, padding_length under CBC")
  void opensWhatThePlatformBuilds(CbcCase cbc) throws AuthenticationFailed {
    for (int length = 0; length < 70; length++) {
      Bytes content = Providers.seeded(length).bytes(length);
      Bytes text = cbc.withMac(content);
      for (int padding = 16 - text.size() % 16; padding <= 256; padding += 16) {
        Bytes record = cbc.encrypt(text.plus(CbcCase.padding(padding)));

        assertEquals(content, cbc.open(record), length + " bytes, padding " + padding);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("RFC 5246 §6.2.3.2: every byte of the padding must say its length")
  void refusesEveryWrongPaddingByte(CbcCase cbc) {
    Bytes text = cbc.withMac(Providers.seeded(1).bytes(40));
    for (int count = 16 - text.size() % 16; count <= 256; count += 80) {
      byte[] padding = CbcCase.padding(count).toArray();
      for (int wrong = 0; wrong < count - 1; wrong++) {
        padding[wrong] ^= 1;
        Bytes record = cbc.encrypt(text.plus(Bytes.copyOf(padding)));
        padding[wrong] ^= 1;

        assertThrows(AuthenticationFailed.class, () -> cbc.open(record), count + ", " + wrong);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesEveryOtherPaddingLength(CbcCase cbc) throws AuthenticationFailed {
    Bytes text = cbc.withMac(Providers.seeded(2).bytes(100));
    int count = 16 - text.size() % 16 + 32;
    byte[] padding = CbcCase.padding(count).toArray();
    for (int said = 0; said < 256; said++) {
      padding[count - 1] = (byte) said;
      Bytes record = cbc.encrypt(text.plus(Bytes.copyOf(padding)));
      if (said == count - 1) {
        assertEquals(100, cbc.open(record).size());
      } else {
        assertThrows(AuthenticationFailed.class, () -> cbc.open(record), "padding_length " + said);
      }
    }
  }

  /** Wrong padding counts as none, and here the MAC is right without any: that alone refuses it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesWrongPaddingBehindAMacThatWouldBeRight(CbcCase cbc) throws AuthenticationFailed {
    int length = 100 + Math.floorMod(15 - (100 + cbc.mac().length()), 16);
    Bytes content = Providers.seeded(7).bytes(length);
    Bytes text = cbc.withMac(content);

    assertEquals(content, cbc.open(cbc.encrypt(text.plus(Bytes.of(0)))));
    for (int said = 1; said < 256; said++) {
      Bytes record = cbc.encrypt(text.plus(Bytes.of(said)));

      assertThrows(AuthenticationFailed.class, () -> cbc.open(record), "padding_length " + said);
    }
  }

  /** Where the text is as long as a MAC or shorter, padding would reach into it or before it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesPaddingThatLeavesNoRoomForTheMac(CbcCase cbc) {
    for (int blocks = 1; blocks <= 8; blocks++) {
      int size = 16 * blocks;
      for (int said = Math.max(0, size - cbc.mac().length() - 1); said < size; said++) {
        byte[] text = new byte[size];
        java.util.Arrays.fill(text, (byte) said);
        Bytes record = cbc.encrypt(Bytes.copyOf(text));

        assertThrows(AuthenticationFailed.class, () -> cbc.open(record), size + ", " + said);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesEveryWrongBitOfTheMac(CbcCase cbc) {
    Bytes content = Providers.seeded(3).bytes(30);
    byte[] text = cbc.withMac(content).toArray();
    Bytes padding = CbcCase.padding(16 - text.length % 16);
    for (int bit = 8 * content.size(); bit < 8 * text.length; bit++) {
      text[bit / 8] ^= (byte) (1 << bit % 8);
      Bytes record = cbc.encrypt(Bytes.copyOf(text).plus(padding));
      text[bit / 8] ^= (byte) (1 << bit % 8);

      assertThrows(AuthenticationFailed.class, () -> cbc.open(record), "bit " + bit);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesEveryFlippedBit(CbcCase cbc) {
    Bytes sealed = cbc.seal(Providers.seeded(4).bytes(20), 0);
    for (int bit = 0; bit < 8 * sealed.size(); bit++) {
      byte[] forged = sealed.toArray();
      forged[bit / 8] ^= (byte) (1 << bit % 8);

      assertThrows(AuthenticationFailed.class, () -> cbc.open(Bytes.copyOf(forged)), "bit " + bit);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesAnotherPrefix(CbcCase cbc) {
    Bytes sealed = cbc.seal(Providers.seeded(5).bytes(20), 0);
    for (int i = 0; i < CbcHmac.PREFIX_LENGTH; i++) {
      byte[] prefix = CbcCase.PREFIX.toArray();
      prefix[i] ^= 1;

      assertThrows(
          AuthenticationFailed.class,
          () -> cbc.keyed().open(prefix, sealed.asByteBuffer(), ByteBuffer.allocate(100)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesSizesThatCannotBe(CbcCase cbc) {
    Bytes sealed = cbc.seal(Bytes.empty(), 0);
    for (int size = 0; size < sealed.size(); size++) {
      Bytes shorter = sealed.first(size);

      assertThrows(AuthenticationFailed.class, () -> cbc.open(shorter), size + " bytes");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyRecordHasItsOwnIv(CbcCase cbc) {
    CbcHmac sealer = cbc.keyed();
    Bytes content = Bytes.of(1, 2, 3);
    ByteBuffer out = ByteBuffer.allocate(2 * sealer.sealedLength(3, 0));
    var random = Providers.seeded(6);
    sealer.seal(random, CbcCase.PREFIX.toArray(), content.asByteBuffer(), 0, out);
    int size = out.position();
    sealer.seal(random, CbcCase.PREFIX.toArray(), content.asByteBuffer(), 0, out);
    Bytes both = Bytes.copyOf(out.flip());

    assertNotEquals(both.first(16), both.slice(size, size + 16));
    assertEquals(Providers.seeded(6).bytes(16), both.first(16), "the IV is random bytes");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesKeysOfAnotherSize(CbcCase cbc) {
    Secret key = Secret.zeros(cbc.cipher().keyLength());
    Secret macKey = Secret.zeros(cbc.mac().length());
    Secret wrong = Secret.zeros(7);

    assertThrows(
        IllegalArgumentException.class,
        () -> MacThenEncrypt.keyed(cbc.provider(), cbc.cipher(), cbc.mac(), wrong, macKey));
    assertThrows(
        IllegalArgumentException.class,
        () -> MacThenEncrypt.keyed(cbc.provider(), cbc.cipher(), cbc.mac(), key, wrong));
  }
}
