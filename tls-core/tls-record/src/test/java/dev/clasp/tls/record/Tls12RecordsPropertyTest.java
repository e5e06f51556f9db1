package dev.clasp.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.TlsException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Tls12RecordsPropertyTest {
  @Property(tries = 300)
  void openingUndoesSealing(
      @ForAll("epochs") Epoch12 epoch,
      @ForAll @Size(max = 5) List<byte[]> contents,
      @ForAll @IntRange(max = 300) int padding)
      throws Exception {
    WriteHalf writer = Records12.writer(epoch, (type, length) -> padding);
    ReadHalf reader = Records12.reader(epoch);
    List<Bytes> opened = new ArrayList<>();
    List<Bytes> sent = new ArrayList<>();

    for (byte[] content : contents) {
      sent.add(Bytes.copyOf(content));
      ByteBuffer wire = Records.sealed(writer, ContentType.APPLICATION_DATA, Bytes.copyOf(content));
      ByteBuffer plaintext = Records.room();
      reader.open(wire, plaintext);
      opened.add(Bytes.copyOf(plaintext.flip()));
    }

    assertEquals(sent, opened);
  }

  /** Nothing a peer sends causes anything but a {@link TlsException}. */
  @Property(tries = 2000)
  void arbitraryBytesAreRefusedOrIncomplete(
      @ForAll("epochs") Epoch12 epoch, @ForAll @Size(max = 200) byte[] body) {
    ByteBuffer wire =
        Records.raw(ContentType.HANDSHAKE.value(), RecordHeader.VERSION, Bytes.copyOf(body));
    try {
      ReadOutcome outcome = Records12.reader(epoch).open(wire, Records.room());
      throw new AssertionError("opened " + outcome);
    } catch (TlsException e) {
      assertEquals("bad_record_mac", e.alert().orElseThrow().toString());
    }
  }

  @Provide
  Arbitrary<Epoch12> epochs() {
    return Arbitraries.of(Records12.everyProtection());
  }
}
