package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ZlibCompression;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A client of ours in this process: it asks for a page and reads until the connection ends. */
public final class EmbeddedClient implements AwaitedClient.Trigger {
  private static final byte[] REQUEST =
      "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int RECORD_SIZE_LIMIT = 4096; // bytes
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Makes the client's side of each connection. */
  @FunctionalInterface
  public interface Connections {
    TlsConnection open() throws TlsException;
  }

  private final Supplier<Connections> fresh;
  private final boolean early;
  private Connections connections;
  private Socket socket = new Socket();

  EmbeddedClient(Connections connections) {
    this(() -> connections, false);
  }

  private EmbeddedClient(Supplier<Connections> fresh, boolean early) {
    this.fresh = fresh;
    this.early = early;
    this.connections = fresh.get();
  }

  /** Clasp's own client as the profile declares it. */
  static EmbeddedClient of(TargetProfile profile, RunCertificates certificates) {
    boolean early = profile.capabilities().word("early_data").equals("send");
    return new EmbeddedClient(() -> connections(config(profile, certificates)), early);
  }

  private static Connections connections(ClientConfig config) {
    return () ->
        TlsConnection.start(
            config.crypto(), Handshake.client(config, ReferenceIdentity.of("localhost")));
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
      } else if (profile.capabilities().word("tls13").equals("false")) {
        builder.versions(List.of(ProtocolVersion.TLS12));
      }
      suites12(profile, builder);
      sessions(profile, builder);
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

  private static void sessions(TargetProfile profile, ClientConfig.Builder builder) {
    Capabilities capabilities = profile.capabilities();
    if (capabilities.word("resumption").equals("true")) {
      builder.sessions(InMemorySessions.standard(InstantSource.system()));
    }
    if (capabilities.word("early_data").equals("send")) {
      builder.offerEarlyData();
    }
    if (capabilities.word("record_size_limit").equals("true")) {
      builder.recordSizeLimit(RECORD_SIZE_LIMIT);
    }
    if (capabilities.word("compress_certificate").equals("true")) {
      builder.certificateCompressions(List.of(new ZlibCompression()));
    }
  }

  /** Those of TLS 1.2 that the profile declares, old ones too; else the client's own choice. */
  private static void suites12(TargetProfile profile, ClientConfig.Builder builder) {
    List<Suite12> suites =
        Stream.of(Suite12.values())
            .filter(each -> profile.capabilities().members(Suites12.ALL).contains(each.toString()))
            .toList();
    if (suites.isEmpty()) {
      return;
    }
    if (suites.stream().anyMatch(Suite12::isLegacy)) {
      builder.legacy();
    }
    builder.suites12(suites);
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
  public void forgetSessions() {
    connections = fresh.get();
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
      int sent = early ? stream.writeEarly(REQUEST) : 0;
      stream.handshake(DEADLINE);
      // What was not accepted as early data is sent again (RFC 9846 §4.3.10).
      if (sent == 0 || stream.event(HandshakeEvent.EarlyDataRejected.class).isPresent()) {
        stream.write(REQUEST, 0, REQUEST.length);
      }
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
