package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.OidFilter;
import dev.clasp.tls.protocol.SignatureScheme;
import java.util.List;
import java.util.Optional;

/**
 * What should guide the choice of a certificate: most of it the peer said (RFC 9846 §4.5.1.2, RFC
 * 5246 §7.4.2, §7.4.6).
 *
 * @param use what the key is for
 * @param serverName the host name the client asked for; empty without server_name and for clients
 * @param signatureSchemes to sign with, from signature_algorithms
 * @param certificateSchemes of the chain, from signature_algorithms_cert or else the same (RFC 9846
 *     §4.3.3)
 * @param authorities DER of the distinguished names in certificate_authorities; empty for any
 * @param applicationProtocols what the client offers to speak, most preferred first (RFC 7301);
 *     empty without ALPN and for clients
 * @param oidFilters what a client's certificate has to contain (RFC 9846 §4.3.5); empty for servers
 */
public record CredentialRequest(
    CredentialUse use,
    Optional<String> serverName,
    List<SignatureScheme> signatureSchemes,
    List<SignatureScheme> certificateSchemes,
    List<Bytes> authorities,
    List<String> applicationProtocols,
    List<OidFilter> oidFilters) {
  public CredentialRequest {
    signatureSchemes = List.copyOf(signatureSchemes);
    certificateSchemes = List.copyOf(certificateSchemes);
    authorities = List.copyOf(authorities);
    applicationProtocols = List.copyOf(applicationProtocols);
    oidFilters = List.copyOf(oidFilters);
  }
}
