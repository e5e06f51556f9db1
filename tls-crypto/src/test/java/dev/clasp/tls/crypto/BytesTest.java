package dev.clasp.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Property(tries = 200)
  void hexadecimalGoesBothWays(@ForAll byte[] content) {
    Bytes bytes = Bytes.copyOf(content);

    assertEquals(bytes, Bytes.fromHex(bytes.toHex()));
    assertEquals(2 * content.length, bytes.toString().length());
  }

  @Property(tries = 200)
  void slicesPutTogetherAreTheWhole(@ForAll byte[] content) {
    Bytes whole = Bytes.copyOf(content);
    int middle = content.length / 3;

    assertEquals(whole, whole.first(middle).plus(whole.last(content.length - middle)));
    assertEquals(whole, Bytes.concat(whole.slice(0, middle), whole.slice(middle, content.length)));
  }

  @Property(tries = 200)
  void equalContentIsEqual(@ForAll byte[] one, @ForAll byte[] other) {
    assertEquals(Arrays.equals(one, other), Bytes.copyOf(one).equals(Bytes.copyOf(other)));
    assertEquals(Bytes.copyOf(one).hashCode(), Bytes.copyOf(one).hashCode());
  }

  @Test
  void laterChangesOfTheSourceDoNotReachIt() {
    byte[] source = {1, 2, 3};
    Bytes fromArray = Bytes.copyOf(source);
    Bytes fromBuffer = Bytes.copyOf(ByteBuffer.wrap(source));
    source[0] = 9;
    fromArray.toArray()[1] = 9;

    assertEquals(Bytes.of(1, 2, 3), fromArray);
    assertEquals(Bytes.of(1, 2, 3), fromBuffer);
  }

  @Test
  void itsBufferIsReadOnly() {
    assertThrows(ReadOnlyBufferException.class, () -> Bytes.of(1).asByteBuffer().put((byte) 2));
  }

  @Test
  void copyingABufferLeavesItsPosition() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1);

    assertEquals(Bytes.of(2, 3), Bytes.copyOf(buffer));
    assertEquals(1, buffer.position());
  }

  @Test
  void bytesAreUnsigned() {
    assertEquals(255, Bytes.of(255).get(0));
    assertEquals(Bytes.of(0x1FF), Bytes.of(0xFF));
    assertNotEquals(Bytes.of(0), Bytes.empty());
  }

  @Test
  void refusesSlicesOutsideAndSaysWhich() {
    IndexOutOfBoundsException refused =
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.of(1, 2).slice(1, 3));

    assertTrue(refused.getMessage().contains("1..3 of 2"), refused.getMessage());
  }

  @Test
  void refusesWhatIsNotHexadecimal() {
    assertThrows(IllegalArgumentException.class, () -> Bytes.fromHex("0"));
    assertThrows(IllegalArgumentException.class, () -> Bytes.fromHex("0g"));
    assertEquals(Bytes.of(1, 2), Bytes.fromHex("01\n 02"));
  }
}
