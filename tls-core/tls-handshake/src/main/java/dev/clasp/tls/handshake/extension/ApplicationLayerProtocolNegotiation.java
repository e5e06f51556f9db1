package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * application_layer_protocol_negotiation (RFC 7301 §3.1): names of application protocols; one, the
 * chosen, in the server's answer.
 *
 * <p>A name is any 1 to 255 bytes. Here it is a string with one character for each byte (ISO
 * 8859-1), so that {@code "h2"} reads as what it is and every byte still survives.
 *
 * <pre>{@code
 * opaque ProtocolName<1..2^8-1>;
 *
 * struct {
 *     ProtocolName protocol_name_list<2..2^16-1>
 * } ProtocolNameList;
 * }</pre>
 *
 * @param protocolNameList characters U+0000 to U+00FF, most preferred first
 */
public record ApplicationLayerProtocolNegotiation(List<String> protocolNameList)
    implements Extension {
  public ApplicationLayerProtocolNegotiation {
    protocolNameList = List.copyOf(protocolNameList);
    for (String name : protocolNameList) {
      if (name.chars().anyMatch(character -> character > 0xFF)) {
        throw new IllegalArgumentException(
            "protocol_name: \"%s\" has a character beyond U+00FF, expected one byte each"
                .formatted(name));
      }
    }
  }

  public static ApplicationLayerProtocolNegotiation decode(WireReader in) throws DecodeException {
    return new ApplicationLayerProtocolNegotiation(
        in.list16(
            "protocol_name_list",
            2,
            0xFFFF,
            name -> fromBytes(name.opaque8("protocol_name", 1, 0xFF))));
  }

  /**
   * The protocol a server chose.
   *
   * @param offered by the client
   * @param message this stands in, for errors
   * @throws ProtocolViolation {@code illegal_parameter}: the list "MUST contain exactly one
   *     ProtocolName" (RFC 7301 §3.1), and it is one of ours
   */
  public String chosenFrom(List<String> offered, String message) throws ProtocolViolation {
    if (protocolNameList.size() != 1 || !offered.containsAll(protocolNameList)) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(7301, "3.1", 6),
          "%s.application_layer_protocol_negotiation: %s, expected one of %s"
              .formatted(message, protocolNameList, offered));
    }
    return protocolNameList.get(0);
  }

  /**
   * The first protocol of the server's that the client offers here.
   *
   * @param ours the server's, most preferred first
   * @throws NegotiationFailure {@code no_application_protocol}: "In the event that the server
   *     supports no protocols that the client advertises" (RFC 7301 §3.2)
   */
  public String select(List<String> ours) throws NegotiationFailure {
    return ours.stream()
        .filter(protocolNameList::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new NegotiationFailure(
                    AlertDescription.NO_APPLICATION_PROTOCOL,
                    Rfc.rfc(7301, "3.2", 2),
                    "ClientHello.application_layer_protocol_negotiation: %s, expected one of %s"
                        .formatted(protocolNameList, ours)));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.vector16(
        "protocol_name_list",
        names -> protocolNameList.forEach(name -> names.opaque8("protocol_name", toBytes(name))));
  }

  private static String fromBytes(Bytes name) {
    return new String(name.toArray(), StandardCharsets.ISO_8859_1);
  }

  private static Bytes toBytes(String name) {
    return Bytes.copyOf(name.getBytes(StandardCharsets.ISO_8859_1));
  }
}
