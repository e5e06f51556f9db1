package dev.clasp.tls.handshake.testing;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningFailed;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.TrustStore;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certificates for {@code server.test} and a client with keys of every kind, by an authority that
 * signs with ECDSA and is trusted, or by another that signs with Ed25519 and is not.
 */
public final class TestCertificates {
  public static final String HOST = "server.test";
  public static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /** Kinds of keys that sign in TLS 1.3. */
  public static final List<String> KEY_TYPES =
      List.of("RSA", "RSASSA-PSS", "P-256", "P-384", "P-521", "Ed25519", "Ed448");

  private static final BouncyCastleProvider BC = new BouncyCastleProvider();
  private static final Date FROM = Date.from(NOW.minusSeconds(86_400));
  private static final Date TO = Date.from(NOW.plusSeconds(86_400));
  private static final Authority TRUSTED =
      new Authority(new X500Name("CN=Test Authority"), keys("P-256"), "SHA256withECDSA");
  private static final Authority OTHER =
      new Authority(new X500Name("CN=Other Authority"), keys("Ed25519"), "Ed25519");
  private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();
  private static final Certificate AUTHORITY_CERTIFICATE = authority();

  private record Authority(X500Name name, KeyPair keys, String signatureAlgorithm) {
    ContentSigner signer() throws OperatorCreationException {
      return new JcaContentSignerBuilder(signatureAlgorithm)
          .setProvider(BC)
          .build(keys.getPrivate());
    }
  }

  private TestCertificates() {}

  public static TrustStore trust() {
    return TrustStore.of(AUTHORITY_CERTIFICATE);
  }

  /** DER of the authority's name. */
  public static Bytes authorityName() {
    return AUTHORITY_CERTIFICATE.subject().encoded();
  }

  public static Credential server(String keyType) {
    return server(HOST, keyType, KeyUsage.digitalSignature);
  }

  /**
   * @param keyUsage the bits of Bouncy Castle's KeyUsage
   */
  public static Credential server(String host, String keyType, int keyUsage) {
    return issue(
        TRUSTED,
        "CN=" + host,
        keyType,
        keyUsage,
        KeyPurposeId.id_kp_serverAuth,
        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
  }

  /** By the other authority, who signs with Ed25519. */
  public static Credential serverOfOtherAuthority(String keyType) {
    return issue(
        OTHER,
        "CN=" + HOST,
        keyType,
        KeyUsage.digitalSignature,
        KeyPurposeId.id_kp_serverAuth,
        new GeneralNames(new GeneralName(GeneralName.dNSName, HOST)));
  }

  public static Credential client(String keyType) {
    return issue(
        TRUSTED,
        "CN=client",
        keyType,
        KeyUsage.digitalSignature,
        KeyPurposeId.id_kp_clientAuth,
        new GeneralNames(new GeneralName(GeneralName.rfc822Name, "client@example.com")));
  }

  /** A certificate of X.509 version 1, which has no extensions. */
  public static Credential version1() {
    KeyPair keys = KEYS.computeIfAbsent("P-256", TestCertificates::keys);
    try {
      X509v1CertificateBuilder builder =
          new X509v1CertificateBuilder(
              TRUSTED.name(),
              BigInteger.ONE,
              FROM,
              TO,
              new X500Name("CN=" + HOST),
              SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
      return credential(builder.build(TRUSTED.signer()), keys);
    } catch (Exception e) { // a broken test, whatever it is
      throw new IllegalStateException(e);
    }
  }

  /** The same with a key that says it can sign and then does not. */
  public static Credential refusing(Credential credential) {
    return new Credential(credential.chain(), new RefusingKey(credential.key()));
  }

  /** The same with a key that can do nothing but this. */
  public static Credential restricted(Credential credential, SignatureAlgorithm only) {
    return new Credential(credential.chain(), new RestrictedKey(credential.key(), only));
  }

  private record RestrictedKey(SigningKey key, SignatureAlgorithm only) implements SigningKey {
    @Override
    public KeyKind kind() {
      return key.kind();
    }

    @Override
    public List<SignatureAlgorithm> algorithms() {
      return List.of(only);
    }

    @Override
    public Optional<Signer> signer(SignatureAlgorithm algorithm) {
      return algorithm == only ? key.signer(algorithm) : Optional.empty();
    }
  }

  private record RefusingKey(SigningKey key) implements SigningKey {
    @Override
    public KeyKind kind() {
      return key.kind();
    }

    @Override
    public List<SignatureAlgorithm> algorithms() {
      return key.algorithms();
    }

    @Override
    public Optional<Signer> signer(SignatureAlgorithm algorithm) {
      return key.signer(algorithm).map(RefusingSigner::new);
    }
  }

  private record RefusingSigner(Signer signer) implements Signer {
    @Override
    public SignatureAlgorithm algorithm() {
      return signer.algorithm();
    }

    @Override
    public Bytes sign(Bytes message) throws SigningFailed {
      throw new SigningFailed("the token is gone", new IllegalStateException("unplugged"));
    }
  }

  private static Credential issue(
      Authority authority,
      String subject,
      String keyType,
      int keyUsage,
      KeyPurposeId purpose,
      GeneralNames alternativeNames) {
    KeyPair keys = KEYS.computeIfAbsent(keyType, TestCertificates::keys);
    try {
      X509v3CertificateBuilder builder = builder(authority, new X500Name(subject), keys);
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames);
      return credential(builder.build(authority.signer()), keys);
    } catch (Exception e) { // a broken test, whatever it is
      throw new IllegalStateException(keyType, e);
    }
  }

  private static Certificate authority() {
    try {
      X509v3CertificateBuilder builder = builder(TRUSTED, TRUSTED.name(), TRUSTED.keys());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      return parsed(builder.build(TRUSTED.signer()));
    } catch (Exception e) { // a broken test, whatever it is
      throw new IllegalStateException(e);
    }
  }

  private static X509v3CertificateBuilder builder(
      Authority authority, X500Name subject, KeyPair keys) {
    return new X509v3CertificateBuilder(
        authority.name(),
        BigInteger.valueOf(KEYS.size() + 1L),
        FROM,
        TO,
        subject,
        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
  }

  private static Credential credential(X509CertificateHolder certificate, KeyPair keys)
      throws Exception {
    return new Credential(
        List.of(parsed(certificate)),
        CryptoProviders.standard()
            .signingKeys()
            .fromPkcs8(Secret.copyOf(keys.getPrivate().getEncoded())));
  }

  private static Certificate parsed(X509CertificateHolder certificate) throws Exception {
    return Certificate.parse(Bytes.copyOf(certificate.getEncoded()));
  }

  private static KeyPair keys(String type) {
    try {
      if (type.startsWith("P-") || type.startsWith("brainpool")) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BC);
        generator.initialize(new ECGenParameterSpec(type));
        return generator.generateKeyPair();
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type, BC);
      if (type.startsWith("RSA")) {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(type, e);
    }
  }
}
