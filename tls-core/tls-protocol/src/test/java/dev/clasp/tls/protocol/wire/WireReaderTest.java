package dev.clasp.tls.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.Rfc;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WireReaderTest {
  @Test
  void readsNumbersInNetworkByteOrder() throws Exception {
    WireReader in = WireReader.of("S", Bytes.fromHex("01 0203 040506 fffefdfc"));

    assertEquals(0x01, in.uint8("a"));
    assertEquals(0x0203, in.uint16("b"));
    assertEquals(0x040506, in.uint24("c"));
    assertEquals(0xFFFEFDFCL, in.uint32("d"));
    in.end();
  }

  @Test
  void namesTheFieldThatEndsEarly() {
    WireReader in = WireReader.of("ClientHello", Bytes.of(3));

    assertFailure(
        "ClientHello.legacy_version",
        "ClientHello.legacy_version: needs 2 bytes, 1 left (RFC 9846 §6)",
        () -> in.uint16("legacy_version"));
  }

  @Test
  void refusesALengthOutsideTheBounds() {
    WireReader in = WireReader.of("ClientHello", Bytes.fromHex("21").plus(Bytes.of(new int[33])));

    assertFailure(
        "ClientHello.legacy_session_id",
        "ClientHello.legacy_session_id: length 33, expected 0..32 (RFC 9846 §6)",
        () -> in.opaque8("legacy_session_id", 0, 32));
  }

  @Test
  void refusesALengthBeyondTheEnd() {
    WireReader in = WireReader.of("S", Bytes.fromHex("0005 01"));

    assertFailure("S.v", "S.v: needs 5 bytes, 1 left (RFC 9846 §6)", () -> in.opaque16("v", 0, 9));
  }

  @Test
  void refusesAListThatEndsInsideAnElement() {
    WireReader in = WireReader.of("S", Bytes.fromHex("0003 1301 13"));

    assertFailure(
        "S.cipher_suites.suite",
        "S.cipher_suites.suite: needs 2 bytes, 1 left (RFC 9846 §6)",
        () -> in.list16("cipher_suites", 2, 0xFFFE, element -> element.uint16("suite")));
  }

  @Test
  void refusesWhatIsLeftOverInAVector() {
    WireReader in = WireReader.of("S", Bytes.fromHex("0002 0102"));

    assertFailure(
        "S.body",
        "S.body: 1 bytes left over, expected none (RFC 9846 §6)",
        () -> in.vector16("body", 0, 9, body -> body.uint8("x")));
  }

  @Test
  void refusesWhatIsLeftOverAtTheEnd() {
    WireReader in = WireReader.of("KeyUpdate", Bytes.of(0, 0));

    assertFailure(
        "KeyUpdate",
        "KeyUpdate: 1 bytes left over, expected none (RFC 9846 §6)",
        () -> {
          in.uint8("request_update");
          in.end();
        });
  }

  @Test
  void putsTheOuterNameInFront() {
    DecodeException inner = new DecodeException("type", "unknown", Rfc.rfc9846("6"));

    DecodeException outer = inner.within("Certificate");

    assertEquals("Certificate.type", outer.field());
    assertEquals("Certificate.type: unknown (RFC 9846 §6)", outer.getMessage());
  }

  @Property
  void readsBackWhatWasWritten(
      @ForAll @IntRange(max = 0xFF) int a,
      @ForAll @IntRange(max = 0xFFFF) int b,
      @ForAll @IntRange(max = 0xFFFFFF) int c,
      @ForAll @LongRange(max = 0xFFFFFFFFL) long d,
      @ForAll byte[] e,
      @ForAll List<@IntRange(max = 0xFFFF) Integer> f)
      throws Exception {
    Bytes opaque = Bytes.copyOf(e);
    WireWriter out = new WireWriter();
    out.uint8("a", a).uint16("b", b).uint24("c", c).uint32("d", d).opaque24("e", opaque);
    out.vector16("f", list -> f.forEach(element -> list.uint16("x", element)));

    WireReader in = WireReader.of("S", out.toBytes());

    assertEquals(a, in.uint8("a"));
    assertEquals(b, in.uint16("b"));
    assertEquals(c, in.uint24("c"));
    assertEquals(d, in.uint32("d"));
    assertEquals(opaque, in.opaque24("e", 0, 0xFFFFFF));
    assertEquals(f, in.list16("f", 0, 0xFFFF, element -> element.uint16("x")));
    assertTrue(in.isEmpty());
  }

  @Property
  void anyBytesThrowNothingButDecodeException(@ForAll byte[] bytes) {
    WireReader in = WireReader.of("S", Bytes.copyOf(bytes));
    try {
      in.uint8("a");
      in.opaque8("b", 1, 200);
      in.list16("c", 2, 0xFFFE, element -> element.opaque8("d", 0, 255));
      in.vector16("e", 0, 0xFFFF, body -> body.uint24("f"));
      in.end();
    } catch (DecodeException expected) {
      assertTrue(expected.field().startsWith("S"), expected.getMessage());
    }
  }

  private static void assertFailure(
      String field, String text, org.junit.jupiter.api.function.Executable action) {
    DecodeException failure = assertThrows(DecodeException.class, action);
    assertEquals(AlertDescription.DECODE_ERROR, failure.alert().orElseThrow());
    assertEquals(Rfc.rfc9846("6"), failure.clause().orElseThrow());
    assertEquals(field, failure.field());
    assertEquals(text, failure.getMessage());
  }
}
