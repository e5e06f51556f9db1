package dev.clasp.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;
import java.nio.ByteBuffer;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RecordHeaderTest {
  @Test
  void readsTheFiveBytesOfTheWireAndLeavesThemThere() {
    ByteBuffer wire = Bytes.fromHex("ff 16 0301 00f5 01").asByteBuffer().position(1);

    assertEquals(Optional.of(new RecordHeader(22, 0x0301, 0xF5)), RecordHeader.peek(wire));
    assertEquals(1, wire.position());
  }

  @Test
  void needsFiveBytes() {
    assertEquals(Optional.empty(), RecordHeader.peek(ByteBuffer.allocate(4)));
  }

  @Property
  void peekingUndoesWriting(
      @ForAll @IntRange(max = 0xFF) int type,
      @ForAll @IntRange(max = 0xFFFF) int version,
      @ForAll @IntRange(max = 0xFFFF) int length) {
    RecordHeader header = new RecordHeader(type, version, length);
    ByteBuffer wire = ByteBuffer.allocate(RecordHeader.LENGTH);

    header.writeTo(wire);

    assertEquals(Optional.of(header), RecordHeader.peek(wire.flip()));
  }

  @Test
  void holdsATypeTheProtocolDoesNotDefine() {
    assertEquals(Optional.empty(), new RecordHeader(24, 0x0303, 1).contentType());
    assertEquals(Optional.of(ContentType.ALERT), new RecordHeader(21, 0x0303, 1).contentType());
  }

  @Test
  void refusesWhatTheWireCannotCarry() {
    assertThrows(IllegalArgumentException.class, () -> new RecordHeader(256, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new RecordHeader(0, 0x1_0000, 0));
    assertThrows(IllegalArgumentException.class, () -> new RecordHeader(0, 0, 0x1_0000));
    assertThrows(IllegalArgumentException.class, () -> new RecordHeader(0, 0, -1));
  }
}
