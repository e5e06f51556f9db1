package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.x509.der.DerException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
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
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates for tests, right or wrong, with Bouncy Castle so that two readers must agree.
 */
public final class CertificateMaker {
  public static final Instant NOT_BEFORE = Instant.parse("2025-01-01T00:00:00Z");
  public static final Instant NOT_AFTER = Instant.parse("2030-01-01T00:00:00Z");

  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
  private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

  /** A certificate with the key it is for. */
  public record Issued(Certificate certificate, KeyPair keys) {
    public Secret pkcs8() {
      return Secret.copyOf(keys.getPrivate().getEncoded());
    }
  }

  private record Ext(String id, boolean critical, ASN1Encodable value) {}

  private final String subject;
  private final KeyPair keys;
  private final List<Ext> extensions = new ArrayList<>();
  private Instant notBefore = NOT_BEFORE;
  private Instant notAfter = NOT_AFTER;
  private BigInteger serial = BigInteger.valueOf(KEYS.size() + 17L);
  private String signatureAlgorithm = "";
  private boolean version1;

  private CertificateMaker(String subject, KeyPair keys) {
    this.subject = subject;
    this.keys = keys;
  }

  /** A certificate authority's, its key on P-256. */
  public static CertificateMaker ca(String commonName) {
    return ca(commonName, "P-256");
  }

  public static CertificateMaker ca(String commonName, String keyType) {
    return bare(commonName, keyType)
        .with("2.5.29.19", true, new BasicConstraints(true))
        .with("2.5.29.15", true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
  }

  /** A server's for one host name, its key on P-256. */
  public static CertificateMaker server(String host) {
    return server(host, "P-256");
  }

  public static CertificateMaker server(String host, String keyType) {
    return bare(host, keyType)
        .with("2.5.29.15", true, new KeyUsage(KeyUsage.digitalSignature))
        .with("2.5.29.37", false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .with("2.5.29.17", false, new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
  }

  /** Without any extension. */
  public static CertificateMaker bare(String commonName, String keyType) {
    return new CertificateMaker("CN=" + commonName, key(commonName, keyType));
  }

  /** For a whole subject, without any extension. */
  public static CertificateMaker named(String subject, String keyName, String keyType) {
    return new CertificateMaker(subject, key(keyName, keyType));
  }

  /** One key for each name and type, made once in a run. */
  public static KeyPair key(String name, String type) {
    return KEYS.computeIfAbsent(name + "/" + type, ignored -> generate(type));
  }

  private static KeyPair generate(String type) {
    try {
      if (type.startsWith("P-")) {
        return generate("EC", new ECGenParameterSpec(type));
      }
      if (type.startsWith("RSA-")) {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA", PROVIDER);
        rsa.initialize(Integer.parseInt(type.substring(4)));
        return rsa.generateKeyPair();
      }
      return KeyPairGenerator.getInstance(type, PROVIDER).generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters)
      throws java.security.GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, PROVIDER);
    generator.initialize(parameters);
    return generator.generateKeyPair();
  }

  /** Adds an extension, or replaces the one with the same identifier. */
  public CertificateMaker with(String id, boolean critical, ASN1Encodable value) {
    without(id);
    extensions.add(new Ext(id, critical, value));
    return this;
  }

  public CertificateMaker without(String id) {
    extensions.removeIf(extension -> extension.id().equals(id));
    return this;
  }

  public CertificateMaker validity(Instant from, Instant to) {
    notBefore = from;
    notAfter = to;
    return this;
  }

  public CertificateMaker serial(BigInteger number) {
    serial = number;
    return this;
  }

  /** As the platform names it; by default what fits the issuer's key. */
  public CertificateMaker signature(String algorithm) {
    signatureAlgorithm = algorithm;
    return this;
  }

  public CertificateMaker version1() {
    version1 = true;
    return this;
  }

  public Issued selfSigned() {
    return sign(new X500Name(subject), keys);
  }

  public Issued signedBy(Issued issuer) {
    try {
      X500Name name = X500Name.getInstance(issuer.certificate().subject().encoded().toArray());
      return sign(name, issuer.keys());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signed by someone who only claims to be the issuer. */
  public Issued signedFalselyAs(Issued issuer, KeyPair otherKeys) {
    return sign(
        X500Name.getInstance(issuer.certificate().subject().encoded().toArray()), otherKeys);
  }

  /** The certificate as bytes, which need not parse. */
  public Bytes derSignedBy(Issued issuer) {
    return der(
        X500Name.getInstance(issuer.certificate().subject().encoded().toArray()), issuer.keys());
  }

  private Issued sign(X500Name issuer, KeyPair issuerKeys) {
    try {
      return new Issued(Certificate.parse(der(issuer, issuerKeys)), keys);
    } catch (DerException e) {
      throw new IllegalStateException(e);
    }
  }

  private Bytes der(X500Name issuer, KeyPair issuerKeys) {
    try {
      SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
      SubjectPublicKeyInfo issuerKey =
          SubjectPublicKeyInfo.getInstance(issuerKeys.getPublic().getEncoded());
      String algorithm =
          signatureAlgorithm.isEmpty() ? defaultAlgorithm(issuerKeys) : signatureAlgorithm;
      ContentSigner signer =
          new JcaContentSignerBuilder(algorithm)
              .setProvider(PROVIDER)
              .build(issuerKeys.getPrivate());
      X509CertificateHolder made =
          version1
              ? new X509v1CertificateBuilder(
                      issuer,
                      serial,
                      Date.from(notBefore),
                      Date.from(notAfter),
                      new X500Name(subject),
                      key)
                  .build(signer)
              : v3(issuer, key, issuerKey).build(signer);
      return Bytes.copyOf(made.getEncoded());
    } catch (Exception e) { // a broken test, whatever it is
      throw new IllegalStateException(e);
    }
  }

  private X509v3CertificateBuilder v3(
      X500Name issuer, SubjectPublicKeyInfo key, SubjectPublicKeyInfo issuerKey) throws Exception {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer, serial, Date.from(notBefore), Date.from(notAfter), new X500Name(subject), key);
    BcX509ExtensionUtils identifiers = new BcX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        identifiers.createAuthorityKeyIdentifier(issuerKey));
    for (Ext extension : extensions) {
      builder.addExtension(
          new ASN1ObjectIdentifier(extension.id()), extension.critical(), extension.value());
    }
    return builder;
  }

  private static String defaultAlgorithm(KeyPair keys) {
    String algorithm = keys.getPublic().getAlgorithm();
    return switch (algorithm) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> algorithm;
    };
  }
}
