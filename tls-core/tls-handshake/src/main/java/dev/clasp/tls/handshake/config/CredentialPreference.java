package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of certificate selection (RFC 9846 §4.5.1.2), the most decisive first.
 *
 * <ol>
 *   <li>the key can do what it is for, with a scheme of the peer's: otherwise it is of no use
 *   <li>what the server's oid_filters ask for, also a must
 *   <li>the name the client asked for
 *   <li>a chain signed with schemes the peer lists, "if it is able to provide such a chain"
 *   <li>an issuer among the peer's certificate_authorities, which is only a hint
 *   <li>the order they were configured in
 * </ol>
 */
final class CredentialPreference {
  private CredentialPreference() {}

  static Optional<Credential> best(List<Credential> credentials, CredentialRequest request) {
    return credentials.stream()
        .filter(credential -> isOfUse(credential, request))
        .filter(credential -> OidFilterMatch.matches(credential.endEntity(), request.oidFilters()))
        // false sorts before true, and among equals the first is taken
        .min(
            Comparator.comparing((Credential credential) -> !isFor(credential, request))
                .thenComparing(credential -> !isSignedAsAccepted(credential, request))
                .thenComparing(credential -> !isIssuedAsWanted(credential, request)));
  }

  /**
   * "the digitalSignature bit MUST be set if the Key Usage extension is present"; "The
   * keyEncipherment bit" where it decrypts (RFC 5246 §7.4.2).
   */
  private static boolean isOfUse(Credential credential, CredentialRequest request) {
    return request.use().keys().contains(credential.key().kind())
        && switch (request.use().operation()) {
          case SIGN_13 ->
              credential.scheme13(request.signatureSchemes()).isPresent()
                  && credential.endEntity().allows(KeyUsage.Bit.DIGITAL_SIGNATURE);
          case SIGN_13_LEGACY ->
              credential.legacyClientScheme13(request.signatureSchemes()).isPresent()
                  && credential.endEntity().allows(KeyUsage.Bit.DIGITAL_SIGNATURE);
          case SIGN_12 ->
              credential.scheme12(request.signatureSchemes()).isPresent()
                  && credential.endEntity().allows(KeyUsage.Bit.DIGITAL_SIGNATURE);
          case DECRYPT_12 ->
              credential.key().premasterDecryption().isPresent()
                  && credential.endEntity().allows(KeyUsage.Bit.KEY_ENCIPHERMENT);
        };
  }

  private static boolean isFor(Credential credential, CredentialRequest request) {
    return request.serverName().map(name -> matches(credential.endEntity(), name)).orElse(true);
  }

  private static boolean matches(Certificate certificate, String serverName) {
    try {
      return ReferenceIdentity.dns(serverName).matches(certificate);
    } catch (IllegalArgumentException notAHostName) {
      return false;
    }
  }

  /** "Certificates that are self-signed ... MAY be signed with any algorithm." */
  private static boolean isSignedAsAccepted(Credential credential, CredentialRequest request) {
    return credential.chain().stream()
        .filter(certificate -> !certificate.isSelfIssued())
        .allMatch(
            certificate ->
                certificate
                    .signature()
                    .signatureAlgorithm()
                    .map(algorithm -> accepts(request, algorithm))
                    .orElse(false));
  }

  /** X.509 does not tie an ECDSA signature to a curve; the scheme with the same hash is meant. */
  private static boolean accepts(
      CredentialRequest request, dev.clasp.tls.crypto.SignatureAlgorithm used) {
    return request.certificateSchemes().stream()
        .flatMap(scheme -> scheme.algorithm().stream())
        .anyMatch(
            listed ->
                listed == used
                    || (used.toString().startsWith("ecdsa_sha")
                        && listed.toString().startsWith("ecdsa_")
                        && listed.hash().equals(used.hash())));
  }

  private static boolean isIssuedAsWanted(Credential credential, CredentialRequest request) {
    Set<Bytes> wanted = new HashSet<>(request.authorities());
    return wanted.isEmpty()
        || credential.chain().stream()
            .anyMatch(certificate -> wanted.contains(certificate.issuer().encoded()));
  }
}
