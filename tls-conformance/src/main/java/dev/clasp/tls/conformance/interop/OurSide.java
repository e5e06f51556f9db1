package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.config.CertificateCompression;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.EarlyDataPolicy;
import dev.clasp.tls.handshake.config.PeerVerifier;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.config.ZlibCompression;
import dev.clasp.tls.handshake.session.InMemoryReplayGuard;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.protocol.NamedGroup;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How Clasp is set up for one trial, and what no event tells: whether a response was stapled and a
 * certificate compressed. Both sides get no choice but the subject.
 */
final class OurSide {
  static final List<String> PROTOCOLS = List.of("http/1.1");

  /** Smaller than what servers answer, and large enough for any handshake message's header. */
  private static final int SMALL_RECORD = 600;

  private static final int MAX_EARLY_DATA = 1000;
  private static final int REPLAYS = 100;

  private final Trial trial;
  private final Materials materials;
  private final InstantSource clock = InstantSource.system();
  private final AtomicBoolean stapled = new AtomicBoolean();
  private final AtomicBoolean compressed = new AtomicBoolean();

  OurSide(Trial trial, Materials materials) {
    this.trial = trial;
    this.materials = materials;
  }

  /** The groups we have, in registry order. */
  static List<NamedGroup> groups() {
    CryptoProvider crypto = CryptoProviders.standard();
    List<NamedGroup> available =
        crypto.groups().stream().map(KeyExchangeGroup::algorithm).map(NamedGroup::of).toList();
    return NamedGroup.known().stream().filter(available::contains).toList();
  }

  /** Whether the server's certificate came with a response of its CA, to our client. */
  boolean stapled() {
    return stapled.get();
  }

  /** Whether a certificate was compressed. */
  boolean compressed() {
    return compressed.get();
  }

  ServerConfig server() {
    CryptoProvider crypto = materials.crypto();
    ServerConfig.Builder config = ServerConfig.builder(crypto, serverCredential());
    if (trial.isTls13()) {
      trial.suite13().ifPresent(suite -> config.suites(List.of(suite)));
      trial.group().ifPresent(group -> config.groups(List.of(group)));
    } else {
      config.legacy().suites12(List.of(trial.suite12OrUsual()));
      config.encryptThenMac(trial.encryptThenMac());
    }
    config.versions(List.of(trial.version()));
    if (trial.usesPsk()) {
      config.externalPsks(List.of(materials.psk()));
    }
    trial.feature().ifPresent(feature -> add(feature, config));
    return config.build();
  }

  private CredentialSelector serverCredential() {
    if (!trial.hasCertificate()) {
      return CredentialSelector.NONE;
    }
    Credential credential = materials.certificate(trial.serverKey()).credential(materials.crypto());
    return CredentialSelector.of(
        trial.isAbout(Feature.STAPLING)
            ? credential.withOcspResponse(materials.status(trial.serverKey()))
            : credential);
  }

  private void add(Feature feature, ServerConfig.Builder config) {
    switch (feature) {
      case TICKETS -> config.tickets(tickets());
      case SESSION_IDS -> config.sessions(InMemorySessions.standard(clock));
      case CLIENT_CERTIFICATE ->
          config.clientAuthentication(ClientAuthentication.NEEDED, materials.trust());
      case ALPN -> config.applicationProtocols(PROTOCOLS);
      case RECORD_SIZE_LIMIT -> config.recordSizeLimit(SMALL_RECORD);
      // Clients send shares of their favourites only, which this is nobody's.
      case HELLO_RETRY_REQUEST -> config.groups(List.of(NamedGroup.SECP384R1));
      case EARLY_DATA ->
          config
              .tickets(tickets())
              .earlyData(
                  new EarlyDataPolicy(
                      MAX_EARLY_DATA,
                      InMemoryReplayGuard.forOwnTickets(REPLAYS, clock),
                      EarlyDataPolicy.WINDOW));
      case CERTIFICATE_COMPRESSION -> config.certificateCompressions(List.of(watchedZlib()));
      case STAPLING, EXTERNAL_PSK, KEY_UPDATE, GREASE -> {}
    }
  }

  private TicketProtector tickets() {
    return new TicketProtector(
        materials.crypto(), TicketKeys.rotating(materials.crypto(), clock), clock);
  }

  ClientConfig client() {
    ClientConfig.Builder config =
        ClientConfig.builder(materials.crypto()).peerVerifier(watchingVerifier());
    if (trial.isTls13()) {
      trial.suite13().ifPresent(suite -> config.suites(List.of(suite)));
      trial.group().ifPresent(group -> config.groups(List.of(group)));
    } else {
      config.legacy().suites12(List.of(trial.suite12OrUsual()));
      config.encryptThenMac(trial.encryptThenMac());
    }
    config.versions(List.of(trial.version()));
    if (trial.usesPsk()) {
      config.externalPsks(List.of(materials.psk()));
    }
    trial.feature().ifPresent(feature -> add(feature, config));
    return config.build();
  }

  private void add(Feature feature, ClientConfig.Builder config) {
    switch (feature) {
      case TICKETS, SESSION_IDS -> config.sessions(InMemorySessions.standard(clock));
      case EARLY_DATA -> config.sessions(InMemorySessions.standard(clock)).offerEarlyData();
      case CLIENT_CERTIFICATE ->
          config.credentials(
              CredentialSelector.of(
                  materials.certificate(KeyType.P256).credential(materials.crypto())));
      case ALPN -> config.applicationProtocols(PROTOCOLS);
      case RECORD_SIZE_LIMIT -> config.recordSizeLimit(SMALL_RECORD);
      // A peer that has the first is started with the second only.
      case HELLO_RETRY_REQUEST ->
          config
              .groups(List.of(NamedGroup.X25519MLKEM768, NamedGroup.SECP256R1))
              .keyShares(List.of(NamedGroup.X25519MLKEM768));
      case CERTIFICATE_COMPRESSION -> config.certificateCompressions(List.of(watchedZlib()));
      case GREASE -> config.grease().shuffleExtensions();
      case STAPLING, EXTERNAL_PSK, KEY_UPDATE -> {}
    }
  }

  private PeerVerifier watchingVerifier() {
    PeerVerifier verifier = PeerVerifier.of(materials.trust(), materials.crypto());
    return peer -> {
      if (!peer.evidence().ocspResponses().isEmpty()) {
        stapled.set(true);
      }
      return verifier.verify(peer);
    };
  }

  private CertificateCompression watchedZlib() {
    CertificateCompression zlib = new ZlibCompression();
    return new CertificateCompression() {
      @Override
      public int algorithm() {
        return zlib.algorithm();
      }

      @Override
      public Bytes compress(Bytes content) {
        compressed.set(true);
        return zlib.compress(content);
      }

      @Override
      public Optional<Bytes> decompress(Bytes content, int length) {
        compressed.set(true);
        return zlib.decompress(content, length);
      }
    };
  }
}
