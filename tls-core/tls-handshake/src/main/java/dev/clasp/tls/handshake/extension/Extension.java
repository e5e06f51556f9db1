package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.Encodable;

/**
 * The content of one extension (RFC 9846 §4.3): one record for each shape it can have.
 *
 * <p>{@link #encodeTo} writes extension_data without its length; {@link Extensions} puts type and
 * length in front.
 */
public sealed interface Extension extends Encodable
    permits ApplicationLayerProtocolNegotiation,
        CertificateAuthorities,
        CompressCertificate,
        Cookie,
        EarlyData,
        EarlyDataNewSessionTicket,
        EcPointFormats,
        EncryptThenMac,
        ExtendedMainSecret,
        KeyShareClientHello,
        KeyShareHelloRetryRequest,
        KeyShareServerHello,
        MaxFragmentLength,
        OidFilters,
        Padding,
        PostHandshakeAuth,
        PreSharedKeyClientHello,
        PreSharedKeyServerHello,
        PskKeyExchangeModes,
        RecordSizeLimit,
        RenegotiationInfo,
        ServerNameAcknowledged,
        ServerNameList,
        SessionTicket,
        SignatureAlgorithms,
        SignatureAlgorithmsCert,
        SignedCertificateTimestampList,
        SignedCertificateTimestampRequest,
        StatusRequestCertificate,
        StatusRequestClientHello,
        StatusRequestEmpty,
        SupportedGroups,
        SupportedVersionsClient,
        SupportedVersionsServer,
        TicketRequestClientHello,
        TicketRequestHint,
        UnknownExtension {
  ExtensionType type();
}
