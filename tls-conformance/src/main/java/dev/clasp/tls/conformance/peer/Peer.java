package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.schedule.KeyLogLines;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scripted TLS endpoint in the middle of a conversation: what it has sent, received and derived.
 *
 * <p>One conversation, one peer; it may connect more than once. Not thread-safe, but {@link #abort}
 * may come from any thread.
 */
public final class Peer {
  /** A message held for FlushMessageQueue, and what happens once it is sent. */
  public record Queued(String what, Outgoing message, SharedList.Sent sent) {}

  private final PeerSetup setup;
  private final Exchange exchange = new Exchange();
  private final Capture capture = new Capture();
  private final PeerTranscript transcript = new PeerTranscript();
  private final List<Ticket> tickets = new ArrayList<>();
  private final Map<String, SharedList> lists = new HashMap<>();
  private final Map<String, List<Bytes>> values = new HashMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final List<Queued> queue = new ArrayList<>();
  private Secrets secrets;
  private final Map<NamedGroup, PendingKeyExchange> shares = new LinkedHashMap<>();
  private Optional<ClientHello> firstHello = Optional.empty();
  private Optional<ClientHello> lastHello = Optional.empty();
  private Optional<ServerHello> retryRequest = Optional.empty();
  private Optional<ServerHello> serverHello = Optional.empty();
  private List<Bytes> certificateChain = List.of();
  private Optional<CertificateRequest13> certificateRequest = Optional.empty();
  private Optional<CertificateRequest12> certificateRequest12 = Optional.empty();
  private Optional<Secrets12> tls12 = Optional.empty();
  private Optional<ServerParams> serverParams = Optional.empty();
  private Optional<ServerExchange> serverExchange = Optional.empty();
  private Optional<Identity> ownIdentity = Optional.empty();
  private Optional<Session12> lastSession = Optional.empty();
  private List<OfferedPsk> offeredPsks = List.of();
  private boolean earlyData;
  private Optional<Secret> sharedSecret = Optional.empty();
  private Role role = Role.CLIENT;
  private boolean closedByPeer;

  // Null before the first Connect. Volatile: abort() reads it from another thread.
  private volatile @Nullable Transport transport;
  private @Nullable RecordStream records;

  public Peer(PeerSetup setup) {
    this.setup = setup;
    this.secrets = newSecrets();
  }

  private Secrets newSecrets() {
    return new Secrets(
        setup.crypto(),
        transcript,
        (label, secret) -> firstHello.ifPresent(hello -> log(label, hello, secret)));
  }

  private void log(KeyLog.Label label, ClientHello hello, Secret secret) {
    new KeyLogLines(capture::key).log(label, hello.random(), secret);
  }

  /** What crossed the wire, and the keys to it. */
  public Capture capture() {
    return capture;
  }

  public PeerSetup setup() {
    return setup;
  }

  public Exchange exchange() {
    return exchange;
  }

  public PeerTranscript transcript() {
    return transcript;
  }

  public Secrets secrets() {
    return secrets;
  }

  /** Opens a connection as a client; the one before, if any, is left as it is and closed. */
  public void connect(int recordVersion) throws IOException {
    open(Role.CLIENT, recordVersion);
    local("TCP connection opened");
  }

  /** Lets the target connect to us: we are the server. Otherwise as {@link #connect}. */
  public void listen(int recordVersion) throws IOException {
    open(Role.SERVER, recordVersion);
    local("TCP connection accepted");
  }

  private void open(Role ours, int recordVersion) throws IOException {
    role = ours;
    close();
    Transport opened = capture.around(setup.connector().connect(), ours);
    transport = opened;
    records = new RecordStream(opened, setup.crypto(), recordVersion, setup.schedule());
    alerts.clear();
    closedByPeer = false;
  }

  /** The side we play. */
  public Role role() {
    return role;
  }

  /** Forgets the handshake; tickets stay. */
  public void resetHandshake() {
    transcript.clear();
    shares.clear();
    firstHello = Optional.empty();
    lastHello = Optional.empty();
    retryRequest = Optional.empty();
    serverHello = Optional.empty();
    certificateChain = List.of();
    certificateRequest = Optional.empty();
    certificateRequest12 = Optional.empty();
    tls12 = Optional.empty();
    serverParams = Optional.empty();
    serverExchange = Optional.empty();
    ownIdentity = Optional.empty();
    offeredPsks = List.of();
    earlyData = false;
    sharedSecret = Optional.empty();
    secrets = newSecrets();
  }

  public RecordStream records() throws ScriptException {
    RecordStream open = records;
    if (open == null) {
      throw new ScriptException("not connected, expected Connect first");
    }
    return open;
  }

  /** Sends a message and notes it. */
  public void send(String what, Outgoing message)
      throws IOException, TlsException, ScriptException {
    exchange.add(
        Exchange.Side.SENT,
        what,
        message.bytes(),
        message.type() == dev.clasp.tls.protocol.ContentType.HANDSHAKE.value());
    records().write(message.type(), message.bytes(), message.protection(), message.cbc());
  }

  /** Notes something that is not a message. */
  public void local(String what) {
    exchange.add(Exchange.Side.LOCAL, what, Bytes.empty(), false);
  }

  /** Notes bytes that were sent apart from the record layer's rules. */
  public void sentRaw(String what, Bytes bytes) {
    exchange.add(Exchange.Side.SENT, what, bytes, false);
  }

  /** Waits for a message and notes it. */
  public Received receive(long patience) throws ScriptException, TlsException {
    Received received = records().read(patience);
    if (received instanceof Received.Handshake handshake) {
      exchange.add(Exchange.Side.RECEIVED, received.describe(), handshake.frame().raw(), true);
    } else if (received instanceof Received.ApplicationData data) {
      exchange.add(Exchange.Side.RECEIVED, received.describe(), data.content(), false);
    } else if (received instanceof Received.Closed) {
      closedByPeer = true;
      local(received.describe() + " by the target");
    } else if (received instanceof Received.Nothing) {
      local(received.describe());
    } else {
      exchange.add(Exchange.Side.RECEIVED, received.describe(), Bytes.empty(), false);
    }
    if (received instanceof Received.AlertMessage alert) {
      alerts.add(alert.alert());
    }
    return received;
  }

  public void close() {
    flush();
    Transport open = transport;
    if (open != null) {
      open.close();
    }
  }

  /** What a schedule holds back goes out before we close. */
  private void flush() {
    RecordStream open = records;
    if (open != null && !closedByPeer) {
      try {
        open.flush();
      } catch (IOException e) {
        local("not sent: " + e.getMessage());
      }
    }
  }

  public void reset() {
    Transport open = transport;
    if (open != null) {
      open.reset();
    }
  }

  /** Ends everything under way, from any thread. */
  public void abort() {
    Transport open = transport;
    if (open != null) {
      open.abort();
    }
  }

  /** The alerts the target has sent on the present connection, in order. */
  public List<Alert> alerts() {
    return List.copyOf(alerts);
  }

  public boolean closedByPeer() {
    return closedByPeer;
  }

  public List<Queued> queue() {
    return queue;
  }

  /** Octets that nodes have put aside under a name, in order. */
  public List<Bytes> values(String name) {
    return values.computeIfAbsent(name, ignored -> new ArrayList<>());
  }

  public SharedList list(String name) {
    return lists.computeIfAbsent(name, ignored -> new SharedList());
  }

  public Map<NamedGroup, PendingKeyExchange> shares() {
    return shares;
  }

  public List<Ticket> tickets() {
    return tickets;
  }

  public Optional<ClientHello> firstHello() {
    return firstHello;
  }

  public Optional<ClientHello> lastHello() {
    return lastHello;
  }

  /** A ClientHello went or came. */
  public void clientHello(ClientHello hello) {
    firstHello = Optional.of(firstHello.orElse(hello));
    lastHello = Optional.of(hello);
  }

  /** The ClientHello that is answered last. */
  public ClientHello offered() throws ScriptException {
    return lastHello.orElseThrow(
        () -> new ScriptException("no ClientHello at this point of the conversation"));
  }

  public Optional<ServerHello> retryRequest() {
    return retryRequest;
  }

  /** A ServerHello or HelloRetryRequest went or came. */
  public void serverHello(ServerHello hello) {
    if (hello.isHelloRetryRequest()) {
      retryRequest = Optional.of(hello);
    } else {
      serverHello = Optional.of(hello);
    }
  }

  public Optional<ServerHello> serverHello() {
    return serverHello;
  }

  /** What the target's Certificate had, the leaf first; empty before it and where it was empty. */
  public List<Bytes> certificateChain() {
    return certificateChain;
  }

  public void certificateChain(List<Bytes> chain) {
    certificateChain = List.copyOf(chain);
  }

  public Optional<CertificateRequest13> certificateRequest() {
    return certificateRequest;
  }

  public void certificateRequest(CertificateRequest13 message) {
    certificateRequest = Optional.of(message);
  }

  public Optional<CertificateRequest12> certificateRequest12() {
    return certificateRequest12;
  }

  public void certificateRequest12(CertificateRequest12 message) {
    certificateRequest12 = Optional.of(message);
  }

  /** Whether a ServerHello has chosen TLS 1.2. */
  public boolean isTls12() {
    return tls12.isPresent();
  }

  /** What TLS 1.2 has agreed on. */
  public Secrets12 tls12() throws ScriptException {
    return tls12.orElseThrow(
        () -> new ScriptException("no ServerHello of TLS 1.2 at this point of the conversation"));
  }

  /** A ServerHello of TLS 1.2 went or came. */
  public void tls12(Suite12 suite, ClientHello client, ServerHello server) {
    tls12 =
        Optional.of(
            new Secrets12(
                setup.crypto(),
                transcript,
                suite,
                client,
                server,
                secret -> log(KeyLog.Label.CLIENT_RANDOM, client, secret)));
  }

  /** Of the server's ServerKeyExchange. */
  public Optional<ServerParams> serverParams() {
    return serverParams;
  }

  public void serverParams(ServerParams params) {
    serverParams = Optional.of(params);
  }

  /** What our own ServerKeyExchange has begun. */
  public Optional<ServerExchange> serverExchange() {
    return serverExchange;
  }

  public void begins(ServerExchange exchange) {
    serverExchange = Optional.of(exchange);
  }

  /** Whose certificate we have sent. */
  public Optional<Identity> ownIdentity() {
    return ownIdentity;
  }

  public void authenticatesAs(Identity identity) {
    ownIdentity = Optional.of(identity);
  }

  /** The last session of TLS 1.2 in this conversation that can be resumed. */
  public Optional<Session12> lastSession() {
    return lastSession;
  }

  public void keep(Session12 session) {
    lastSession = Optional.of(session);
  }

  /** Those that the last ClientHello names and whose secrets are known, in its order. */
  public List<OfferedPsk> offeredPsks() {
    return offeredPsks;
  }

  public void offers(List<OfferedPsk> psks) {
    offeredPsks = List.copyOf(psks);
  }

  /** Whether the client's records are under the keys of early data (RFC 9846 §7.1). */
  public boolean earlyData() {
    return earlyData;
  }

  public void earlyData(boolean underWay) {
    earlyData = underWay;
  }

  /** What key_share of our ServerHello agreed on with the client's. */
  public Optional<Secret> sharedSecret() {
    return sharedSecret;
  }

  public void agreed(Secret secret) {
    sharedSecret = Optional.of(secret);
  }
}
