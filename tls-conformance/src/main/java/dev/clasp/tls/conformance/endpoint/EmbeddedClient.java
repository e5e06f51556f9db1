package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client of ours in this process: it asks for a page and reads until the connection ends. */
public final class EmbeddedClient implements AwaitedClient.Trigger {
  private static final byte[] REQUEST =
      "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Makes the client's side of each connection. */
  @FunctionalInterface
  public interface Connections {
    TlsConnection open() throws TlsException;
  }

  private final Connections connections;
  private Socket socket = new Socket();

  EmbeddedClient(Connections connections) {
    this.connections = connections;
  }

  /** Clasp's own client as the profile declares it. */
  static EmbeddedClient of(TargetProfile profile, RunCertificates certificates) {
    ClientConfig config = config(profile, certificates);
    return new EmbeddedClient(
        () ->
            TlsConnection.start(
                config.crypto(), Handshake.client(config, ReferenceIdentity.of("localhost"))));
  }

  private static ClientConfig config(TargetProfile profile, RunCertificates certificates) {
    CryptoProvider crypto = certificates.crypto();
    try {
      Certificate root = Certificate.parse(certificates.authority().rootCertificate());
      ClientConfig.Builder builder =
          ClientConfig.builder(crypto)
              .trust(TrustStore.of(List.of(root)))
              .applicationProtocols(profile.capabilities().members("alpn"));
      if (profile.capabilities().word("tls12").equals("false")) {
        builder.versions(List.of(ProtocolVersion.TLS13));
      }
      List<NamedGroup> groups = groups(profile);
      if (!groups.isEmpty()) {
        builder.groups(groups);
      }
      if (profile.capabilities().word("client_certificate").equals("true")) {
        builder.credentials(
            CredentialSelector.of(List.of(certificates.server().credential(crypto))));
      }
      return builder.build();
    } catch (DerException e) {
      throw new IllegalStateException("a certificate we made cannot be read", e);
    }
  }

  /** Those that the profile declares, in its order; empty for the client's own choice. */
  private static List<NamedGroup> groups(TargetProfile profile) {
    List<NamedGroup> groups = new ArrayList<>();
    for (String name : profile.capabilities().members("groups.tls13")) {
      NamedGroup.known().stream()
          .filter(known -> known.toString().equalsIgnoreCase(name))
          .forEach(groups::add);
    }
    return groups;
  }

  @Override
  public String describe() {
    return "a client in this process";
  }

  @Override
  public void start(int port) throws IOException {
    Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
    opened.setTcpNoDelay(true);
    socket = opened;
    Thread thread = new Thread(() -> run(opened), "clasp-client-under-test");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Socket opened) {
    try (opened;
        TlsStream stream = new TlsStream(opened, connections.open())) {
      stream.handshake(DEADLINE);
      stream.write(REQUEST, 0, REQUEST.length);
      byte[] buffer = new byte[1 << 14];
      while (stream.read(buffer) >= 0) {
        // the answer does not matter
      }
    } catch (IOException | TlsException e) {
      // The scripted server has seen our alert, or ended the connection itself.
    }
  }

  @Override
  public void stop() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing a socket", e);
    }
  }

  @Override
  public boolean running() {
    return !socket.isClosed();
  }

  @Override
  public boolean crashed() {
    return false;
  }

  @Override
  public void close() {
    stop();
  }
}
