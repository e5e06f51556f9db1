package dev.clasp.tls.handshake.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.ExtensionSamples.Sample;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.WireReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the table: extension by message. */
class ExtensionTableTest {
  /** Typed from the table of RFC 9846 §4.3, for the extensions we recognise. */
  private static final Map<String, String> RFC9846 =
      Map.ofEntries(
          Map.entry("server_name", "CH, EE, CR"),
          Map.entry("status_request", "CH, CR, CT"),
          Map.entry("supported_groups", "CH, EE"),
          Map.entry("signature_algorithms", "CH, CR"),
          Map.entry("application_layer_protocol_negotiation", "CH, EE"),
          Map.entry("padding", "CH"),
          Map.entry("compress_certificate", "CH, CR"),
          Map.entry("record_size_limit", "CH, EE"),
          Map.entry("pre_shared_key", "CH, SH"),
          Map.entry("early_data", "CH, EE, NST"),
          Map.entry("supported_versions", "CH, SH, HRR"),
          Map.entry("cookie", "CH, HRR"),
          Map.entry("psk_key_exchange_modes", "CH"),
          Map.entry("certificate_authorities", "CH, CR"),
          Map.entry("oid_filters", "CR"),
          Map.entry("post_handshake_auth", "CH"),
          Map.entry("signature_algorithms_cert", "CH, CR"),
          Map.entry("key_share", "CH, SH, HRR"),
          Map.entry("ticket_request", "CH, EE"));

  /** The TLS 1.3 column of IANA's registry, for those the RFC's table leaves out. */
  private static final Map<String, String> IANA =
      Map.of(
          "max_fragment_length", "CH, EE",
          "signed_certificate_timestamp", "CH, CR, CT",
          "ec_point_formats", "CH",
          "encrypt_then_mac", "CH",
          "extended_main_secret", "CH",
          "session_ticket", "CH",
          "renegotiation_info", "CH");

  private static final Map<MessageContext, String> KEY =
      Map.of(
          MessageContext.CLIENT_HELLO, "CH",
          MessageContext.SERVER_HELLO, "SH",
          MessageContext.HELLO_RETRY_REQUEST, "HRR",
          MessageContext.ENCRYPTED_EXTENSIONS, "EE",
          MessageContext.CERTIFICATE, "CT",
          MessageContext.CERTIFICATE_REQUEST, "CR",
          MessageContext.NEW_SESSION_TICKET, "NST");

  static List<Arguments> cells() {
    Map<String, String> table = new TreeMap<>(RFC9846);
    table.putAll(IANA);
    List<Arguments> cells = new ArrayList<>();
    for (Map.Entry<String, String> row : table.entrySet()) {
      List<String> legal = Arrays.asList(row.getValue().split(", "));
      for (Map.Entry<MessageContext, String> column : KEY.entrySet()) {
        cells.add(Arguments.of(row.getKey(), column.getKey(), legal.contains(column.getValue())));
      }
    }
    assertEquals(26 * 7, cells.size());
    return cells;
  }

  @Test
  void theTablesAgreeOnTheirRows() {
    List<String> ours =
        ExtensionTable.TLS13.rows().keySet().stream()
            .map(ExtensionType::toString)
            .sorted()
            .toList();
    Map<String, String> table = new TreeMap<>(RFC9846);
    table.putAll(IANA);

    assertEquals(List.copyOf(table.keySet()), ours);
  }

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @MethodSource("cells")
  @DisplayName("recognised but not specified for the message: illegal_parameter (RFC 9846 §4.3)")
  void cell(String name, MessageContext message, boolean legal) throws DecodeException {
    ExtensionType type = ExtensionType.byName(name).orElseThrow();
    Optional<Sample> sample =
        ExtensionSamples.ALL.stream()
            .filter(each -> each.extension().type().equals(type))
            .filter(each -> each.messages().contains(message))
            .findFirst();
    assertEquals(legal, sample.isPresent(), "the samples disagree with the RFC's table");

    if (legal) {
      Extension extension = sample.orElseThrow().extension();
      assertEquals(Extensions.of(extension), decode(extension, message));
      return;
    }
    DecodeException e =
        assertThrows(
            DecodeException.class,
            () -> decode(new UnknownExtension(type, Bytes.empty()), message));
    assertEquals(Optional.of(AlertDescription.ILLEGAL_PARAMETER), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.3")), e.clause());
  }

  @ParameterizedTest
  @MethodSource("samples12")
  void aServerHelloOfTls12HasItsOwnTable(Sample sample) throws DecodeException {
    assertEquals(
        Extensions.of(sample.extension()),
        decode(sample.extension(), MessageContext.SERVER_HELLO_12));
  }

  static List<Sample> samples12() {
    List<Sample> samples =
        ExtensionSamples.ALL.stream()
            .filter(sample -> sample.messages().contains(MessageContext.SERVER_HELLO_12))
            .toList();
    assertEquals(ExtensionTable.TLS12.rows().size(), samples.size());
    assertEquals(11, samples.size());
    return samples;
  }

  private static Extensions decode(Extension extension, MessageContext message)
      throws DecodeException {
    return Extensions.decode(WireReader.of("message", Extensions.of(extension).encoded()), message);
  }
}
