package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.CertificateAuthorities;
import dev.clasp.tls.handshake.extension.CompressCertificate;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.extension.EarlyDataNewSessionTicket;
import dev.clasp.tls.handshake.extension.EcPointFormats;
import dev.clasp.tls.handshake.extension.EncryptThenMac;
import dev.clasp.tls.handshake.extension.ExtendedMainSecret;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.OidFilter;
import dev.clasp.tls.handshake.extension.OidFilters;
import dev.clasp.tls.handshake.extension.Padding;
import dev.clasp.tls.handshake.extension.PostHandshakeAuth;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyServerHello;
import dev.clasp.tls.handshake.extension.PskIdentity;
import dev.clasp.tls.handshake.extension.PskKeyExchangeModes;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.extension.ServerName;
import dev.clasp.tls.handshake.extension.ServerNameAcknowledged;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SessionTicket;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.extension.SignedCertificateTimestampList;
import dev.clasp.tls.handshake.extension.SignedCertificateTimestampRequest;
import dev.clasp.tls.handshake.extension.StatusRequestCertificate;
import dev.clasp.tls.handshake.extension.StatusRequestClientHello;
import dev.clasp.tls.handshake.extension.StatusRequestEmpty;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.extension.TicketRequestClientHello;
import dev.clasp.tls.handshake.extension.TicketRequestHint;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random messages that follow the grammar: what decoding must accept and give back unchanged. */
public final class Messages {
  private Messages() {}

