package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.peer.Exchange;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.wire.FieldMap;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** A message of a transcript, field by field. */
final class Decoded {
  /** Octets of a field or message that a report shows. */
  private static final int SHOWN = 64;

  /** What the 16 bits of a field mean, by its name in the RFC. */
  private static final Map<String, IntFunction<Object>> NAMES =
      Map.ofEntries(
          Map.entry("legacy_version", ProtocolVersion::new),
          Map.entry("version", ProtocolVersion::new),
          Map.entry("selected_version", ProtocolVersion::new),
          Map.entry("cipher_suite", CipherSuite::new),
          Map.entry("extension_type", ExtensionType::new),
          Map.entry("named_group", NamedGroup::new),
          Map.entry("group", NamedGroup::new),
          Map.entry("selected_group", NamedGroup::new),
          Map.entry("signature_scheme", SignatureScheme::new),
          Map.entry("algorithm", SignatureScheme::new));

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
    String lastName = "";
    for (int i = 0; i < spans.size(); i++) {
      if (holdsOthers(spans, i)) {
        continue;
      }
      FieldMap.Span span = spans.get(i).getValue();
      String name = spans.get(i).getKey().replaceAll("\\[\\d+]", "");
      String value = value(name, encoded.slice(span.offset(), span.offset() + span.length()));
      if (name.equals(lastName)) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + ", " + value);
      } else {
        lines.add(name + ": " + value);
      }
      lastName = name;
    }
    return lines;
  }

  /** A code point by its name, anything else in hexadecimal. */
  private static String value(String path, Bytes bytes) {
    if (bytes.isEmpty()) {
      return "empty";
    }
    IntFunction<Object> names = NAMES.get(path.substring(path.lastIndexOf('.') + 1));
    return names == null || bytes.size() != 2
        ? hex(bytes)
        : names.apply(bytes.get(0) << 8 | bytes.get(1)).toString();
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
