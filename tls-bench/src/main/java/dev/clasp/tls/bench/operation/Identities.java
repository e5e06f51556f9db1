package dev.clasp.tls.bench.operation;

import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * One certificate for localhost under one root, for every stack in the run.
 *
 * @param root in DER
 * @param server leaf and key
 */
record Identities(KeyType keyType, Bytes root, IssuedCertificate server) {
  static final String SERVER_NAME = "localhost";

  static Identities of(KeyType keyType) {
    CryptoProvider crypto = CryptoProviders.standard();
    Instant now = Instant.now();
    CertificateAuthority authority =
        CertificateAuthority.root(crypto, keyType, "Benchmark root", now);
    return new Identities(
        keyType,
        authority.rootCertificate(),
        authority.issue(LeafRequest.forLoopback(keyType, now)));
  }

  /** Loops of Clasp's, all with the same two configurations: AES-128-GCM and the one group. */
  Connections.LoopFactory clasp(NamedGroup group) throws DerException, InvalidKey {
    CryptoProvider crypto = CryptoProviders.standard();
    ClientConfig client = claspClient(crypto, group);
    ServerConfig server = claspServer(crypto, group);
    Wires wires = Wires.allocate();
    return () -> new ClaspLoop(client, server, wires.cleared());
  }

  private ClientConfig claspClient(CryptoProvider crypto, NamedGroup group) throws DerException {
    return ClientConfig.builder(crypto)
        .trust(TrustStore.of(Certificate.parse(root)))
        .suites(List.of(Suite13.TLS_AES_128_GCM_SHA256))
        .groups(List.of(group))
        .build();
  }

  private ServerConfig claspServer(CryptoProvider crypto, NamedGroup group)
      throws DerException, InvalidKey {
    List<Certificate> chain = new ArrayList<>();
    for (Bytes der : server.chain()) {
      chain.add(Certificate.parse(der));
    }
    Credential credential =
        new Credential(chain, crypto.signingKeys().fromPkcs8(server.privateKey()));
    return ServerConfig.builder(crypto, CredentialSelector.of(credential))
        .suites(List.of(Suite13.TLS_AES_128_GCM_SHA256))
        .groups(List.of(group))
        .build();
  }

  /** A context of the JDK's for both roles. */
  SSLContext jsse() throws GeneralSecurityException, IOException {
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    for (Bytes der : server.chain()) {
      chain.add(
          (X509Certificate)
              certificates.generateCertificate(new ByteArrayInputStream(der.toArray())));
    }
    char[] password = "benchmark".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, password);
    keys.setKeyEntry("server", privateKey(), password, chain.toArray(X509Certificate[]::new));
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, password);
    trust.setCertificateEntry(
        "root", certificates.generateCertificate(new ByteArrayInputStream(root.toArray())));
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(keys, password);
    TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
    trustManagers.init(trust);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    String base64 =
        server.privateKeyPem().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    byte[] pkcs8 = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    String algorithm = keyType == KeyType.RSA_2048 ? "RSA" : "EC";
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }
}
