package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.Decoder;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which extension may stand in which message, and how its content is read.
 *
 * <p>{@link #TLS13} is the table of RFC 9846 §4.3, in its order, with the messages that may hold
 * the extension in the order of the RFC's key. Extensions that only older versions negotiate come
 * last: a ClientHello is for all versions. An extension of the RFC's table that is not listed is
 * one we do not recognise.
 */
record ExtensionTable(Map<ExtensionType, Map<MessageContext, Decoder<? extends Extension>>> rows) {
  private static final MessageContext CH = MessageContext.CLIENT_HELLO;
  private static final MessageContext SH = MessageContext.SERVER_HELLO;
  private static final MessageContext EE = MessageContext.ENCRYPTED_EXTENSIONS;
  private static final MessageContext CT = MessageContext.CERTIFICATE;
  private static final MessageContext CR = MessageContext.CERTIFICATE_REQUEST;
  private static final MessageContext NST = MessageContext.NEW_SESSION_TICKET;
  private static final MessageContext HRR = MessageContext.HELLO_RETRY_REQUEST;
  private static final MessageContext SH12 = MessageContext.SERVER_HELLO_12;

  static final ExtensionTable TLS13 =
      of(
          row(
              ExtensionType.SERVER_NAME,
              in(ServerNameList::decode, CH, CR),
              in(ServerNameAcknowledged::decode, EE)),
          row(
              ExtensionType.STATUS_REQUEST,
              in(StatusRequestClientHello::decode, CH),
              in(StatusRequestEmpty::decode, CR),
              in(StatusRequestCertificate::decode, CT)),
          row(ExtensionType.SUPPORTED_GROUPS, in(SupportedGroups::decode, CH, EE)),
          row(ExtensionType.SIGNATURE_ALGORITHMS, in(SignatureAlgorithms::decode, CH, CR)),
          row(
              ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
              in(ApplicationLayerProtocolNegotiation::decode, CH, EE)),
          row(ExtensionType.PADDING, in(Padding::decode, CH)),
          row(ExtensionType.COMPRESS_CERTIFICATE, in(CompressCertificate::decode, CH, CR)),
          row(ExtensionType.RECORD_SIZE_LIMIT, in(RecordSizeLimit::decode, CH, EE)),
          row(
              ExtensionType.PRE_SHARED_KEY,
              in(PreSharedKeyClientHello::decode, CH),
              in(PreSharedKeyServerHello::decode, SH)),
          row(
              ExtensionType.EARLY_DATA,
              in(EarlyData::decode, CH, EE),
              in(EarlyDataNewSessionTicket::decode, NST)),
          row(
              ExtensionType.SUPPORTED_VERSIONS,
              in(SupportedVersionsClient::decode, CH),
              in(SupportedVersionsServer::decode, SH, HRR)),
          row(ExtensionType.COOKIE, in(Cookie::decode, CH, HRR)),
          row(ExtensionType.PSK_KEY_EXCHANGE_MODES, in(PskKeyExchangeModes::decode, CH)),
          row(ExtensionType.CERTIFICATE_AUTHORITIES, in(CertificateAuthorities::decode, CH, CR)),
          row(ExtensionType.OID_FILTERS, in(OidFilters::decode, CR)),
          row(ExtensionType.POST_HANDSHAKE_AUTH, in(PostHandshakeAuth::decode, CH)),
          row(ExtensionType.SIGNATURE_ALGORITHMS_CERT, in(SignatureAlgorithmsCert::decode, CH, CR)),
          row(
              ExtensionType.KEY_SHARE,
              in(KeyShareClientHello::decode, CH),
              in(KeyShareServerHello::decode, SH),
              in(KeyShareHelloRetryRequest::decode, HRR)),
          row(
              ExtensionType.TICKET_REQUEST,
              in(TicketRequestClientHello::decode, CH),
              in(TicketRequestHint::decode, EE)),

          // Not "Recommended" and so not in that table, but in IANA's registry.
          row(ExtensionType.MAX_FRAGMENT_LENGTH, in(MaxFragmentLength::decode, CH, EE)),
          row(
              ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
              in(SignedCertificateTimestampRequest::decode, CH, CR),
              in(SignedCertificateTimestampList::decode, CT)),

          // For TLS 1.2 and before; in TLS 1.3 a ClientHello may still offer them.
          row(ExtensionType.EC_POINT_FORMATS, in(EcPointFormats::decode, CH)),
          row(ExtensionType.ENCRYPT_THEN_MAC, in(EncryptThenMac::decode, CH)),
          row(ExtensionType.EXTENDED_MAIN_SECRET, in(ExtendedMainSecret::decode, CH)),
          row(ExtensionType.SESSION_TICKET, in(SessionTicket::decode, CH)),
          row(ExtensionType.RENEGOTIATION_INFO, in(RenegotiationInfo::decode, CH)));

  /** What a server of TLS 1.2 may answer in its ServerHello, each by its own RFC. */
  static final ExtensionTable TLS12 =
      of(
          row(ExtensionType.SERVER_NAME, in(ServerNameAcknowledged::decode, SH12)),
          row(ExtensionType.MAX_FRAGMENT_LENGTH, in(MaxFragmentLength::decode, SH12)),
          row(ExtensionType.STATUS_REQUEST, in(StatusRequestEmpty::decode, SH12)),
          row(ExtensionType.EC_POINT_FORMATS, in(EcPointFormats::decode, SH12)),
          row(
              ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
              in(ApplicationLayerProtocolNegotiation::decode, SH12)),
          row(
              ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
              in(SignedCertificateTimestampList::decode, SH12)),
          row(ExtensionType.ENCRYPT_THEN_MAC, in(EncryptThenMac::decode, SH12)),
          row(ExtensionType.EXTENDED_MAIN_SECRET, in(ExtendedMainSecret::decode, SH12)),
          row(ExtensionType.RECORD_SIZE_LIMIT, in(RecordSizeLimit::decode, SH12)),
          row(ExtensionType.SESSION_TICKET, in(SessionTicket::decode, SH12)),
          row(ExtensionType.RENEGOTIATION_INFO, in(RenegotiationInfo::decode, SH12)));

  static ExtensionTable of(MessageContext message) {
    return message == SH12 ? TLS12 : TLS13;
  }

  /** Whether the table has a row for the type; if so, an empty {@link #decoder} forbids it. */
  boolean recognises(ExtensionType type) {
    return rows.containsKey(type);
  }

  Optional<Decoder<? extends Extension>> decoder(ExtensionType type, MessageContext message) {
    return Optional.ofNullable(rows.getOrDefault(type, Map.of()).get(message));
  }

  private static ExtensionTable of(Row... rows) {
    Map<ExtensionType, Map<MessageContext, Decoder<? extends Extension>>> table =
        new LinkedHashMap<>();
    for (Row row : rows) {
      Map<MessageContext, Decoder<? extends Extension>> cells = new EnumMap<>(MessageContext.class);
      for (Cells some : row.cells()) {
        some.messages().forEach(message -> cells.put(message, some.decoder()));
      }
      table.put(row.type(), cells);
    }
    return new ExtensionTable(table);
  }

  private static Row row(ExtensionType type, Cells... cells) {
    return new Row(type, List.of(cells));
  }

  private static Cells in(Decoder<? extends Extension> decoder, MessageContext... messages) {
    return new Cells(decoder, List.of(messages));
  }

  private record Row(ExtensionType type, List<Cells> cells) {}

  private record Cells(Decoder<? extends Extension> decoder, List<MessageContext> messages) {}
}
