package dev.clasp.tls.handshake.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A class of its own: each test engine writes its own report of a class. */
class HandshakeDeframerPropertyTest {
  @Property(tries = 200)
  void cutsTheSameMessagesFromAnyRecords(
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 22) Integer> cuts) throws TlsException {
    List<Integer> sorted = cuts.stream().distinct().sorted().toList();
    List<Bytes> records = new ArrayList<>();
    int from = 0;
    for (int cut : sorted) {
      records.add(HandshakeDeframerTest.STREAM.slice(from, cut));
      from = cut;
    }
    records.add(HandshakeDeframerTest.STREAM.slice(from, HandshakeDeframerTest.STREAM.size()));

    HandshakeDeframerTest.assertFrames(HandshakeDeframerTest.deframe(records));
  }

  @Property(tries = 1000)
  void arbitraryBytesGiveFramesOrATlsException(
      @ForAll @Size(min = 1, max = 5) List<@Size(min = 1, max = 60) byte[]> records) {
    HandshakeDeframer deframer = new HandshakeDeframer();
    List<Bytes> frames = new ArrayList<>();
    List<Bytes> added = new ArrayList<>();
    try {
      for (byte[] record : records) {
        added.add(Bytes.copyOf(record));
        deframer.add(Bytes.copyOf(record));
        for (Optional<HandshakeFrame> next = deframer.poll();
            next.isPresent();
            next = deframer.poll()) {
          frames.add(next.get().raw());
        }
      }
    } catch (TlsException refused) {
      assertTrue(refused.alert().isPresent());
    }
    Bytes in = Bytes.concat(added);
    Bytes out = Bytes.concat(frames);
    assertEquals(in.first(out.size()), out);
  }
}
