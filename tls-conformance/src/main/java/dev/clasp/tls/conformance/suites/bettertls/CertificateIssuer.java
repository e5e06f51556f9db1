package dev.clasp.tls.conformance.suites.bettertls;

import dev.clasp.tls.crypto.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A name and a P-256 key that issues certificates as BetterTLS lays them out: keyUsage and
 * basicConstraints critical, key identifiers, subjects made unique by a serialNumber.
 */
final class CertificateIssuer {
  private static final AlgorithmIdentifier ECDSA_SHA256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final BigInteger FIRST_SERIAL = BigInteger.ONE.shiftLeft(136); // 18 octets

  private final X500Name name;
  private final KeyPair key;
  private final Instant notBefore;
  private BigInteger serial = FIRST_SERIAL;

  CertificateIssuer(String commonName, Instant notBefore) {
    this.name = subject(Optional.of(commonName));
    this.key = newKey();
    this.notBefore = notBefore;
  }

  /** A name under BetterTLS' organization. */
  static X500Name subject(Optional<String> commonName) {
    X500NameBuilder builder = new X500NameBuilder().addRDN(BCStyle.O, "bettertls.com");
    commonName.ifPresent(text -> builder.addRDN(BCStyle.CN, text));
    return builder.addRDN(BCStyle.SERIALNUMBER, UUID.randomUUID().toString()).build();
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  /** Our own certificate, under our own key. */
  Bytes selfSigned() {
    return authority(this, Optional.empty());
  }

  /** A certificate of another authority. */
  Bytes authority(CertificateIssuer other, Optional<ASN1Encodable> nameConstraints) {
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      extensions.addExtension(
          Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier(other.key)));
      if (nameConstraints.isPresent()) {
        extensions.addExtension(Extension.nameConstraints, true, nameConstraints.get());
      }
      return certificate(other.name, other.key, extensions, other == this);
    } catch (IOException e) {
      throw new UncheckedIOException("an extension could not be encoded", e);
    }
  }

  /** A server's certificate. */
  Bytes server(X500Name subject, KeyPair itsKey, Optional<ASN1Encodable> subjectAltName) {
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      extensions.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      if (subjectAltName.isPresent()) {
        extensions.addExtension(Extension.subjectAlternativeName, false, subjectAltName.get());
      }
      return certificate(subject, itsKey, extensions, false);
    } catch (IOException e) {
      throw new UncheckedIOException("an extension could not be encoded", e);
    }
  }

  private Bytes certificate(
      X500Name subject, KeyPair itsKey, ExtensionsGenerator extensions, boolean selfSigned)
      throws IOException {
    if (!selfSigned) {
      extensions.addExtension(
          Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(identifier(key)));
    }
    serial = serial.add(BigInteger.ONE);
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(serial));
    generator.setSignature(ECDSA_SHA256);
    generator.setIssuer(name);
    generator.setStartDate(new Time(Date.from(notBefore), Locale.ROOT));
    generator.setEndDate(new Time(Date.from(notBefore.plus(LIFETIME)), Locale.ROOT));
    generator.setSubject(subject);
    generator.setSubjectPublicKeyInfo(publicKey(itsKey));
    generator.setExtensions(extensions.generate());
    return signed(generator.generateTBSCertificate());
  }

  private Bytes signed(TBSCertificate body) throws IOException {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key.getPrivate());
      signer.update(body.getEncoded());
      ASN1EncodableVector certificate = new ASN1EncodableVector();
      certificate.add(body);
      certificate.add(ECDSA_SHA256);
      certificate.add(new DERBitString(signer.sign()));
      return Bytes.copyOf(new DERSequence(certificate).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with a P-256 key", e);
    }
  }

  private static SubjectPublicKeyInfo publicKey(KeyPair pair) {
    return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
  }

  /** RFC 5280 §4.2.1.2 method 1. */
  private static byte[] identifier(KeyPair pair) {
    try {
      return MessageDigest.getInstance("SHA-1")
          .digest(publicKey(pair).getPublicKeyData().getBytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-1", e);
    }
  }
}
