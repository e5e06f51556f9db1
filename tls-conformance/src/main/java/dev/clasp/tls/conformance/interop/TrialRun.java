package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.net.ConnectionLog;
import dev.clasp.tls.conformance.net.ConnectionSummary;
import dev.clasp.tls.conformance.net.TlsServer;
import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeEvent.EarlyDataAccepted;
import dev.clasp.tls.handshake.HandshakeEvent.ExternalPskSelected;
import dev.clasp.tls.handshake.HandshakeEvent.HelloRetried;
import dev.clasp.tls.handshake.HandshakeEvent.Negotiated;
import dev.clasp.tls.handshake.HandshakeEvent.PeerIdentified;
import dev.clasp.tls.handshake.HandshakeEvent.PeerKeysUpdated;
import dev.clasp.tls.handshake.HandshakeEvent.SessionResumed;
import dev.clasp.tls.handshake.HandshakeEvent.Tls12Agreed;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Carries out one trial, and looks whether what it is about has really happened. */
final class TrialRun {
  static final byte[] REQUEST = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Longer than a small record, so that limits show. */
  private static final byte[] RESPONSE =
      ("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"
              + "Clasp answers. ".repeat(100)
              + "\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final Peer peer;
  private final Trial trial;
  private final Materials materials;
  private final OurSide ours;

  TrialRun(Peer peer, Trial trial, Materials materials) {
    this.peer = peer;
    this.trial = trial;
    this.materials = materials;
    this.ours = new OurSide(trial, materials);
  }

  /**
   * Carries it out.
   *
   * @throws PeerFailure when the peer does not play along
   * @throws Unexpected when it worked, but without what the trial is about
   */
  void run() throws IOException, TlsException, Unexpected {
    if (trial.direction() == Direction.PEER_CONNECTS) {
      serve();
    } else {
      connect();
    }
  }

  /** It worked otherwise than it should have. */
  static final class Unexpected extends Exception {
    private static final long serialVersionUID = 1;

    Unexpected(String message) {
      super(message);
    }
  }

  private void serve() throws IOException, Unexpected {
    ServerConfig config = ours.server();
    Log log = new Log();
    TlsServer.Settings settings =
        TlsServer.Settings.of(
                () -> TlsConnection.start(config.crypto(), Handshake.server(config)), this::answer)
            .withLog(log);
    try (TlsServer server = TlsServer.onLoopback(0, settings)) {
      String output = "";
      try {
        output = peer.connect(trial, server.port(), materials);
        for (int i = 0; i < trial.connections(); i++) {
          check(log.next(), i);
        }
      } catch (PeerFailure e) {
        throw new PeerFailure(log.failure() + e.getMessage(), e);
      } catch (Unexpected e) {
        throw new Unexpected(log.failure() + e.getMessage() + "\n" + output);
      }
    }
  }

  /** Answers a request, whatever it is. */
  private void answer(TlsStream stream) throws IOException, TlsException {
    if (trial.isAbout(Feature.KEY_UPDATE)) {
      stream.updateKeys(true);
    }
    // A client that comes twice may have nothing to ask the second time.
    if (trial.connections() == 1) {
      stream.read(new byte[8192]); // whole, however it is cut: we do not care what it asks
    }
    stream.write(RESPONSE, 0, RESPONSE.length);
  }

  private void connect() throws IOException, TlsException, Unexpected {
    ClientConfig config = ours.client();
    try (PeerServer server = peer.serve(trial, materials)) {
      try {
        for (int i = 0; i < trial.connections(); i++) {
          connect(config, server, i);
        }
      } catch (IOException | TlsException e) {
        throw new PeerFailure(e.getMessage() + "\n" + server.output(), e);
      } catch (Unexpected e) {
        throw new Unexpected(e.getMessage() + "\n" + server.output());
      }
    }
  }

  private void connect(ClientConfig config, PeerServer server, int number)
      throws IOException, TlsException, Unexpected {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port());
        TlsStream stream =
            new TlsStream(
                socket,
                TlsConnection.start(
                    config.crypto(),
                    Handshake.client(config, ReferenceIdentity.of("localhost"))))) {
      if (trial.isAbout(Feature.EARLY_DATA)) {
        stream.writeEarly(REQUEST);
      }
      stream.handshake(PATIENCE);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      if (trial.isAbout(Feature.KEY_UPDATE)) {
        stream.updateKeys(true);
      }
      stream.write(REQUEST, 0, REQUEST.length); // not every server answers early data
      server.answer();
      if (stream.read(new byte[16384]) <= 0) {
        throw new Unexpected("no answer from the peer's server");
      }
      check(stream, number);
    }
  }

  /** What our side says was negotiated, against what the trial demands. */
  private void check(TlsStream stream, int number) throws Unexpected {
    Negotiated negotiated = stream.event(Negotiated.class).orElseThrow();
    expect("version", trial.version(), negotiated.version());
    if (trial.suite13().isPresent()) {
      expect("suite", trial.suite13().get(), negotiated.suite());
    }
    if (trial.subject() instanceof Subject.OfSuite12 of) {
      expect("suite", of.suite(), negotiated.suite());
      expect(
          "encrypt_then_mac",
          of.isCbc() && of.encryptThenMac(),
          stream.event(Tls12Agreed.class).map(Tls12Agreed::encryptThenMac).orElse(false));
    }
    if (trial.group().isPresent()) {
      expect("group", trial.group(), negotiated.group());
    }
    if (trial.feature().isPresent()) {
      expect(
          trial.feature().get().toString(), true, happened(trial.feature().get(), stream, number));
    }
  }

  private boolean happened(Feature feature, TlsStream stream, int number) {
    return switch (feature) {
      case TICKETS, SESSION_IDS -> has(stream, SessionResumed.class) == (number > 0);
      case EARLY_DATA -> has(stream, EarlyDataAccepted.class) == (number > 0);
      case CLIENT_CERTIFICATE ->
          trial.direction() == Direction.PEER_SERVES
              ? has(stream, HandshakeEvent.CertificateRequested.class)
              : has(stream, PeerIdentified.class);
      case ALPN ->
          ConnectionSummary.of(stream)
              .applicationProtocol()
              .equals(Optional.of(OurSide.PROTOCOLS.get(0)));
      case EXTERNAL_PSK -> has(stream, ExternalPskSelected.class);
      case HELLO_RETRY_REQUEST -> has(stream, HelloRetried.class);
      case CERTIFICATE_COMPRESSION -> ours.compressed();
      // Of what our server sends, the peer's client tells.
      case STAPLING -> trial.direction() == Direction.PEER_CONNECTS || ours.stapled();
      // A client answers before it sends again, which it need not.
      case KEY_UPDATE ->
          trial.direction() == Direction.PEER_CONNECTS || has(stream, PeerKeysUpdated.class);
      // A record too long fails at whoever set the limit.
      case RECORD_SIZE_LIMIT, GREASE -> true;
    };
  }

  private static boolean has(TlsStream stream, Class<? extends HandshakeEvent> kind) {
    return stream.event(kind).isPresent();
  }

  private static void expect(String what, Object expected, Object found) throws Unexpected {
    if (!expected.equals(found)) {
      throw new Unexpected("%s: %s, expected %s".formatted(what, found, expected));
    }
  }

  /** What became of our server's connections. */
  private static final class Log implements ConnectionLog {
    private final BlockingQueue<TlsStream> established = new LinkedBlockingQueue<>();
    private final List<Exception> failures = new ArrayList<>(); // guarded by itself

    TlsStream next() throws Unexpected {
      try {
        TlsStream stream = established.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (stream == null) {
          throw new Unexpected("fewer handshakes than there should be");
        }
        return stream;
      } catch (InterruptedException e) {
        throw new PeerFailure("interrupted", e);
      }
    }

    /** What our server said of the first connection that broke; empty if none did. */
    String failure() {
      synchronized (failures) {
        return failures.isEmpty() ? "" : "our server: " + failures.get(0).getMessage() + "\n";
      }
    }

    @Override
    public void established(String peer, TlsStream stream) {
      established.add(stream);
    }

    @Override
    public void ended(String peer, ConnectionSummary summary) {}

    @Override
    public void failed(String peer, Optional<ConnectionSummary> summary, Exception reason) {
      synchronized (failures) {
        failures.add(reason);
      }
    }
  }
}
