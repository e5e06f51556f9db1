package dev.clasp.tls.crypto.cbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.Providers;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncryptThenMacTest {
  static List<CbcCase> cases() {
    return CbcCase.all(CbcCase.Order.ENCRYPT_THEN_MAC);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void opensWhatItSeals(CbcCase cbc) throws AuthenticationFailed {
    for (int length : new int[] {0, 1, 15, 16, 17, 200, 256, 16384}) {
      Bytes content = Providers.seeded(length).bytes(length);
      for (int extra : new int[] {0, 16, 100, 1000}) {
        assertEquals(content, cbc.open(cbc.seal(content, extra)), length + " + " + extra);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("RFC 7366 §3, erratum 4212: the MAC covers IV and ciphertext and their length")
  void opensWhatThePlatformBuilds(CbcCase cbc) throws AuthenticationFailed {
    for (int length = 0; length < 40; length++) {
      Bytes content = Providers.seeded(length).bytes(length);
      for (int padding = 16 - length % 16; padding <= 256; padding += 16) {
        Bytes encrypted = cbc.encrypt(content.plus(CbcCase.padding(padding)));

        assertEquals(content, cbc.open(cbc.withMac(encrypted)), length + ", " + padding);
      }
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
  @DisplayName("RFC 5246 §6.2.3.2: wrong padding is refused under a right MAC too")
  void refusesWrongPaddingUnderARightMac(CbcCase cbc) {
    byte[] text = Bytes.copyOf(new byte[16]).plus(CbcCase.padding(16)).toArray();
    for (int wrong = 16; wrong < 32; wrong++) {
      text[wrong] ^= (byte) 0x80;
      Bytes record = cbc.withMac(cbc.encrypt(Bytes.copyOf(text)));
      text[wrong] ^= (byte) 0x80;

      assertThrows(AuthenticationFailed.class, () -> cbc.open(record), "byte " + wrong);
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
  void isNotWhatMacThenEncryptMakes(CbcCase cbc) {
    CbcCase other =
        new CbcCase(cbc.provider(), cbc.cipher(), cbc.mac(), CbcCase.Order.MAC_THEN_ENCRYPT);
    Bytes sealed = other.seal(Providers.seeded(6).bytes(50), 0);

    assertThrows(AuthenticationFailed.class, () -> cbc.open(sealed));
  }
}
