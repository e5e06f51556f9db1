package dev.clasp.tls.x509.der;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerReaderTest {
  private static DerValue value(String hex, int tag) throws DerException {
    return DerReader.only(Bytes.fromHex(hex), tag, "test");
  }

  private static DerReader reader(String hex) {
    Bytes der = Bytes.fromHex(hex);
    return new DerReader(der, "test", 0, der.size());
  }

  private static void assertRefused(String expected, Executable read) {
    DerException e = assertThrows(DerException.class, read);
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'', missing",
    "30, ends early",
    "3001, length 1",
    "3080 0000, indefinite",
    "308100, not minimal",
    "30817f, not minimal",
    "30820001 00, not minimal",
    "3085 0000000000, length of 5",
    "30 84 ffffffff, length 4294967295",
    "3f8101 00, expected SEQUENCE",
    "300000, too many"
  })
  @DisplayName("X.690 §8.1, §10.1: lengths are definite, minimal and true")
  void refusesBadTagsAndLengths(String hex, String expected) {
    assertRefused(expected, () -> value(hex, Tag.SEQUENCE));
  }

  @Test
  void refusesHighTagNumbers() {
    assertRefused("above 30", () -> reader("1f810100").next("test"));
  }

  @Test
  void namesTheFieldAndTheByte() {
    DerException e =
        assertThrows(
            DerException.class,
            () -> value("3006 020100 010101", Tag.SEQUENCE).reader().expect(Tag.SEQUENCE, "a.b"));
    assertEquals("a.b", e.field());
    assertEquals(2, e.offset());
    assertEquals("a.b at byte 2: found INTEGER, expected SEQUENCE", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"020100, 0", "02017f, 127", "02020080, 128", "0201ff, -1", "02028000, -32768"})
  void readsIntegers(String hex, BigInteger expected) throws Exception {
    assertEquals(expected, value(hex, Tag.INTEGER).asInteger());
  }

  @ParameterizedTest
  @CsvSource({"0200", "02020000", "0202007f", "0202ff80", "0203ffffff"})
  @DisplayName("X.690 §8.3: integers are minimal")
  void refusesIntegersThatAreNotMinimal(String hex) {
    assertRefused("X.690 §8.3", () -> value(hex, Tag.INTEGER).asInteger());
  }

  @ParameterizedTest
  @CsvSource({"0100", "010101", "0102ffff"})
  @DisplayName("X.690 §11.1: booleans are 00 or ff")
  void refusesOtherBooleans(String hex) {
    assertRefused("X.690 §11.1", () -> value(hex, Tag.BOOLEAN).asBoolean());
  }

  @ParameterizedTest
  @CsvSource({
    "0300, without content",
    "030108, 8 unused bits",
    "030101, 1 unused bits",
    "03020101, must be zero",
    "03030000ff, at most 9"
  })
  @DisplayName("X.690 §8.6.2, §11.2")
  void refusesBadNamedBits(String hex, String expected) {
    assertRefused(expected, () -> value(hex, Tag.BIT_STRING).asNamedBits(9));
  }

  @ParameterizedTest
  @CsvSource({"030100, 0", "030205a0, 5", "03020780, 1", "0303070080, 256", "03020080, 1"})
  void readsNamedBits(String hex, int expected) throws Exception {
    assertEquals(expected, value(hex, Tag.BIT_STRING).asNamedBits(9));
  }

  @ParameterizedTest
  @CsvSource({
    "170d3439313233313233353935395a, 2049-12-31T23:59:59Z",
    "170d3530303130313030303030305a, 1950-01-01T00:00:00Z",
    "180f32303530303130313030303030305a, 2050-01-01T00:00:00Z"
  })
  @DisplayName("RFC 5280 §4.1.2.5")
  void readsTimes(String hex, Instant expected) throws Exception {
    assertEquals(expected, reader(hex).next("test").asTime());
  }

  @ParameterizedTest
  @CsvSource({
    "170b343931323331323335395a, seconds are missing",
    "1711343931323331323335393539 2b30303030, an offset",
    "170d3439313333313233353935395a, month 13",
    "170d3439313233313234353935395a, hour 24",
    "170d3439303233303030303030305a, 30 February",
    "1811 32303530303130313030303030302e355a, a fraction",
    "170d34391231323331323335395a5a, digits are missing",
    "130d3439313233313233353935395a, a PrintableString"
  })
  @DisplayName("RFC 5280 §4.1.2.5: GMT, with seconds, without fractions")
  void refusesOtherTimes(String hex, String why) {
    assertThrows(DerException.class, () -> reader(hex).next("test").asTime(), why);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0",
    "1.2.840.113549.1.1.11",
    "2.5.29.17",
    "2.999.1",
    "2.16.840.1.101.3.4.2.1",
    "1.3.6.1.4.1.340282366920938463463374607431768211456"
  })
  void readsObjectIdentifiers(String dotted) throws Exception {
    Bytes content = Oid.of(dotted).content();
    Bytes der = Bytes.of(Tag.OBJECT_IDENTIFIER, content.size()).plus(content);
    Oid read = DerReader.only(der, Tag.OBJECT_IDENTIFIER, "test").asOid();
    assertEquals(Oid.of(dotted), read);
    assertEquals(dotted, read.toString());
  }

  @ParameterizedTest
  @CsvSource({"0600", "06022a80", "06032a8001"})
  void refusesBadObjectIdentifiers(String hex) {
    assertThrows(DerException.class, () -> value(hex, Tag.OBJECT_IDENTIFIER).asOid());
  }

  @Property(tries = 2000)
  void arbitraryBytesAreReadOrRefused(@ForAll byte[] bytes) {
    try {
      walk(new DerReader(Bytes.copyOf(bytes), "test", 0, bytes.length), 0);
    } catch (DerException e) {
      assertTrue(e.offset() <= bytes.length);
    }
  }

  private static void walk(DerReader in, int depth) throws DerException {
    while (!in.isEmpty()) {
      DerValue value = in.next("test");
      if ((value.tag() & 0x20) != 0 && depth < 50) {
        walk(value.reader(), depth + 1);
      }
    }
  }
}
