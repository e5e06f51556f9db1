package dev.clasp.tls.handshake.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.message.EndOfEarlyData;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HandshakeDeframerTest {
  private static final List<HandshakeMessage> MESSAGES =
      List.of(
          new Finished(Bytes.fromHex("0102030405060708090a")),
          new EndOfEarlyData(),
          new KeyUpdate(1));

  static final Bytes STREAM =
      Bytes.concat(MESSAGES.stream().map(HandshakeMessage::framed).toList());

  @Test
  void cutsTheSameMessagesAtEverySplitPoint() throws TlsException {
    List<Integer> ends = List.of(14, 18, 23);
    for (int split = 1; split < STREAM.size(); split++) {
      List<HandshakeFrame> frames =
          deframe(List.of(STREAM.first(split), STREAM.slice(split, STREAM.size())));

      assertFrames(frames);
      for (int i = 0; i < frames.size(); i++) {
        boolean atSplitOrEnd = ends.get(i) == split || ends.get(i) == STREAM.size();
        assertEquals(atSplitOrEnd, frames.get(i).endsRecord(), "message %d".formatted(i));
      }
    }
  }

  @Test
  void cutsTheSameMessagesFromOneByteRecords() throws TlsException {
    List<Bytes> records = new ArrayList<>();
    for (int i = 0; i < STREAM.size(); i++) {
      records.add(STREAM.slice(i, i + 1));
    }

    List<HandshakeFrame> frames = deframe(records);

    assertFrames(frames);
    assertTrue(frames.stream().allMatch(HandshakeFrame::endsRecord));
  }

  @Test
  void remembersRecordEndsOfRecordsAddedTogether() throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    deframer.add(MESSAGES.get(0).framed().plus(MESSAGES.get(1).framed()));
    deframer.add(MESSAGES.get(2).framed());

    assertFalse(deframer.poll().orElseThrow().endsRecord());
    assertTrue(deframer.poll().orElseThrow().endsRecord());
    assertTrue(deframer.poll().orElseThrow().endsRecord());
  }

  @Test
  void aFrameHasBodyAndRawBytes() throws TlsException {
    HandshakeFrame frame = deframe(List.of(new KeyUpdate(1).framed())).get(0);

    assertEquals(
        new HandshakeFrame(HandshakeType.KEY_UPDATE, Bytes.of(1), Bytes.of(24, 0, 0, 1, 1), true),
        frame);
  }

  @Test
  @DisplayName("a message in parts forbids other records between them (RFC 9846 §5.1)")
  void tellsWhetherAMessageHasBegun() throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    assertFalse(deframer.holdsPartialMessage());

    deframer.add(Bytes.of(24, 0));
    assertEquals(Optional.empty(), deframer.poll());
    assertTrue(deframer.holdsPartialMessage());

    deframer.add(Bytes.of(0, 1, 0));
    assertTrue(deframer.poll().isPresent());
    assertFalse(deframer.holdsPartialMessage());
  }

  @Test
  @DisplayName("zero-length fragments of Handshake types MUST NOT be sent (RFC 9846 §5.1)")
  void refusesAnEmptyFragment() {
    RecordException e =
        assertThrows(RecordException.class, () -> new HandshakeDeframer().add(Bytes.empty()));

    assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("5.1")), e.clause());
  }

  @Test
  @DisplayName("a type that does not exist: unexpected_message, at its first byte (RFC 9846 §4)")
  void refusesAnUnknownTypeAtOnce() throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    deframer.add(Bytes.of(99));

    UnexpectedMessage e = assertThrows(UnexpectedMessage.class, deframer::poll);

    assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4")), e.clause());
  }

  @Test
  @DisplayName("our limit: 128 KiB a message, refused from its header alone")
  void refusesAMessageOverTheLimitBeforeItIsHere() throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    deframer.add(Bytes.of(11, 2, 0, 1));

    DecodeException e = assertThrows(DecodeException.class, deframer::poll);

    assertEquals(Optional.of(AlertDescription.ILLEGAL_PARAMETER), e.alert());
    assertEquals("certificate.length", e.field());
  }

  @Test
  void takesAMessageOfExactlyTheLimit() throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    Bytes whole =
        new Finished(Bytes.copyOf(new byte[HandshakeDeframer.DEFAULT_MAX_MESSAGE_LENGTH])).framed();

    List<HandshakeFrame> frames = new ArrayList<>();
    for (int from = 0; from < whole.size(); from += 1 << 14) {
      deframer.add(whole.slice(from, Math.min(from + (1 << 14), whole.size())));
      deframer.poll().ifPresent(frames::add);
    }

    assertEquals(1, frames.size());
    assertEquals(whole, frames.get(0).raw());
  }

  static void assertFrames(List<HandshakeFrame> frames) throws TlsException {
    List<HandshakeMessage> decoded = new ArrayList<>();
    for (HandshakeFrame frame : frames) {
      decoded.add(HandshakeCodecs.TLS13.decode(frame));
    }
    assertEquals(MESSAGES, decoded);
    assertTrue(frames.get(frames.size() - 1).endsRecord());
  }

  static List<HandshakeFrame> deframe(List<Bytes> records) throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    List<HandshakeFrame> frames = new ArrayList<>();
    for (Bytes record : records) {
      deframer.add(record);
      for (Optional<HandshakeFrame> next = deframer.poll();
          next.isPresent();
          next = deframer.poll()) {
        frames.add(next.get());
      }
    }
    assertFalse(deframer.holdsPartialMessage());
    return frames;
  }
}
