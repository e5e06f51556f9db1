package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/**
 * An authority on P-256 whose certificates look like those of the web: with all their extensions, a
 * kilobyte and more. One thread.
 */
final class BenchmarkPki {
  static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final AlgorithmIdentifier ECDSA_SHA256 =
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"));
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();

  private final X500Name name;
  private final KeyPair key;
  private final Signer signer;
  private long serial = 1L << 62;

  private BenchmarkPki(X500Name name, KeyPair key) throws Exception {
    this.name = name;
    this.key = key;
    this.signer =
        CRYPTO
            .signingKeys()
            .fromPkcs8(Secret.copyOf(key.getPrivate().getEncoded()))
            .signer(SignatureAlgorithm.ECDSA_SECP256R1_SHA256)
            .orElseThrow(() -> new Unavailable("no signer for P-256"));
  }

  static BenchmarkPki named(String commonName) throws Exception {
    return new BenchmarkPki(subject(commonName), newKey());
  }

  static X500Name subject(String commonName) {
    return new X500Name("C=US,O=Example Trust Services,CN=" + commonName);
  }

  static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  KeyPair key() {
    return key;
  }

  X500Name name() {
    return name;
  }

  /** Its own certificate. */
  Bytes selfSigned() throws Exception {
    return certify(name, key, WebProfile.authority(key, key));
  }

  /** The certificate of an authority below. */
  Bytes certify(BenchmarkPki below) throws Exception {
    return certify(below.name, below.key, WebProfile.authority(below.key, key));
  }

  /** A server's certificate. */
  Bytes server(KeyPair leaf) throws Exception {
    return certify(subject("www.example.com"), leaf, WebProfile.server(leaf, key));
  }

  /** A server's certificate that does not say whose key signed it. */
  Bytes serverWithoutKeyIdentifier(KeyPair leaf) throws Exception {
    return certify(subject("www.example.com"), leaf, WebProfile.serverWithoutKeyIdentifier());
  }

  /** A server's certificate for so many hosts. */
  Bytes serverWithNames(KeyPair leaf, int names) throws Exception {
    return certify(subject("www.example.com"), leaf, WebProfile.serverWithNames(names));
  }

  /** The certificate of an authority below that may certify hosts in so many domains. */
  Bytes certifyForDomains(BenchmarkPki below, int domains) throws Exception {
    return certify(below.name, below.key, WebProfile.authorityFor(domains));
  }

  private Bytes certify(X500Name subject, KeyPair subjectKey, Extensions extensions)
      throws Exception {
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(BigInteger.valueOf(serial++)));
    generator.setSignature(ECDSA_SHA256);
    generator.setIssuer(name);
    generator.setStartDate(time(NOW.minusSeconds(86_400)));
    generator.setEndDate(time(NOW.plusSeconds(30 * 86_400)));
    generator.setSubject(subject);
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(subjectKey.getPublic().getEncoded()));
    generator.setExtensions(extensions);
    return signed(generator.generateTBSCertificate());
  }

  /** {@code SEQUENCE { body, signatureAlgorithm, signatureValue }}. */
  private Bytes signed(ASN1Encodable body) throws Exception {
    Bytes signature = sign(Bytes.copyOf(body.toASN1Primitive().getEncoded("DER")));
    return encode(
        new DERSequence(
            new ASN1Encodable[] {body, ECDSA_SHA256, new DERBitString(signature.toArray())}));
  }

  Bytes sign(Bytes message) throws Exception {
    return signer.sign(message);
  }

  static AlgorithmIdentifier signatureAlgorithm() {
    return ECDSA_SHA256;
  }

  static Bytes encode(ASN1Encodable value) throws IOException {
    return Bytes.copyOf(value.toASN1Primitive().getEncoded("DER"));
  }

  private static Time time(Instant instant) {
    return new Time(Date.from(instant), Locale.ROOT);
  }
}
