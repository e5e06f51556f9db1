package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.TlsServer;
import dev.clasp.tls.conformance.peer.SocketTransport;
import dev.clasp.tls.conformance.peer.Transport;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** Clasp's own server on loopback, in this process. */
public final class EmbeddedServer implements Target {
  private static final int CONNECT_PATIENCE = 5_000; // milliseconds

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
