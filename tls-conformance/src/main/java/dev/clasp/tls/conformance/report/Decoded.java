package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.peer.Exchange;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.wire.FieldMap;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message of a transcript, field by field. */
final class Decoded {
  /** Octets of a field or message that a report shows. */
  private static final int SHOWN = 64;

  private Decoded() {}

  /** The fields of handshake messages, or why they do not decode; hexadecimal for anything else. */
  static List<String> lines(Exchange.Event event) {
    if (event.bytes().isEmpty()) {
      return List.of();
    }
    if (!event.handshake()) {
      return List.of(hex(event.bytes()));
    }
    List<String> lines = new ArrayList<>();
    try {
      HandshakeDeframer deframer = new HandshakeDeframer();
      deframer.add(event.bytes());
      Optional<HandshakeFrame> frame = deframer.poll();
      while (frame.isPresent()) {
        lines.addAll(fields(HandshakeCodecs.TLS13.decode(frame.get())));
        frame = deframer.poll();
      }
      if (deframer.holdsPartialMessage()) {
        lines.add("ends in the middle of a message");
      }
    } catch (TlsException e) {
      lines.add("malformed: " + e.getMessage());
      lines.add(hex(event.bytes()));
    }
    return lines;
  }

  private static List<String> fields(HandshakeMessage message) {
    FieldMap map = new FieldMap();
    WireWriter out = new WireWriter(map);
    message.encodeTo(out);
    Bytes encoded = out.toBytes();
    List<Map.Entry<String, FieldMap.Span>> spans = new ArrayList<>(map.all().entrySet());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      FieldMap.Span span = spans.get(i).getValue();
      if (!holdsOthers(spans, i)) {
        String value = hex(encoded.slice(span.offset(), span.offset() + span.length()));
        lines.add(spans.get(i).getKey() + ": " + (value.isEmpty() ? "empty" : value));
      }
    }
    return lines;
  }

  /** Inner fields stand before the vector around them. */
  private static boolean holdsOthers(List<Map.Entry<String, FieldMap.Span>> spans, int index) {
    String prefix = spans.get(index).getKey().replaceAll("\\[\\d+]$", "") + ".";
    FieldMap.Span outer = spans.get(index).getValue();
    for (int i = 0; i < index; i++) {
      FieldMap.Span inner = spans.get(i).getValue();
      boolean inside =
          inner.offset() >= outer.offset()
              && inner.offset() + inner.length() <= outer.offset() + outer.length();
      if (inside && spans.get(i).getKey().startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  static String hex(Bytes bytes) {
    return bytes.size() <= SHOWN
        ? bytes.toHex()
        : "%s… (%d octets)".formatted(bytes.first(SHOWN).toHex(), bytes.size());
  }
}