  public static Arbitrary<ClientHello> clientHellos() {
    return Combinators.combine(
            uint16().map(ProtocolVersion::new),
            bytes(32, 32).map(Random::new),
            bytes(0, 32).map(SessionId::new),
            uint16().map(CipherSuite::new).list().ofMinSize(1).ofMaxSize(40),
            bytes(1, 255),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(9, clientHelloExtensions()),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(Extensions.ABSENT, Extensions.EMPTY))))
        .as(ClientHello::new);
  }

  public static Arbitrary<ServerHello> serverHellos() {
    Arbitrary<Extensions> extensions =
        block(
                keyShareEntries().map(KeyShareServerHello::new),
                uint16().map(PreSharedKeyServerHello::new))
            .flatMap(
                some ->
                    uint16()
                        .map(ProtocolVersion::new)
                        .map(version -> some.plus(new SupportedVersionsServer(version))));
    return serverHellos(bytes(32, 32).map(Random::new), extensions);
  }

  public static Arbitrary<ServerHello> helloRetryRequests() {
    return serverHellos(
        Arbitraries.just(Random.HELLO_RETRY_REQUEST),
        block(
            uint16().map(ProtocolVersion::new).map(SupportedVersionsServer::new),
            uint16().map(NamedGroup::new).map(KeyShareHelloRetryRequest::new),
            bytes(1, 60).map(Cookie::new)));
  }

  public static Arbitrary<ServerHello> serverHellosOfTls12() {
    return serverHellos(
        bytes(32, 32).map(Random::new),
        Arbitraries.oneOf(
            Arbitraries.of(Extensions.ABSENT, Extensions.EMPTY),
            block(
                Arbitraries.of(
                    new ServerNameAcknowledged(),
                    new EncryptThenMac(),
                    new ExtendedMainSecret(),
                    new StatusRequestEmpty()),
                bytes(0, 40).map(RenegotiationInfo::new),
                bytes(0, 40).map(SessionTicket::new),
                opaques(1, 9).map(SignedCertificateTimestampList::new),
                bytes(1, 9).map(EcPointFormats::new))));
  }

  public static Arbitrary<EncryptedExtensions> encryptedExtensions() {
    return block(
            Arbitraries.of(new ServerNameAcknowledged(), new EarlyData()),
            groups().map(SupportedGroups::new),
            protocolNames().map(ApplicationLayerProtocolNegotiation::new),
            uint8().map(MaxFragmentLength::new),
            uint16().map(RecordSizeLimit::new),
            uint8().map(TicketRequestHint::new))
        .map(EncryptedExtensions::new);
  }

  public static Arbitrary<CertificateRequest13> certificateRequests() {
    return Combinators.combine(bytes(0, 255), certificateRequestExtensions())
        .as(CertificateRequest13::new);
  }

  public static Arbitrary<Certificate13> certificates() {
    Arbitrary<CertificateEntry> entries =
        Combinators.combine(
                bytes(1, 300),
                block(
                    bytes(1, 50).map(StatusRequestCertificate::new),
                    opaques(1, 9).map(SignedCertificateTimestampList::new)))
            .as(CertificateEntry::new);
    return Combinators.combine(bytes(0, 255), entries.list().ofMaxSize(4)).as(Certificate13::new);
  }

  public static Arbitrary<CompressedCertificate> compressedCertificates() {
    return Combinators.combine(uint16(), uint16(), bytes(1, 300)).as(CompressedCertificate::new);
  }

  public static Arbitrary<CertificateVerify> certificateVerifies() {
    return Combinators.combine(uint16().map(SignatureScheme::new), bytes(0, 300))
        .as(CertificateVerify::new);
  }

  public static Arbitrary<Finished> finisheds() {
    return bytes(0, 64).map(Finished::new);
  }

  public static Arbitrary<NewSessionTicket13> newSessionTickets() {
    return Combinators.combine(
            uint32(),
            uint32(),
            bytes(0, 255),
            bytes(1, 300),
            block(uint32().map(EarlyDataNewSessionTicket::new)))
        .as(NewSessionTicket13::new);
  }

  public static Arbitrary<KeyUpdate> keyUpdates() {
    return Arbitraries.of(KeyUpdate.UPDATE_NOT_REQUESTED, KeyUpdate.UPDATE_REQUESTED)
        .map(KeyUpdate::new);
  }

  public static Arbitrary<EndOfEarlyData> endsOfEarlyData() {
    return Arbitraries.just(new EndOfEarlyData());
  }

  /** A message of any kind TLS 1.3 has. */
  public static Arbitrary<HandshakeMessage> any() {
    return Arbitraries.oneOf(
        List.of(
            widened(clientHellos()),
            widened(serverHellos()),
            widened(helloRetryRequests()),
            widened(serverHellosOfTls12()),
            widened(encryptedExtensions()),
            widened(certificateRequests()),
            widened(certificates()),
            widened(compressedCertificates()),
            widened(certificateVerifies()),
            widened(finisheds()),
            widened(newSessionTickets()),
            widened(keyUpdates()),
            widened(endsOfEarlyData())));
  }

  private static Arbitrary<HandshakeMessage> widened(Arbitrary<? extends HandshakeMessage> some) {
    return some.map(message -> message);
  }

  private static Arbitrary<ServerHello> serverHellos(
      Arbitrary<Random> randoms, Arbitrary<Extensions> extensions) {
    return Combinators.combine(
            uint16().map(ProtocolVersion::new),
            randoms,
            bytes(0, 32).map(SessionId::new),
            uint16().map(CipherSuite::new),
            uint8(),
            extensions)
        .as(ServerHello::new);
  }

  private static Arbitrary<Extensions> clientHelloExtensions() {
    Arbitrary<Extensions> others =
        block(
            Arbitraries.of(
                new EarlyData(),
                new PostHandshakeAuth(),
                new EncryptThenMac(),
                new ExtendedMainSecret(),
                new SignedCertificateTimestampRequest()),
            serverNames().list().ofMinSize(1).ofMaxSize(3).map(ServerNameList::new),
            Combinators.combine(opaques(0, 9), bytes(0, 9)).as(StatusRequestClientHello::new),
            groups().map(SupportedGroups::new),
            bytes(1, 9).map(EcPointFormats::new),
            schemes().map(SignatureAlgorithms::new),
            schemes().map(SignatureAlgorithmsCert::new),
            protocolNames().map(ApplicationLayerProtocolNegotiation::new),
            bytes(0, 40).map(Padding::new),
            uint8().map(MaxFragmentLength::new),
            uint16().list().ofMinSize(1).ofMaxSize(127).map(CompressCertificate::new),
            uint16().map(RecordSizeLimit::new),
            bytes(0, 40).map(SessionTicket::new),
            uint16()
                .map(ProtocolVersion::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(127)
                .map(SupportedVersionsClient::new),
            bytes(1, 60).map(Cookie::new),
            uint8().list().ofMinSize(1).ofMaxSize(9).map(PskKeyExchangeModes::new),
            opaques(1, 9).map(CertificateAuthorities::new),
            keyShareEntries().list().ofMaxSize(3).map(KeyShareClientHello::new),
            bytes(0, 40).map(RenegotiationInfo::new),
            Combinators.combine(uint8(), uint8()).as(TicketRequestClientHello::new));
    Arbitrary<Extension> preSharedKeys =
        Combinators.combine(
                Combinators.combine(bytes(1, 40), uint32())
                    .as(PskIdentity::new)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(3),
                bytes(32, 64).list().ofMinSize(1).ofMaxSize(3))
            .as(PreSharedKeyClientHello::new);
    return Combinators.combine(others, preSharedKeys.optional())
        .as((some, psk) -> psk.map(some::plus).orElse(some));
  }

  private static Arbitrary<Extensions> certificateRequestExtensions() {
    return block(
        Arbitraries.of(new StatusRequestEmpty(), new SignedCertificateTimestampRequest()),
        schemes().map(SignatureAlgorithms::new),
        schemes().map(SignatureAlgorithmsCert::new),
        opaques(1, 9).map(CertificateAuthorities::new),
        Combinators.combine(bytes(1, 9), bytes(0, 9))
            .as(OidFilter::new)
            .list()
            .ofMaxSize(3)
            .map(OidFilters::new));
  }

  /** Some of the shapes and some unknown types, each type once, in any order. */
  @SafeVarargs
  private static Arbitrary<Extensions> block(Arbitrary<? extends Extension>... shapes) {
    List<Arbitrary<Extension>> all = new ArrayList<>();
    for (Arbitrary<? extends Extension> shape : shapes) {
      all.add(shape.map(extension -> extension));
    }
    Set<ExtensionType> known = Set.copyOf(ExtensionType.known());
    all.add(
        Combinators.combine(
                uint16().map(ExtensionType::new).filter(type -> !known.contains(type)),
                bytes(0, 20))
            .as(UnknownExtension::new));
    return Arbitraries.oneOf(all)
        .list()
        .ofMaxSize(8)
        .uniqueElements(Extension::type)
        .map(Extensions::of);
  }

  private static Arbitrary<ServerName> serverNames() {
    return Combinators.combine(uint8(), bytes(1, 40)).as(ServerName::new);
  }

  private static Arbitrary<KeyShareEntry> keyShareEntries() {
    return Combinators.combine(uint16().map(NamedGroup::new), bytes(1, 70)).as(KeyShareEntry::new);
  }

  private static Arbitrary<List<NamedGroup>> groups() {
    return uint16().map(NamedGroup::new).list().ofMinSize(1).ofMaxSize(9);
  }

  private static Arbitrary<List<SignatureScheme>> schemes() {
    return uint16().map(SignatureScheme::new).list().ofMinSize(1).ofMaxSize(20);
  }

  private static Arbitrary<List<String>> protocolNames() {
    return Arbitraries.strings()
        .withCharRange((char) 0, (char) 255)
        .ofMinLength(1)
        .ofMaxLength(255)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  private static Arbitrary<List<Bytes>> opaques(int fewest, int most) {
    return bytes(1, 40).list().ofMinSize(fewest).ofMaxSize(most);
  }

  static Arbitrary<Bytes> bytes(int min, int max) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(min).ofMaxSize(max).map(Bytes::copyOf);
  }

  private static Arbitrary<Integer> uint8() {
    return Arbitraries.integers().between(0, 0xFF);
  }

  private static Arbitrary<Integer> uint16() {
    return Arbitraries.integers().between(0, 0xFFFF);
  }

  private static Arbitrary<Long> uint32() {
    return Arbitraries.longs().between(0, 0xFFFFFFFFL);
  }
}
