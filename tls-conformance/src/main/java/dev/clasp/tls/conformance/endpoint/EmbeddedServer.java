package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.TlsServer;
import dev.clasp.tls.conformance.peer.SocketTransport;
import dev.clasp.tls.conformance.peer.Transport;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.EarlyDataPolicy;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.config.ZlibCompression;
import dev.clasp.tls.handshake.session.InMemoryReplayGuard;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Clasp's own server on loopback, in this process. */
public final class EmbeddedServer implements Target {
  private static final int CONNECT_PATIENCE = 5_000; // milliseconds
  private static final int MAX_EARLY_DATA = 4096; // bytes

  private final TlsServer server;

  private EmbeddedServer(TlsServer server) {
    this.server = server;
  }

  /** Starts a server as the profile declares it, on a port that is free. */
  public static EmbeddedServer start(TargetProfile profile, RunCertificates certificates)
      throws IOException {
    ServerConfig config = config(profile, certificates);
    CryptoProvider crypto = certificates.crypto();
    return new EmbeddedServer(
        TlsServer.onLoopback(
            0,
            TlsServer.Settings.of(
                () -> TlsConnection.start(crypto, Handshake.server(config)),
                ApplicationMode.valueOf(profile.application().toUpperCase(Locale.ROOT)))));
  }

  private static ServerConfig config(TargetProfile profile, RunCertificates certificates) {
    CryptoProvider crypto = certificates.crypto();
    ServerConfig.Builder builder =
        ServerConfig.builder(
                crypto, CredentialSelector.of(List.of(certificates.server().credential(crypto))))
            .applicationProtocols(profile.capabilities().members("alpn"));
    versions(profile.capabilities(), builder);
    sessions(profile.capabilities(), crypto, builder);
    ClientAuthentication wanted = clientAuthentication(profile);
    if (wanted != ClientAuthentication.NONE) {
      try {
        Certificate root = Certificate.parse(certificates.authority().rootCertificate());
        builder.clientAuthentication(wanted, TrustStore.of(List.of(root)));
      } catch (DerException e) {
        throw new IllegalStateException("a certificate we made cannot be read", e);
      }
    }
    return builder.build();
  }

  /** The versions, and the suites of TLS 1.2: also old ones, if the profile has them. */
  private static void versions(Capabilities capabilities, ServerConfig.Builder builder) {
    if (!capabilities.word("tls12").equals("true")) {
      builder.versions(List.of(ProtocolVersion.TLS13));
      return;
    }
    List<Suite12> suites =
        Stream.of(Suite12.values())
            .filter(each -> capabilities.members(Suites12.ALL).contains(each.toString()))
            .toList();
    if (suites.stream().anyMatch(Suite12::isLegacy)) {
      builder.legacy();
    }
    if (capabilities.word("no_ems").equals("true")) {
      builder.allowMissingExtendedMainSecret();
    }
    builder.suites12(suites);
  }

  private static void sessions(
      Capabilities capabilities, CryptoProvider crypto, ServerConfig.Builder builder) {
    if (capabilities.word("tickets").equals("true")) {
      InstantSource clock = InstantSource.system();
      builder
          .sessions(InMemorySessions.standard(clock))
          .tickets(new TicketProtector(crypto, TicketKeys.rotating(crypto, clock), clock));
    }
    if (capabilities.word("early_data").equals("accept")) {
      InMemoryReplayGuard guard =
          InMemoryReplayGuard.forOwnTickets(InMemoryReplayGuard.MAX_HELLOS, InstantSource.system());
      builder.earlyData(new EarlyDataPolicy(MAX_EARLY_DATA, guard, EarlyDataPolicy.WINDOW));
    }
    if (capabilities.word("compress_certificate").equals("true")) {
      builder.certificateCompressions(List.of(new ZlibCompression()));
    }
    if (capabilities.word("external_psk").equals("true")) {
      builder.externalPsks(
          List.of(
              new ExternalPsk(
                  Bytes.copyOf("conformance".getBytes(StandardCharsets.US_ASCII)),
                  Secret.copyOf(
                      Bytes.fromHex(
                          "c0c1c2c3c4c5c6c7c8c9cacbcccdcecfc0c1c2c3c4c5c6c7c8c9cacbcccdcecf")),
                  HashAlgorithm.SHA256)));
    }
  }

  private static ClientAuthentication clientAuthentication(TargetProfile profile) {
    return switch (profile.capabilities().word("client_auth")) {
      case "need" -> ClientAuthentication.NEEDED;
      case "want" -> ClientAuthentication.WANTED;
      default -> ClientAuthentication.NONE;
    };
  }

  @Override
  public String describe() {
    return "Clasp on port " + port();
  }

  @Override
  public String host() {
    return "localhost";
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public Transport connect() throws IOException {
    return SocketTransport.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), CONNECT_PATIENCE);
  }

  @Override
  public boolean hasDied() {
    return false;
  }

  @Override
  public boolean restart() {
    return false;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
