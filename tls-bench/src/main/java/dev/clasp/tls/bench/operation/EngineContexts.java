package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.NamedGroup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;

/**
 * A peer's two sides of a scenario behind {@link SSLEngine}: with its own keys, trust manager and
 * certificates, as one would set it up for use. Thread-safe.
 */
final class EngineContexts {
  private static final char[] PASSWORD = "benchmark".toCharArray();

  /** One port of one host to resume with; for strangers, each time another. */
  private static final int PORT = 4433;

  private static final Logger BOUNCY_CASTLE = Logger.getLogger("org.bouncycastle.jsse");

  static {
    BOUNCY_CASTLE.setLevel(Level.OFF); // it tells of every connection
    // The JDK 25 has TLS_RSA no more unless asked; its TLS classes read this once.
    Security.setProperty("jdk.tls.disabledAlgorithms", "");
  }

  private final Peer peer;
  private final Scenario scenario;
  private final SSLContext context;
  private final JudgedChains trust;
  private final AtomicInteger clients = new AtomicInteger();

  private EngineContexts(Peer peer, Scenario scenario)
      throws GeneralSecurityException, IOException, Unavailable {
    this.peer = peer;
    this.scenario = scenario;
    Identities identities = Identities.of(scenario.certificate());
    Optional<Provider> crypto = PeerProviders.jca(peer);
    Optional<Provider> tls = tls(crypto);
    CertificateFactory certificates =
        crypto.isPresent()
            ? CertificateFactory.getInstance("X.509", crypto.get())
            : CertificateFactory.getInstance("X.509");
    trust = trust(certificate(certificates, identities.root()), tls);
    context =
        tls.isPresent() ? SSLContext.getInstance("TLS", tls.get()) : SSLContext.getInstance("TLS");
    context.init(keys(identities, certificates, crypto, tls), new TrustManager[] {trust}, null);
    if (!scenario.resumes()) {
      // Sessions of strangers are of no use, and would only be memory.
      context.getClientSessionContext().setSessionCacheSize(1);
    }
  }

  /**
   * @throws Unavailable when the peer cannot do this
   */
  static EngineContexts of(Peer peer, Scenario scenario)
      throws GeneralSecurityException, IOException, Unavailable {
    NamedGroup group = scenario.group();
    if (scenario.kind() == Scenario.Kind.EARLY_DATA) {
      throw new Unavailable(peer.label() + " has no early data behind SSLEngine");
    }
    if (peer == Peer.JDK && group.toString().contains("MLKEM")) {
      throw new Unavailable("JSSE has no hybrid groups before JDK 27");
    }
    if (peer == Peer.CONSCRYPT && !group.equals(NamedGroup.X25519)) {
      throw new Unavailable("Conscrypt does not let one choose a group: x25519 it is");
    }
    if (peer == Peer.BC && scenario.resumes() && scenario.isTls13()) {
      throw new Unavailable("BCTLS does not resume sessions of TLS 1.3");
    }
    // The JDK reads the groups once, when its TLS classes are loaded: one key share a JVM, and the
    // curves of certificates.
    System.setProperty("jdk.tls.namedGroups", group + ",secp256r1,secp384r1");
    return new EngineContexts(peer, scenario);
  }

  private Optional<Provider> tls(Optional<Provider> crypto) {
    return switch (peer) {
      case BC -> crypto.map(BouncyCastleJsseProvider::new);
      case CONSCRYPT ->
          Optional.of(Conscrypt.newProviderBuilder().provideTrustManager(true).build());
      case JDK -> Optional.empty();
      case CLASP, ACCP, CIPHER -> throw new IllegalArgumentException(peer + " has no SSLEngine");
    };
  }

