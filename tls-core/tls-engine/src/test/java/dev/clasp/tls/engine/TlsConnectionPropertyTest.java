package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Peer.Phase;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TlsConnectionPropertyTest {
  /** LocalFault would be the firewall at work: a bug that bytes can reach. */
  @Property(tries = 500)
  void arbitraryBytesAreThePeersFault(@ForAll Phase phase, @ForAll @Size(max = 300) byte[] bytes)
      throws Exception {
    End server = Peer.server(new Peer(), phase);
    try {
      server.deliver(Bytes.copyOf(bytes));
    } catch (LocalFault bug) {
      throw new AssertionError("a peer reached a bug", bug);
    } catch (TlsException refused) {
      assertTrue(server.connection.failure().isPresent());
    }
    assertEquals(Bytes.empty(), server.received());
  }

  /** The same inside records that authenticate. */
  @Property(tries = 500)
  void arbitraryRecordsAreThePeersFault(
      @ForAll Phase phase, @ForAll("records") List<Tuple2<ContentType, byte[]>> records)
      throws Exception {
    Peer peer = new Peer();
    End server = Peer.server(peer, phase);
    try {
      for (Tuple2<ContentType, byte[]> each : records) {
        Bytes content = Bytes.copyOf(each.get2());
        boolean unprotected = phase == Phase.START;
        server.deliver(
            unprotected
                ? Peer.raw(each.get1().value(), content)
                : peer.record(each.get1(), content));
      }
    } catch (LocalFault fault) {
      assertEquals("a bug in a state", String.valueOf(fault.getCause().getMessage()));
    } catch (TlsException refused) {
      assertTrue(server.connection.failure().isPresent());
    }
  }

  @Property(tries = 50)
  void dataArriveAsSentHoweverCut(
      @ForAll @Size(min = 1, max = 5000) byte[] data,
      @ForAll @IntRange(min = 1, max = 3000) int fragment,
      @ForAll @IntRange(min = 1, max = 700) int piece)
      throws Exception {
    Duplex duplex = Duplex.mini(ConnectionOptions.standard().withFragmentLength(fragment));
    duplex.run((flight, number) -> Duplex.Delivery.cut(flight, piece));

    for (Bytes part : Duplex.Delivery.cut(duplex.client().write(Bytes.copyOf(data)), piece)) {
      duplex.server().deliver(part);
    }

    assertEquals(Bytes.copyOf(data), duplex.server().received());
  }

  @Provide
  Arbitrary<List<Tuple2<ContentType, byte[]>>> records() {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(40);
    Arbitrary<byte[]> messages =
        Arbitraries.of(1, 2, 4, 20, 24).map(type -> Bytes.of(type, 0, 0, 3, 1, 2, 3).toArray());
    return Arbitraries.of(ContentType.values())
        .flatMap(type -> Arbitraries.oneOf(noise, messages).map(content -> Tuple.of(type, content)))
        .list()
        .ofMaxSize(5);
  }
}
