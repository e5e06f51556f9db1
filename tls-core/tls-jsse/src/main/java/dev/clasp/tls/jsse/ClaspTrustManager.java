package dev.clasp.tls.jsse;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.jca.JcaCertificates;
import dev.clasp.tls.x509.jca.PkixReasons;
import dev.clasp.tls.x509.path.CertificateValidator;
import dev.clasp.tls.x509.path.PathRejected;
import dev.clasp.tls.x509.path.PeerEvidence;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks our validators whether to believe the peer of a JSSE connection.
 *
 * <p>A server's name is checked when the connection asks for it ({@code
 * SSLParameters.setEndpointIdentificationAlgorithm("HTTPS")}, as {@code HttpsURLConnection} and
 * {@code HttpClient} do): JSSE tells no name otherwise, and without one any certificate of a
 * trusted CA will do. The methods without a socket or engine cannot know a name and check none. A
 * stapled OCSP response is handed to the validator.
 *
 * <p>A refusal is a {@link CertificateException} whose cause has the platform's reason, from which
 * JSSE makes the alert, and whose cause is {@link PathRejected} with the explanation. Thread-safe.
 */
public final class ClaspTrustManager extends X509ExtendedTrustManager {
  private final Optional<CertificateValidator> servers;
  private final Optional<CertificateValidator> clients;
  private final List<X509Certificate> acceptedIssuers;

  private ClaspTrustManager(
      Optional<CertificateValidator> servers,
      Optional<CertificateValidator> clients,
      List<X509Certificate> acceptedIssuers) {
    this.servers = servers;
    this.clients = clients;
    this.acceptedIssuers = List.copyOf(acceptedIssuers);
  }

  /** For the client's side: believes servers as this validator does, and no client. */
  public static ClaspTrustManager forServers(CertificateValidator validator) {
    return new ClaspTrustManager(Optional.of(validator), Optional.empty(), List.of());
  }

  /**
   * For the server's side: believes clients as this validator does, and no server.
   *
   * @param validator whose purpose is {@link dev.clasp.tls.x509.path.Purpose#TLS_CLIENT}
   * @param acceptedIssuers whose names the server tells its clients; may be empty
   */
  public static ClaspTrustManager forClients(
      CertificateValidator validator, List<X509Certificate> acceptedIssuers) {
    return new ClaspTrustManager(Optional.empty(), Optional.of(validator), acceptedIssuers);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (socket instanceof SSLSocket tls) {
      checkServer(chain, tls.getHandshakeSession(), tls.getSSLParameters());
    } else {
      checkServerTrusted(chain, authType);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServer(chain, engine.getHandshakeSession(), engine.getSSLParameters());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(servers, chain, PeerEvidence.NONE, Optional.empty());
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(clients, chain, PeerEvidence.NONE, Optional.empty());
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return acceptedIssuers.toArray(X509Certificate[]::new);
  }

  private void checkServer(
      X509Certificate[] chain, @Nullable SSLSession session, SSLParameters parameters)
      throws CertificateException {
    String algorithm = parameters.getEndpointIdentificationAlgorithm(); // null unless set
    boolean named = algorithm != null && !algorithm.isEmpty();
    check(
        servers,
        chain,
        evidence(session),
        named ? Optional.of(identity(session)) : Optional.empty());
  }

  /** RFC 9525 §6.1: the name the user meant, which JSSE calls the peer's host. */
  private static ReferenceIdentity identity(@Nullable SSLSession session)
      throws CertificateException {
    String host = session == null ? null : session.getPeerHost();
    if (host == null || host.isEmpty()) {
      throw new CertificateException("the name of the server is to be checked, and is not known");
    }
    try {
      return ReferenceIdentity.of(host);
    } catch (IllegalArgumentException e) {
      throw new CertificateException("no certificate can be for this name: " + host, e);
    }
  }

  private static PeerEvidence evidence(@Nullable SSLSession session) {
    List<Bytes> stapled = new ArrayList<>();
    if (session instanceof ExtendedSSLSession extended) {
      extended.getStatusResponses().forEach(response -> stapled.add(Bytes.copyOf(response)));
    }
    return PeerEvidence.stapled(stapled);
  }

  private static void check(
      Optional<CertificateValidator> validator,
      X509Certificate[] chain,
      PeerEvidence evidence,
      Optional<ReferenceIdentity> name)
      throws CertificateException {
    if (validator.isEmpty()) {
      throw new CertificateException("this trust manager is for the other side of a connection");
    }
    if (chain.length == 0) {
      throw new IllegalArgumentException("the chain is empty"); // as X509TrustManager says
    }
    try {
      List<Certificate> certificates = JcaCertificates.fromPlatform(chain);
      if (name.isPresent()) {
        validator.get().validate(certificates, evidence, name.get());
      } else {
        validator.get().validateForAnyName(certificates, evidence);
      }
    } catch (DerException e) {
      throw new CertificateException("malformed: " + e.getMessage(), e);
    } catch (PathRejected e) {
      throw new CertificateException(
          "%s: %s".formatted(e.reason(), e.getMessage()), PkixReasons.exception(e));
    }
  }
}