  private static JudgedChains trust(X509Certificate root, Optional<Provider> tls)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setCertificateEntry("root", root);
    TrustManagerFactory managers =
        tls.isPresent()
            ? TrustManagerFactory.getInstance("PKIX", tls.get())
            : TrustManagerFactory.getInstance("PKIX");
    managers.init(store);
    return new JudgedChains((X509ExtendedTrustManager) managers.getTrustManagers()[0]);
  }

  private KeyManager[] keys(
      Identities identities,
      CertificateFactory certificates,
      Optional<Provider> crypto,
      Optional<Provider> tls)
      throws GeneralSecurityException, IOException {
    List<X509Certificate> chain = new ArrayList<>();
    for (Bytes der : identities.server().chain()) {
      chain.add(certificate(certificates, der));
    }
    KeyStore store =
        peer == Peer.BC
            ? KeyStore.getInstance("PKCS12", crypto.orElseThrow())
            : KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry(
        "server", privateKey(identities, crypto), PASSWORD, chain.toArray(Certificate[]::new));
    KeyManagerFactory managers =
        switch (peer) {
          case BC -> KeyManagerFactory.getInstance("PKIX", tls.orElseThrow());
          case CONSCRYPT -> KeyManagerFactory.getInstance("SunX509"); // PKIX asks it too much
          default -> KeyManagerFactory.getInstance("PKIX");
        };
    managers.init(store, PASSWORD);
    return managers.getKeyManagers();
  }

  private PrivateKey privateKey(Identities identities, Optional<Provider> crypto)
      throws GeneralSecurityException {
    String base64 =
        identities
            .server()
            .privateKeyPem()
            .replaceAll("-----[A-Z ]+-----", "")
            .replaceAll("\\s", "");
    PKCS8EncodedKeySpec pkcs8 = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
    String algorithm =
        switch (identities.keyType()) {
          case RSA_2048 -> "RSA";
          case RSA_PSS_2048 -> "RSASSA-PSS";
          case ED25519 -> "Ed25519";
          default -> "EC";
        };
    return (peer == Peer.BC
            ? KeyFactory.getInstance(algorithm, crypto.orElseThrow())
            : KeyFactory.getInstance(algorithm))
        .generatePrivate(pkcs8);
  }

  private static X509Certificate certificate(CertificateFactory certificates, Bytes der)
      throws GeneralSecurityException {
    return (X509Certificate)
        certificates.generateCertificate(new ByteArrayInputStream(der.toArray()));
  }

  /** How many chains of servers were judged so far. */
  int chainsJudged() {
    return trust.count();
  }

  /** Whether a server keeps its tickets until it has something to say. */
  boolean holdsBackTickets() {
    return peer == Peer.CONSCRYPT && scenario.resumes();
  }

  SSLEngine client() {
    SSLEngine engine = newClient();
    engine.setUseClientMode(true);
    configure(engine);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setServerNames(List.of(new SNIHostName(Identities.SERVER_NAME)));
    engine.setSSLParameters(parameters);
    return engine;
  }

  private SSLEngine newClient() {
    if (scenario.resumes()) {
      return context.createSSLEngine(Identities.SERVER_NAME, PORT);
    }
    // Without host and port the JDK finds no session to resume, the others need them for the name.
    return peer == Peer.JDK
        ? context.createSSLEngine()
        : context.createSSLEngine(Identities.SERVER_NAME, 1 + (clients.getAndIncrement() & 0x7FFF));
  }

  SSLEngine server() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    configure(engine);
    engine.setNeedClientAuth(scenario.clientAuth());
    return engine;
  }

  private void configure(SSLEngine engine) {
    engine.setEnabledProtocols(new String[] {scenario.isTls13() ? "TLSv1.3" : "TLSv1.2"});
    if (peer != Peer.CONSCRYPT || !scenario.isTls13()) {
      // BoringSSL has those of TLS 1.3 fixed, AES-128-GCM first.
      engine.setEnabledCipherSuites(new String[] {scenario.suite().toString()});
    }
    if (engine instanceof BCSSLEngine bouncyCastle) {
      BCSSLParameters parameters = bouncyCastle.getParameters();
      parameters.setNamedGroups(scenario.groupNames().toArray(String[]::new));
      bouncyCastle.setParameters(parameters);
    }
    if (peer == Peer.CONSCRYPT && scenario.resumes()) {
      Conscrypt.setUseSessionTickets(engine, true);
    }
  }
}
