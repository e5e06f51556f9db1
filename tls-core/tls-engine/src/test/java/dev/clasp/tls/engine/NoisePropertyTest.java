package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Noise to client and server of TLS 1.3, behind each flight of an honest handshake. */
class NoisePropertyTest {
  /** LocalFault would be the firewall at work: a bug that bytes can reach. */
  @Property(tries = 1000)
  void noiseIsThePeersFault(
      @ForAll boolean atClient, @ForAll Progress progress, @ForAll("noise") Bytes noise)
      throws Exception {
    Duplex duplex =
        Duplex.of(
            Handshake.client(TestConfigs.client().build(), TestConfigs.SERVER),
            Handshake.server(Tls13HandshakeTest.server().build()),
            ConnectionOptions.standard());
    progress.advance(duplex);
    End victim = atClient ? duplex.client() : duplex.server();
    try {
      victim.deliver(noise);
    } catch (LocalFault bug) {
      throw new AssertionError("a peer reached a bug", bug);
    } catch (TlsException refused) {
      assertTrue(victim.connection.failure().isPresent());
    }
    assertEquals(Bytes.empty(), victim.received());
  }

  /** How far the handshake has come. */
  enum Progress {
    NOT_STARTED,
    CLIENT_HELLO_SENT,
    SERVER_FLIGHT_SENT,
    COMPLETE;

    void advance(Duplex duplex) throws TlsException {
      if (this == NOT_STARTED) {
        return;
      }
      if (this == COMPLETE) {
        duplex.run(Delivery.WHOLE);
        return;
      }
      Bytes hello = duplex.client().flush();
      if (this == SERVER_FLIGHT_SENT) {
        duplex.server().deliver(hello);
        duplex.server().flush();
      }
    }
  }

  @Provide
  Arbitrary<Bytes> noise() {
    Arbitrary<Bytes> bytes =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Bytes::copyOf);
    Arbitrary<Bytes> message =
        Combinators.combine(Arbitraries.of(1, 2, 4, 5, 8, 11, 13, 15, 20, 24), bytes)
            .as((type, body) -> Bytes.of(type, 0, body.size() >> 8, body.size() & 0xFF).plus(body));
    Arbitrary<Bytes> record =
        Combinators.combine(Arbitraries.of(ContentType.values()), Arbitraries.oneOf(bytes, message))
            .as((type, content) -> Peer.raw(type.value(), content));
    Arbitrary<Bytes> handshake = message.map(content -> Peer.raw(22, content));
    return Arbitraries.oneOf(
        bytes,
        record.list().ofMaxSize(4).map(Bytes::concat),
        handshake.list().ofMaxSize(4).map(Bytes::concat));
  }
}
