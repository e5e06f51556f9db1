package dev.clasp.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmenterTest {
  @Test
  @DisplayName("chunks of 2^14 bytes or less (RFC 9846 §5.1)")
  void cutsAtFullRecords() {
    ByteBuffer content = ByteBuffer.allocate((1 << 14) + 5);

    assertEquals(1 << 14, Fragmenter.FULL_RECORDS.nextLength(content));
    assertEquals(5, Fragmenter.FULL_RECORDS.nextLength(content.position(1 << 14)));
  }

  @Test
  void showsTheFirstBytesAndMovesNothing() {
    ByteBuffer content = Records.counting(10).asByteBuffer().position(4);

    ByteBuffer next = new Fragmenter(3).peek(content);

    assertEquals(Bytes.of(4, 5, 6), Bytes.copyOf(next));
    assertEquals(4, content.position());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, (1 << 14) + 1})
  void refusesALengthNoRecordCanHave(int length) {
    assertThrows(IllegalArgumentException.class, () -> new Fragmenter(length));
  }

  @ParameterizedTest
  @CsvSource({"0, 63", "62, 1", "63, 0", "64, 63"})
  @DisplayName("padding to a multiple counts the content type (RFC 9846 §5.4)")
  void padsContentAndTypeToAMultiple(int length, int padding) {
    assertEquals(
        padding, PaddingPolicy.toMultipleOf(64).padding(ContentType.APPLICATION_DATA, length));
  }

  @Test
  void refusesABlockLengthNoRecordCanHave() {
    assertThrows(IllegalArgumentException.class, () -> PaddingPolicy.toMultipleOf(0));
    assertThrows(IllegalArgumentException.class, () -> PaddingPolicy.toMultipleOf((1 << 14) + 1));
  }
}
