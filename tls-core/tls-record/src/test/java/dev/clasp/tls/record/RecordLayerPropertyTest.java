package dev.clasp.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Suite13;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecordLayerPropertyTest {
  /** Anything but RecordException fails the property. */
  @Property(tries = 2000)
  void arbitraryBytesAreRefusedAsRecordsOrNotAtAll(
      @ForAll("wires") byte[] bytes, @ForAll Phase phase, @ForAll @IntRange(max = 300) int room)
      throws Exception {
    ReadHalf half = phase.reader();
    ByteBuffer wire = ByteBuffer.wrap(bytes);
    ByteBuffer plaintext = ByteBuffer.allocate(room);
    try {
      ReadOutcome outcome;
      do {
        outcome = half.open(wire, plaintext);
      } while (outcome != ReadOutcome.Plain.UNDERFLOW);
    } catch (RecordException refused) {
      assertTrue(refused.alert().isPresent() && refused.clause().isPresent());
    }
    assertEquals(0, plaintext.position(), "delivered bytes nobody protected");
  }

  @Property(tries = 300)
  void openingUndoesSealing(
      @ForAll Suite13 suite,
      @ForAll @Size(max = 2000) byte[] content,
      @ForAll @IntRange(max = 500) int padding,
      @ForAll @IntRange(min = 1, max = 2500) int room)
      throws Exception {
    Epoch13 epoch = Records.epoch(Epoch13.Kind.APPLICATION, suite);
    WriteHalf writer = new WriteHalf(Records.CRYPTO, (type, length) -> padding);
    writer.changeKeys(epoch);
    ByteBuffer wire = Records.sealed(writer, ContentType.APPLICATION_DATA, Bytes.copyOf(content));
    ByteBuffer plaintext = ByteBuffer.allocate(room);

    ReadOutcome outcome = Records.reader(epoch).open(wire, plaintext);

    if (room < content.length) {
      assertEquals(ReadOutcome.Plain.OVERFLOW, outcome);
    } else {
      assertEquals(ReadOutcome.Plain.APPLICATION_DATA, outcome);
      assertEquals(Bytes.copyOf(content), Bytes.copyOf(plaintext.flip()));
    }
  }

  enum Phase {
    PLAINTEXT,
    HANDSHAKE,
    APPLICATION,
    SKIPPING,
    SKIPPING_WITHOUT_KEYS;

    ReadHalf reader() {
      ReadHalf half = new ReadHalf(Records.CRYPTO);
      if (this == HANDSHAKE || this == SKIPPING) {
        half.changeKeys(Records.HANDSHAKE);
      }
      if (this == APPLICATION) {
        half.changeKeys(Records.APPLICATION);
      }
      if (this == SKIPPING || this == SKIPPING_WITHOUT_KEYS) {
        half.skipEarlyData(150);
      }
      return half;
    }
  }

  /** Noise, and records that are well-formed but for their content. */
  @Provide
  Arbitrary<byte[]> wires() {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    Arbitrary<byte[]> records =
        Combinators.combine(
                Arbitraries.of(20, 21, 22, 23),
                Arbitraries.of(0x0301, 0x0303),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(100))
            .as((type, version, body) -> Records.raw(type, version, Bytes.copyOf(body)).array());
    return Arbitraries.oneOf(noise, records.list().ofMaxSize(4).map(RecordLayerPropertyTest::join));
  }

  private static byte[] join(java.util.List<byte[]> parts) {
    return Bytes.concat(parts.stream().map(Bytes::copyOf).toList()).toArray();
  }
}
