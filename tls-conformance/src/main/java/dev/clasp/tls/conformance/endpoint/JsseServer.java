package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.peer.SocketTransport;
import dev.clasp.tls.conformance.peer.Transport;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.PlatformKeys;
import dev.clasp.tls.crypto.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The running JDK's own TLS server: answers a request with a page and closes. */
public final class JsseServer implements Target {
  private static final int CONNECT_PATIENCE = 5_000; // milliseconds
  private static final int BACKLOG = 64;
  private static final byte[] RESPONSE =
      "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nThis is SunJSSE.\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final SSLServerSocket listener;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "jsse-server");
            thread.setDaemon(true);
            return thread;
          });

  private JsseServer(SSLServerSocket listener) {
    this.listener = listener;
    threads.execute(this::acceptAll);
  }

  /** Starts it on a port that is free. */
  public static JsseServer start(TargetProfile profile, RunCertificates certificates)
      throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(profile, certificates.server()).getKeyManagers(), null, null);
      return new JsseServer(
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
    } catch (GeneralSecurityException e) {
      throw new IOException("the platform's TLS server cannot be set up", e);
    }
  }

  private static KeyManagerFactory keyManagers(TargetProfile profile, IssuedCertificate server)
      throws GeneralSecurityException, IOException {
    PrivateKey key = PlatformKeys.of(server, profile.certificate());
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    Certificate[] chain = new Certificate[server.chain().size()];
    for (int i = 0; i < chain.length; i++) {
      Bytes der = server.chain().get(i);
      chain[i] = certificates.generateCertificate(new ByteArrayInputStream(der.toArray()));
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", key, new char[0], chain);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, new char[0]);
    return managers;
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) listener.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException | RejectedExecutionException e) {
        return; // closed
      }
    }
  }

  private static void serve(SSLSocket socket) {
    try (socket) {
      socket.setSoTimeout(CONNECT_PATIENCE);
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      StringBuilder request = new StringBuilder();
      byte[] buffer = new byte[1 << 14];
      while (request.indexOf("\r\n\r\n") < 0) {
        int length = in.read(buffer);
        if (length < 0) {
          return;
        }
        request.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
      }
      socket.getOutputStream().write(RESPONSE);
    } catch (IOException e) {
      // The peer's to judge: JSSE has sent its alert, and the socket is closed now.
    }
  }

  @Override
  public String describe() {
    return "SunJSSE on port " + port();
  }

  @Override
  public String host() {
    return "localhost";
  }

  @Override
  public int port() {
    return listener.getLocalPort();
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
    listener.close();
    threads.shutdownNow();
  }
}
