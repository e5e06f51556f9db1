package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import java.util.List;

/** One extension of each shape, with its extension_data written by hand from the RFC's struct. */
final class ExtensionSamples {
  /** A shape, the messages it may stand in, and its bytes. */
  record Sample(Extension extension, String hex, List<MessageContext> messages) {
    @Override
    public String toString() {
      return extension.getClass().getSimpleName();
    }
  }

  private static final MessageContext CH = MessageContext.CLIENT_HELLO;
  private static final MessageContext SH = MessageContext.SERVER_HELLO;
  private static final MessageContext HRR = MessageContext.HELLO_RETRY_REQUEST;
  private static final MessageContext EE = MessageContext.ENCRYPTED_EXTENSIONS;
  private static final MessageContext CT = MessageContext.CERTIFICATE;
  private static final MessageContext CR = MessageContext.CERTIFICATE_REQUEST;
  private static final MessageContext NST = MessageContext.NEW_SESSION_TICKET;
  private static final MessageContext SH12 = MessageContext.SERVER_HELLO_12;

  private static final Bytes BINDER = Bytes.copyOf(new byte[32]);

  /** All shapes but {@link UnknownExtension}. */
  static final List<Sample> ALL =
      List.of(
          sample(ServerNameList.ofHostName("a.b"), "0006 00 0003 612e62", CH, CR),
          sample(new ServerNameAcknowledged(), "", EE, SH12),
          sample(new MaxFragmentLength(2), "02", CH, EE, SH12),
          sample(
              new StatusRequestClientHello(List.of(Bytes.of(0x30)), Bytes.empty()),
              "01 0003 0001 30 0000",
              CH),
          sample(new StatusRequestEmpty(), "", CR, SH12),
          sample(new StatusRequestCertificate(Bytes.of(0x30, 0)), "01 000002 3000", CT),
          sample(
              new SupportedGroups(List.of(NamedGroup.X25519, new NamedGroup(0x0A0A))),
              "0004 001d 0a0a",
              CH,
              EE),
          sample(EcPointFormats.UNCOMPRESSED, "01 00", CH, SH12),
          sample(new SignatureAlgorithms(List.of(SignatureScheme.ED25519)), "0002 0807", CH, CR),
          sample(
              new SignatureAlgorithmsCert(List.of(SignatureScheme.RSA_PKCS1_SHA256)),
              "0002 0401",
              CH,
              CR),
          sample(
              new ApplicationLayerProtocolNegotiation(List.of("h2", "\u00ff")),
              "0005 02 6832 01 ff",
              CH,
              EE,
              SH12),
          sample(new SignedCertificateTimestampRequest(), "", CH, CR),
          sample(
              new SignedCertificateTimestampList(List.of(Bytes.of(7))), "0003 0001 07", CT, SH12),
          sample(new Padding(Bytes.of(0, 0, 0)), "000000", CH),
          sample(new EncryptThenMac(), "", CH, SH12),
          sample(new ExtendedMainSecret(), "", CH, SH12),
          sample(new CompressCertificate(List.of(2, 0xFFFF)), "04 0002 ffff", CH, CR),
          sample(new RecordSizeLimit(0x4001), "4001", CH, EE, SH12),
          sample(new SessionTicket(Bytes.of(1, 2)), "0102", CH, SH12),
          sample(
              new PreSharedKeyClientHello(
                  List.of(new PskIdentity(Bytes.of(0xAA), 0xFFFFFFFFL)), List.of(BINDER)),
              "0007 0001 aa ffffffff 0021 20" + BINDER.toHex(),
              CH),
          sample(new PreSharedKeyServerHello(0xFFFF), "ffff", SH),
          sample(new EarlyData(), "", CH, EE),
          sample(new EarlyDataNewSessionTicket(0x80000000L), "80000000", NST),
          sample(
              new SupportedVersionsClient(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)),
              "04 0304 0303",
              CH),
          sample(new SupportedVersionsServer(ProtocolVersion.TLS13), "0304", SH, HRR),
          sample(new Cookie(Bytes.of(9)), "0001 09", CH, HRR),
          sample(new PskKeyExchangeModes(List.of(1, 0x0B)), "02 01 0b", CH),
          sample(new CertificateAuthorities(List.of(Bytes.of(0x30, 0))), "0004 0002 3000", CH, CR),
          sample(
              new OidFilters(List.of(new OidFilter(Bytes.of(6), Bytes.empty()))),
              "0004 01 06 0000",
              CR),
          sample(new PostHandshakeAuth(), "", CH),
          sample(
              new KeyShareClientHello(List.of(new KeyShareEntry(NamedGroup.X25519, Bytes.of(5)))),
              "0005 001d 0001 05",
              CH),
          sample(
              new KeyShareServerHello(new KeyShareEntry(NamedGroup.SECP256R1, Bytes.of(4))),
              "0017 0001 04",
              SH),
          sample(new KeyShareHelloRetryRequest(NamedGroup.SECP384R1), "0018", HRR),
          sample(new RenegotiationInfo(Bytes.empty()), "00", CH, SH12),
          sample(new TicketRequestClientHello(3, 1), "0301", CH),
          sample(new TicketRequestHint(2), "02", EE));

  private ExtensionSamples() {}

  private static Sample sample(Extension extension, String hex, MessageContext... messages) {
    return new Sample(extension, hex, List.of(messages));
  }
}
