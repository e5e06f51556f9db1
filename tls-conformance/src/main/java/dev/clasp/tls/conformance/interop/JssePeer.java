package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.KeyType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A TLS stack behind JSSE, in this process. */
public final class JssePeer implements Peer {
  private static final String PKIX = "PKIX";
  private static final int PATIENCE = 10_000; // milliseconds
  private static final byte[] ANSWER =
      "HTTP/1.0 200 OK\r\n\r\nJSSE answers.\n".getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private final Provider provider;
  private final Predicate<Trial> lacks;
  private List<String> suites = List.of(); // set before anything is tried

  /**
   * @param provider of its {@code SSLContext}
   * @param lacks what it has not, beside suites, which it is asked for
   */
  public JssePeer(String name, Provider provider, Predicate<Trial> lacks) {
    this.name = name;
    this.provider = provider;
    this.lacks = lacks;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String wanted() {
    return "a JSSE provider " + provider.getName();
  }

  @Override
  public Optional<String> find() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS", provider);
      context.init(null, null, null);
      suites = List.of(context.getSupportedSSLParameters().getCipherSuites());
      return Optional.of(provider.getName() + " " + provider.getVersionStr());
    } catch (GeneralSecurityException e) {
      throw new IOException(provider.getName() + " cannot be set up", e);
    }
  }

  @Override
  public boolean has(Trial trial) {
    boolean suite =
        trial
            .suite13()
            .map(Object::toString)
            .or(() -> trial.suite12().map(Object::toString))
            .map(suites::contains)
            .orElse(true);
    return suite && !trial.encryptThenMac() && !lacks.test(trial);
  }

  private SSLContext context(Optional<KeyType> own, Materials materials) throws IOException {
    try {
      TrustManagerFactory trust =
          provider.getService("TrustManagerFactory", PKIX) == null
              ? TrustManagerFactory.getInstance(PKIX)
              : TrustManagerFactory.getInstance(PKIX, provider);
      trust.init(Platform.trustStore(materials.authority().rootCertificate()));
      // Bouncy Castle finds keys for TLS 1.3 with its own only, Conscrypt trusts with its own.
      KeyManagerFactory keys =
          provider.getService("KeyManagerFactory", PKIX) == null
              ? KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm())
              : KeyManagerFactory.getInstance(PKIX, provider);
      KeyStore store =
          own.isPresent() ? Platform.keyStore(materials.certificate(own.get()), own.get()) : null;
      keys.init(store, Platform.PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS", provider);
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(provider.getName() + " cannot be set up", e);
    }
  }

  private static SSLParameters parameters(Trial trial) {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {trial.isTls13() ? "TLSv1.3" : "TLSv1.2"});
    String suite =
        trial.isTls13()
            ? trial.suite13().map(Object::toString).orElse("TLS_AES_128_GCM_SHA256")
            : trial.suite12OrUsual().toString();
    parameters.setCipherSuites(new String[] {suite});
    if (trial.isAbout(Feature.ALPN)) {
      parameters.setApplicationProtocols(OurSide.PROTOCOLS.toArray(new String[0]));
    }
    return parameters;
  }

  @Override
  public String connect(Trial trial, int port, Materials materials) throws IOException {
    Optional<KeyType> own =
        trial.isAbout(Feature.CLIENT_CERTIFICATE) ? Optional.of(KeyType.P256) : Optional.empty();
    SSLContext context = context(own, materials);
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < trial.connections(); i++) {
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
        SSLParameters parameters = parameters(trial);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(PATIENCE);
        socket.getOutputStream().write(TrialRun.REQUEST);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(answer);
        answers.append(answer.toString(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new PeerFailure("%s: %s".formatted(provider.getName(), e), e);
      }
    }
    if (!answers.toString().contains("Clasp answers. ")) {
      throw new PeerFailure(provider.getName() + ": no answer, but '" + answers + "'");
    }
    return answers.toString();
  }

  @Override
  public PeerServer serve(Trial trial, Materials materials) throws IOException {
    SSLServerSocket listener =
        (SSLServerSocket)
            context(Optional.of(trial.serverKey()), materials)
                .getServerSocketFactory()
                .createServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
    SSLParameters parameters = parameters(trial);
    parameters.setNeedClientAuth(trial.isAbout(Feature.CLIENT_CERTIFICATE));
    listener.setSSLParameters(parameters);
    return new Server(provider.getName(), listener);
  }

  private static final class Server implements PeerServer {
    private final String name;
    private final SSLServerSocket listener;
    private final List<String> failures = new CopyOnWriteArrayList<>();

    Server(String name, SSLServerSocket listener) {
      this.name = name;
      this.listener = listener;
      Thread thread = new Thread(this::acceptAll, "server of " + name);
      thread.setDaemon(true);
      thread.start();
    }

    private void acceptAll() {
      while (!listener.isClosed()) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
          socket.setSoTimeout(PATIENCE);
          if (socket.getInputStream().read(new byte[8192]) > 0) {
            socket.getOutputStream().write(ANSWER);
          }
        } catch (IOException e) {
          failures.add(e.toString());
        }
      }
    }

    @Override
    public int port() {
      return listener.getLocalPort();
    }

    @Override
    public String output() {
      return name + ": " + String.join("\n", failures);
    }

    @Override
    public void close() {
      try {
        listener.close();
      } catch (IOException e) {
        throw new PeerFailure("cannot close", e);
      }
    }
  }
}
