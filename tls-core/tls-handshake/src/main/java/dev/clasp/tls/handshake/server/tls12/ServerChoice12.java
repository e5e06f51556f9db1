package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CredentialChoice;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialRequest;
import dev.clasp.tls.handshake.config.CredentialUse;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cipher suite of a full handshake and what it needs: in TLS 1.2 the suite decides on key
 * exchange and certificate, too (RFC 5246 §7.4.1.3, §7.4.2).
 *
 * @param group of an ephemeral key exchange
 * @param credential whose key signs or decrypts; empty with pre-shared keys alone
 */
record ServerChoice12(Suite12 suite, Optional<NamedGroup> group, Optional<Credential> credential) {
  private static final Map<KeyKind, NamedGroup> CURVES =
      Map.of(
          KeyKind.EC_SECP256R1, NamedGroup.SECP256R1,
          KeyKind.EC_SECP384R1, NamedGroup.SECP384R1,
          KeyKind.EC_SECP521R1, NamedGroup.SECP521R1);

  /** How to go on with the choice. */
  @FunctionalInterface
  interface Chosen {
    Step with(ServerChoice12 choice) throws TlsException;
  }

  /**
   * The first suite of ours that the client offers and both sides have all for. The choice of the
   * certificate may be delegated work, for each suite anew.
   *
   * @throws NegotiationFailure {@code handshake_failure} when there is none; {@code
   *     insufficient_security} when only the client's finite-field groups stand in the way
   */
  static Step select(ServerConfig config, ClientOffer12 offer, Chosen then) throws TlsException {
    return select(config, offer, config.suites12(), then);
  }

  private static Step select(
      ServerConfig config, ClientOffer12 offer, List<Suite12> suites, Chosen then)
      throws TlsException {
    for (int i = 0; i < suites.size(); i++) {
      Suite12 suite = suites.get(i);
      KeyExchange12 keyExchange = suite.keyExchange();
      Optional<NamedGroup> group = group(config, offer, keyExchange.share());
      boolean possible =
          offer.has(suite)
              && mayAuthenticateClient(config, keyExchange)
              && (group.isPresent() || !keyExchange.needsServerKeyExchange());
      if (possible && !keyExchange.hasCertificate()) {
        return then.with(new ServerChoice12(suite, group, Optional.empty()));
      }
      if (possible) {
        List<Suite12> others = suites.subList(i + 1, suites.size());
        CredentialUse use = use(offer, keyExchange.certificate());
        return choice(config, offer, use)
            .then(
                credential ->
                    credential
                            .filter(chosen -> use.keys().contains(chosen.key().kind()))
                            .isPresent()
                        ? then.with(new ServerChoice12(suite, group, credential))
                        : select(config, offer, others, then));
      }
    }
    throw nothingInCommon(config, offer);
  }

  /** Without a certificate of its own a server cannot ask for the client's (RFC 5246 §7.4.4). */
  private static boolean mayAuthenticateClient(ServerConfig config, KeyExchange12 keyExchange) {
    return keyExchange.hasCertificate()
        || config.clientAuthentication() != ClientAuthentication.NEEDED;
  }

  private static Optional<NamedGroup> group(
      ServerConfig config, ClientOffer12 offer, KeyExchange12.Share share) {
    List<NamedGroup> theirs = offer.groups().orElse(List.of());
    return switch (share) {
      // "servers are free to choose any one of the elliptic curves" of a client that names none
      case ECDHE ->
          config.groups().stream()
              .filter(NamedGroup::isCurve12)
              .filter(curve -> offer.groups().isEmpty() || theirs.contains(curve))
              .findFirst();
      // "If none of the client-proposed FFDHE groups are known and acceptable to the server, then
      // the server MUST NOT select an FFDHE cipher suite"; a client that names none takes ours
      // (RFC 7919 §4).
      case DHE ->
          config.groups().stream()
              .filter(NamedGroup::isFiniteField)
              .filter(
                  field ->
                      theirs.stream().noneMatch(NamedGroup::isFiniteField)
                          || theirs.contains(field))
              .findFirst();
      case RSA_ENCRYPTION, NONE -> Optional.empty();
    };
  }

  private static CredentialUse use(ClientOffer12 offer, KeyExchange12.Certificate type) {
    return switch (type) {
      case RSA_SIGNING -> signing(EnumSet.of(KeyKind.RSA, KeyKind.RSA_PSS));
      case ECDSA_SIGNING -> signing(ecdsaKeys(offer));
      case RSA_DECRYPTING ->
          new CredentialUse(CredentialUse.Operation.DECRYPT_12, Set.of(KeyKind.RSA));
      case NONE -> throw new IllegalStateException("no certificate is sent");
    };
  }

  private static CredentialChoice choice(
      ServerConfig config, ClientOffer12 offer, CredentialUse use) {
    return new CredentialChoice(
        config.credentials(),
        new CredentialRequest(
            use,
            offer.serverName(),
            offer.signatureSchemes(),
            offer.certificateSchemes(),
            List.of(),
            offer.applicationProtocols(),
            List.of()));
  }

  private static CredentialUse signing(Set<KeyKind> keys) {
    return new CredentialUse(CredentialUse.Operation.SIGN_12, keys);
  }

  /**
   * "the server's certificate [...] MUST respect the client's choice of elliptic curves" (RFC 8422
   * §5.3); EdDSA keys have none to choose.
   */
  private static Set<KeyKind> ecdsaKeys(ClientOffer12 offer) {
    Set<KeyKind> keys = EnumSet.of(KeyKind.ED25519, KeyKind.ED448);
    CURVES.forEach(
        (kind, curve) -> {
          if (offer.groups().map(groups -> groups.contains(curve)).orElse(true)) {
            keys.add(kind);
          }
        });
    return keys;
  }

  private static NegotiationFailure nothingInCommon(ServerConfig config, ClientOffer12 offer) {
    boolean finiteFields =
        offer.groups().orElse(List.of()).stream().anyMatch(NamedGroup::isFiniteField)
            && group(config, offer, KeyExchange12.Share.DHE).isEmpty();
    boolean onlyForThem =
        config.suites12().stream()
            .filter(offer::has)
            .anyMatch(suite -> suite.keyExchange().share() == KeyExchange12.Share.DHE);
    if (finiteFields && onlyForThem) {
      // "the server MUST end the connection with a fatal TLS alert of type insufficient_security"
      return new NegotiationFailure(
          AlertDescription.INSUFFICIENT_SECURITY,
          Rfc.rfc(7919, "4", 3),
          "ClientHello.supported_groups: %s, expected one of %s"
              .formatted(offer.groups().orElse(List.of()), config.groups()));
    }
    // "If the server is unable to negotiate a common set of security parameters", §7.2.2
    return new NegotiationFailure(
        AlertDescription.HANDSHAKE_FAILURE,
        Rfc.rfc5246("7.4.1.3"),
        "ClientHello.cipher_suites: %s, of ours %s, expected one with a group and a certificate for it"
            .formatted(
                offer.hello().cipherSuites(),
                config.suites12().stream().filter(offer::has).toList()));
  }
}
