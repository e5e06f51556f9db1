package dev.clasp.tls.handshake.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.message.EndOfEarlyData;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.protocol.HandshakeType;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final Hashes HASHES = CryptoProviders.standard().hashes();
  private static final Bytes CLIENT_HELLO = Bytes.fromHex("0100000401020304");
  private static final Bytes SERVER_HELLO = Bytes.fromHex("02000002abcd");
  private static final Transcript EMPTY = Transcript.empty(HASHES, HashAlgorithm.SHA256);

  @Test
  @DisplayName("RFC 9846 §4.1: the hash of the concatenation")
  void hashesTheConcatenation() {
    Transcript transcript = EMPTY.plus(CLIENT_HELLO).plus(SERVER_HELLO);

    assertEquals(
        HASHES.digest(HashAlgorithm.SHA256, CLIENT_HELLO.plus(SERVER_HELLO)), transcript.hash());
    assertEquals(
        List.of(HandshakeType.CLIENT_HELLO, HandshakeType.SERVER_HELLO), transcript.types());
  }

  @Test
  void isAValue() {
    Transcript clientHello = EMPTY.plus(CLIENT_HELLO);
    Bytes before = clientHello.hash();
    clientHello.plus(SERVER_HELLO);
    clientHello.hashWith(SERVER_HELLO);

    assertEquals(before, clientHello.hash());
    assertEquals(HASHES.digest(HashAlgorithm.SHA256, Bytes.empty()), EMPTY.hash());
  }

  @Test
  @DisplayName("RFC 9846 §4.1: message_hash, 00 00 Hash.length, Hash(ClientHello1)")
  void replacesTheFirstClientHello() {
    Bytes synthetic =
        Bytes.of(254, 0, 0, 32).plus(HASHES.digest(HashAlgorithm.SHA256, CLIENT_HELLO));

    Transcript retried = EMPTY.plus(CLIENT_HELLO).withMessageHash();

    assertEquals(HASHES.digest(HashAlgorithm.SHA256, synthetic), retried.hash());
    assertEquals(List.of(HandshakeType.MESSAGE_HASH), retried.types());
  }

  @Test
  void replacesNothingElse() {
    assertThrows(IllegalStateException.class, EMPTY::withMessageHash);
    assertThrows(
        IllegalStateException.class,
        () -> EMPTY.plus(CLIENT_HELLO).plus(SERVER_HELLO).withMessageHash());
  }

  @Test
  void hashWithABeginningOfOneMoreMessage() {
    assertEquals(
        HASHES.digest(HashAlgorithm.SHA256, CLIENT_HELLO.plus(Bytes.of(1, 2))),
        EMPTY.plus(CLIENT_HELLO).hashWith(Bytes.of(1, 2)));
  }

  @Test
  void knowsWhereItEnds() {
    Transcript transcript =
        EMPTY.plus(CLIENT_HELLO).plus(SERVER_HELLO).plus(new Finished(Bytes.of(1)).framed());

    transcript.requireThrough(HandshakeType.FINISHED, 1);
    assertThrows(
        IllegalStateException.class, () -> transcript.requireThrough(HandshakeType.FINISHED, 2));
    assertThrows(
        IllegalStateException.class,
        () -> transcript.requireThrough(HandshakeType.SERVER_HELLO, 1));
    assertThrows(
        IllegalStateException.class, () -> EMPTY.requireThrough(HandshakeType.CLIENT_HELLO, 1));
  }

  @Test
  void takesWholeMessagesOnly() {
    assertThrows(IllegalArgumentException.class, () -> EMPTY.plus(Bytes.empty()));
    assertThrows(IllegalArgumentException.class, () -> EMPTY.plus(Bytes.of(99, 0, 0, 0)));
  }

  @Test
  void bufferHashesLater() {
    TranscriptBuffer buffer = TranscriptBuffer.of(CLIENT_HELLO).plus(SERVER_HELLO);

    assertEquals(
        Transcript.empty(HASHES, HashAlgorithm.SHA384).plus(CLIENT_HELLO).plus(SERVER_HELLO).hash(),
        buffer.hashedWith(HASHES, HashAlgorithm.SHA384).hash());
  }

  @Test
  void aFlightSendsTheBytesItHashes() {
    Flight flight =
        Flight.after(EMPTY.plus(CLIENT_HELLO))
            .plus(new EndOfEarlyData())
            .plus(new Finished(Bytes.of(9)));

    assertEquals(Bytes.fromHex("05000000" + "1400000109"), flight.encoded());
    assertEquals(
        HASHES.digest(HashAlgorithm.SHA256, CLIENT_HELLO.plus(flight.encoded())),
        flight.transcript().hash());
  }

  @Test
  void textShowsTypesAndNoContent() {
    String text = EMPTY.plus(CLIENT_HELLO).toString();

    assertEquals("Transcript[client_hello]", text);
    assertFalse(text.contains("01020304"));
  }
}
