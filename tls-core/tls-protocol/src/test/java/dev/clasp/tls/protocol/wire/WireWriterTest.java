package dev.clasp.tls.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.wire.FieldMap.Span;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WireWriterTest {
  @Test
  void putsLengthsInFrontOfNestedVectors() {
    WireWriter out = new WireWriter();

    out.vector24("outer", a -> a.vector16("middle", b -> b.vector8("inner", c -> c.uint8("x", 7))));

    assertEquals(Bytes.fromHex("000004 0002 01 07"), out.toBytes());
  }

  @Test
  void refusesANumberThatDoesNotFit() {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> new WireWriter().uint16("length", 0x10000));

    assertEquals("length: 65536 does not fit 2 bytes", failure.getMessage());
  }

  @Test
  void refusesAVectorLongerThanItsPrefixCanSay() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new WireWriter().opaque8("v", Bytes.of(new int[256])));
  }

  @Test
  void notesWhereTheFieldsLie() {
    FieldMap fields = new FieldMap();
    WireWriter out = new WireWriter(fields);

    out.struct(
        "ClientHello",
        hello -> {
          hello.uint16("legacy_version", 0x0303);
          hello.vector16("cipher_suites", suites -> suites.uint16("suite", 1).uint16("suite", 2));
        });

    assertEquals(Optional.of(new Span(0, 2, 0)), fields.find("ClientHello.legacy_version"));
    assertEquals(Optional.of(new Span(4, 4, 2)), fields.find("ClientHello.cipher_suites"));
    assertEquals(Optional.of(new Span(4, 2, 0)), fields.find("ClientHello.cipher_suites.suite"));
    assertEquals(Optional.of(new Span(6, 2, 0)), fields.find("ClientHello.cipher_suites.suite[1]"));
    assertEquals(Optional.of(new Span(0, 8, 0)), fields.find("ClientHello"));
  }

  @Test
  void growsBeyondItsFirstBuffer() {
    Bytes large = Bytes.of(new int[100_000]);

    assertEquals(large.size() + 3, new WireWriter().opaque24("v", large).size());
  }
}
