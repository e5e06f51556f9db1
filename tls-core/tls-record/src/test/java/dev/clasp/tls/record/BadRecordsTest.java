package dev.clasp.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong with a record, the one who sent it must not learn what: all are one alert, one
 * clause, one text, and no byte of plaintext (RFC 5246 §7.2.2, bad_record_mac).
 */
class BadRecordsTest {
  private static final int TYPE = ContentType.APPLICATION_DATA.value();

  static List<Epoch12> everyProtection() {
    return Records12.everyProtection();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyProtection")
  void cannotBeToldApart(Epoch12 epoch) throws Exception {
    Map<String, Bytes> bodies = badBodies(epoch);
    assertTrue(bodies.size() >= 40, bodies.size() + " bad records");

    for (Map.Entry<String, Bytes> bad : bodies.entrySet()) {
      ByteBuffer plaintext = Records.room();
      ByteBuffer wire = Records.raw(TYPE, RecordHeader.VERSION, bad.getValue());
      ReadHalf reader = Records12.reader(epoch);

      TlsException refused =
          assertThrows(TlsException.class, () -> reader.open(wire, plaintext), bad.getKey());

      assertEquals(Optional.of(AlertDescription.BAD_RECORD_MAC), refused.alert(), bad.getKey());
      assertEquals(Optional.of(Rfc.rfc5246("7.2.2")), refused.clause(), bad.getKey());
      assertEquals(
          "record: authentication failed (RFC 5246 §7.2.2)", refused.getMessage(), bad.getKey());
      assertEquals(0, plaintext.position(), bad.getKey());
      assertEquals(0, wire.position(), bad.getKey());
    }
  }

  private static Map<String, Bytes> badBodies(Epoch12 epoch) throws Exception {
    Map<String, Bytes> bodies = new LinkedHashMap<>();
    WriteHalf writer = Records12.writer(epoch);
    ByteBuffer wire = Records.sealed(writer, ContentType.APPLICATION_DATA, Records.counting(20));
    Bytes good = Bytes.copyOf(wire).slice(RecordHeader.LENGTH, wire.remaining());
    for (int i = 0; i < good.size(); i++) {
      bodies.put("byte " + i + " changed", flipped(good, i));
      bodies.put("cut to " + i + " bytes", good.first(i));
    }
    bodies.put("a block too many", good.plus(Records.zeros(16)));
    bodies.put("a byte too many", good.plus(Bytes.of(0)));
    if (epoch.suite().protection() instanceof Protection12.Cbc) {
      bodies.putAll(epoch.encryptThenMac() ? badPaddingUnderMac(epoch) : badPadding(epoch));
    }
    return bodies;
  }

  /** MAC and padding, right and wrong, for long and short padding. */
  private static Map<String, Bytes> badPadding(Epoch12 epoch) {
    Map<String, Bytes> bodies = new LinkedHashMap<>();
    Bytes content = Records.counting(100);
    Bytes mac = Records12.mac(epoch, 0, ContentType.APPLICATION_DATA, content);
    int least = 16 - (content.size() + mac.size()) % 16;
    for (int count : new int[] {least, least + 112, least + 240}) {
      Bytes padding = Records12.padding(count);
      String which = " of " + count;
      bodies.put("MAC wrong, padding" + which, body(epoch, content, flipped(mac, 3), padding));
      bodies.put("last MAC byte wrong" + which, body(epoch, content, flip(mac), padding));
      bodies.put("length too small" + which, body(epoch, content, mac, said(padding, count - 2)));
      bodies.put("length too large" + which, body(epoch, content, mac, said(padding, count)));
      bodies.put("length 255" + which, body(epoch, content, mac, said(padding, 255)));
      if (count > 1) {
        bodies.put("padding wrong" + which, body(epoch, content, mac, flipped(padding, 0)));
        bodies.put("both" + which, body(epoch, content, flip(mac), flipped(padding, 0)));
      }
    }
    bodies.put("padding all there is", Records12.encrypted(epoch, Records12.padding(64)));
    bodies.put("padding longer than all", Records12.encrypted(epoch, filled(64, 200)));
    bodies.put("zeros", Records12.encrypted(epoch, Records.zeros(64)));
    return bodies;
  }

  /** Padding that only the owner of the MAC key can get wrong. */
  private static Map<String, Bytes> badPaddingUnderMac(Epoch12 epoch) {
    Map<String, Bytes> bodies = new LinkedHashMap<>();
    for (Bytes text :
        List.of(
            Records.zeros(20).plus(flipped(Records12.padding(12), 3)),
            filled(32, 32),
            filled(32, 255))) {
      Bytes encrypted = Records12.encrypted(epoch, text);
      Bytes mac = Records12.mac(epoch, 0, ContentType.APPLICATION_DATA, encrypted);
      bodies.put("padding " + text, encrypted.plus(mac));
    }
    return bodies;
  }

  private static Bytes body(Epoch12 epoch, Bytes content, Bytes mac, Bytes padding) {
    return Records12.encrypted(epoch, Bytes.concat(content, mac, padding));
  }

  private static Bytes said(Bytes padding, int length) {
    return padding.first(padding.size() - 1).plus(Bytes.of(length & 0xFF));
  }

  private static Bytes filled(int size, int value) {
    byte[] bytes = new byte[size];
    java.util.Arrays.fill(bytes, (byte) value);
    return Bytes.copyOf(bytes);
  }

  private static Bytes flip(Bytes original) {
    return flipped(original, original.size() - 1);
  }

  private static Bytes flipped(Bytes original, int index) {
    byte[] changed = original.toArray();
    changed[index] ^= (byte) 0x80;
    return Bytes.copyOf(changed);
  }
}
