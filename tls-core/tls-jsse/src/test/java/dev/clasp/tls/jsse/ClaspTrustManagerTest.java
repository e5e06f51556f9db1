package dev.clasp.tls.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import dev.clasp.tls.x509.jca.JcaCertificates;
import dev.clasp.tls.x509.path.CertificateValidator;
import dev.clasp.tls.x509.path.PathFailure;
import dev.clasp.tls.x509.path.PathRejected;
import dev.clasp.tls.x509.path.Purpose;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The platform's own JSSE on both sides of a socket, our validator behind its trust manager. */
class ClaspTrustManagerTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final String HOST = "localhost";

  private final Issued root = CertificateMaker.ca("Root").selfSigned();
  private final Issued issuer = CertificateMaker.ca("Issuing CA").signedBy(root);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void completesAHandshakeWithAServerOfThatName() throws Exception {
    assertEquals("TLSv1.3", handshake(server(HOST), trusting(root, NOW)));
  }

  @Test
  void refusesAServerOfAnotherName() {
    assertRefused(PathFailure.NAME_MISMATCH, server("www.example.com"), trusting(root, NOW));
  }

  @Test
  void refusesAServerOfAnUnknownCa() {
    Issued other = CertificateMaker.ca("Another Root").selfSigned();

    assertRefused(PathFailure.UNKNOWN_ISSUER, server(HOST), trusting(other, NOW));
  }

  @Test
  void refusesAnExpiredServer() {
    Instant later = CertificateMaker.NOT_AFTER.plusSeconds(1);

    assertRefused(PathFailure.EXPIRED, server(HOST), trusting(root, later));
  }

  /** What JSSE makes the alert of. */
  @Test
  void tellsJsseTheReasonInItsOwnWords() throws Exception {
    ClaspTrustManager later = trusting(root, CertificateMaker.NOT_AFTER.plusSeconds(1));

    CertificateException e =
        assertThrows(
            CertificateException.class,
            () -> later.checkServerTrusted(chain(server(HOST)), "UNKNOWN"));

    assertEquals(
        CertPathValidatorException.BasicReason.EXPIRED,
        assertInstanceOf(CertPathValidatorException.class, e.getCause()).getReason());
  }

  @Test
  void believesAClientOfItsOwnCa() throws Exception {
    Issued client = CertificateMaker.bare("client", "P-256").signedBy(issuer);

    clients(root).checkClientTrusted(chain(client), "UNKNOWN");
  }

  @Test
  void believesNoClientOfAnotherCa() throws Exception {
    Issued other = CertificateMaker.ca("Another Root").selfSigned();
    Issued client = CertificateMaker.bare("client", "P-256").signedBy(issuer);

    CertificateException e =
        assertThrows(
            CertificateException.class,
            () -> clients(other).checkClientTrusted(chain(client), "UNKNOWN"));
    assertEquals(PathFailure.UNKNOWN_ISSUER, reason(e));
  }

  @Test
  void isForOneSideOnly() {
    assertThrows(
        CertificateException.class,
        () -> trusting(root, NOW).checkClientTrusted(chain(server(HOST)), "UNKNOWN"));
    assertThrows(
        CertificateException.class,
        () -> clients(root).checkServerTrusted(chain(server(HOST)), "UNKNOWN"));
  }

  private void assertRefused(PathFailure expected, Issued server, ClaspTrustManager trust) {
    SSLHandshakeException refused =
        assertThrows(SSLHandshakeException.class, () -> handshake(server, trust));
    assertEquals(expected, reason(refused), () -> String.valueOf(refused.getMessage()));
  }

  private static PathFailure reason(Throwable refused) {
    Throwable cause = refused;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return assertInstanceOf(PathRejected.class, cause).reason();
  }

  private Issued server(String name) {
    return CertificateMaker.server(name).signedBy(issuer);
  }

  private static ClaspTrustManager trusting(Issued anchor, Instant now) {
    return ClaspTrustManager.forServers(
        CertificateValidator.builder(TrustStore.of(anchor.certificate()), CRYPTO.verifiers())
            .clock(InstantSource.fixed(now))
            .build());
  }

  private static ClaspTrustManager clients(Issued anchor) throws CertificateException {
    return ClaspTrustManager.forClients(
        CertificateValidator.builder(TrustStore.of(anchor.certificate()), CRYPTO.verifiers())
            .clock(InstantSource.fixed(NOW))
            .purpose(Purpose.TLS_CLIENT)
            .build(),
        List.of(JcaCertificates.toPlatform(anchor.certificate())));
  }

  private X509Certificate[] chain(Issued leaf) throws CertificateException {
    return new X509Certificate[] {
      JcaCertificates.toPlatform(leaf.certificate()),
      JcaCertificates.toPlatform(issuer.certificate())
    };
  }

  /** What version the client ends up with, the name of the server checked. */
  private String handshake(Issued server, ClaspTrustManager trust) throws Exception {
    try (SSLServerSocket listening = listen(server)) {
      Future<?> accepted = threads.submit(() -> serve(listening));
      try (SSLSocket socket = connect(listening, trust)) {
        socket.startHandshake();
        return socket.getSession().getProtocol();
      } finally {
        accepted.cancel(true);
      }
    }
  }

  private SSLServerSocket listen(Issued server) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(server), null, null);
    return (SSLServerSocket)
        context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static Void serve(SSLServerSocket listening) throws IOException {
    try (SSLSocket socket = (SSLSocket) listening.accept()) {
      socket.startHandshake();
      socket.getInputStream().read(); // the client's alert or end comes after our Finished
      return null;
    }
  }

  private static SSLSocket connect(SSLServerSocket server, ClaspTrustManager trust)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(HOST, server.getLocalPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private KeyManager[] keys(Issued server) throws GeneralSecurityException, IOException {
    char[] password = "password".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry("server", server.keys().getPrivate(), password, chain(server));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, password);
    return factory.getKeyManagers();
  }
}
