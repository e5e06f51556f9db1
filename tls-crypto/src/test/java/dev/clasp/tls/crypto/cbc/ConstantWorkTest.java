package dev.clasp.tls.crypto.cbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.HashState;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.MacAlgorithm;
import dev.clasp.tls.crypto.MessageHash;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.crypto.provider.Providers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lucky 13 measures how many times the hash compresses. Here every call of the hash is written
 * down, with its lengths: for records of one size the list must be the same, whatever is wrong.
 */
class ConstantWorkTest {
  @ParameterizedTest
  @EnumSource
  void theHashIsAskedTheSameForEveryRecordOfOneSize(MacAlgorithm mac) throws AuthenticationFailed {
    CbcCase cbc =
        new CbcCase(
            CryptoProviders.standard(),
            CbcAlgorithm.AES_128_CBC,
            mac,
            CbcCase.Order.MAC_THEN_ENCRYPT);
    for (int size : new int[] {64, 80, 256, 320, 1024}) {
      Map<String, Bytes> records = recordsOf(cbc, size);
      Recorder recorder = new Recorder();
      CbcHmac opener = cbc.keyed(withHashes(recorder));
      recorder.calls.clear();
      CbcCase.open(opener, records.remove("valid, little padding"));
      List<String> expected = List.copyOf(recorder.calls);

      for (Map.Entry<String, Bytes> record : records.entrySet()) {
        recorder.calls.clear();
        if (record.getKey().startsWith("valid")) {
          CbcCase.open(opener, record.getValue());
        } else {
          assertThrows(AuthenticationFailed.class, () -> CbcCase.open(opener, record.getValue()));
        }
        assertEquals(expected, recorder.calls, record.getKey());
      }
    }
  }

  /** Records of one size that differ in what is secret. */
  private static Map<String, Bytes> recordsOf(CbcCase cbc, int size) {
    int least = 1 + Math.floorMod(-cbc.mac().length() - 1, 16);
    int most = Math.min(256, size - cbc.mac().length());
    Map<String, Bytes> records = new LinkedHashMap<>();
    records.put("valid, little padding", cbc.encrypt(text(cbc, size, least)));
    records.put("valid, much padding", cbc.encrypt(text(cbc, size, most)));
    records.put("wrong MAC", cbc.encrypt(flip(text(cbc, size, least), size - least - 1)));
    records.put("wrong MAC, much", cbc.encrypt(flip(text(cbc, size, most), size - most - 1)));
    records.put("wrong padding", cbc.encrypt(flip(text(cbc, size, most), size - 2)));
    records.put("wrong first padding byte", cbc.encrypt(flip(text(cbc, size, most), size - most)));
    records.put("padding too long", cbc.encrypt(filled(size, 255)));
    records.put("padding of zero", cbc.encrypt(filled(size, 0)));
    return records;
  }

  private static Bytes text(CbcCase cbc, int size, int padding) {
    Bytes content = Providers.seeded(size).bytes(size - padding - cbc.mac().length());
    return cbc.withMac(content).plus(CbcCase.padding(padding));
  }

  private static Bytes flip(Bytes original, int index) {
    byte[] changed = original.toArray();
    changed[index] ^= 0x40;
    return Bytes.copyOf(changed);
  }

  private static Bytes filled(int size, int value) {
    byte[] text = new byte[size];
    java.util.Arrays.fill(text, (byte) value);
    return Bytes.copyOf(text);
  }

  private static CryptoProvider withHashes(Hashes hashes) {
    CryptoProvider standard = CryptoProviders.standard();
    return new CryptoProvider(
        "recorded",
        hashes,
        standard.aeads(),
        standard.blockCbcs(),
        standard.groups(),
        standard.classicKeyExchange(),
        standard.signatureAlgorithms(),
        standard.verifiers(),
        standard.signingKeys(),
        standard.random());
  }

  /** The platform's hashes; writes down what is asked of those in a MAC. */
  private static final class Recorder implements Hashes {
    private final Hashes hashes = CryptoProviders.standard().hashes();
    final List<String> calls = new ArrayList<>();

    @Override
    public HashState macHash(MacAlgorithm algorithm) {
      return new Recorded(hashes.macHash(algorithm), 0);
    }

    @Override
    public MessageHash hash(HashAlgorithm algorithm) {
      return hashes.hash(algorithm);
    }

    @Override
    public Hmac hmac(HashAlgorithm algorithm, Secret key) {
      return hashes.hmac(algorithm, key);
    }

    @Override
    public Bytes sha1ForIdentifiers(Bytes input) {
      return hashes.sha1ForIdentifiers(input);
    }

    private final class Recorded implements HashState {
      private final HashState state;
      private int hashed;

      Recorded(HashState state, int hashed) {
        this.state = state;
        this.hashed = hashed;
      }

      @Override
      public void update(byte[] input, int offset, int length) {
        hashed += length;
        calls.add("update " + length);
        state.update(input, offset, length);
      }

      @Override
      public HashState fork() {
        calls.add("fork at " + hashed);
        return new Recorded(state.fork(), hashed);
      }

      @Override
      public Bytes finish() {
        calls.add("finish at " + hashed);
        return state.finish();
      }
    }
  }
}
