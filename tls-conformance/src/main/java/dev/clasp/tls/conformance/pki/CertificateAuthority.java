package dev.clasp.tls.conformance.pki;

import dev.clasp.tls.conformance.pki.KeyPairs.KeyPair;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningFailed;
import dev.clasp.tls.x509.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/**
 * A certificate authority of one's own: a key, its certificate, and what it issues.
 *
 * <p>Certificates follow RFC 5280 §4: version 3, positive random serial numbers, key identifiers,
 * critical basicConstraints and keyUsage. Thread-safe.
 */
public final class CertificateAuthority {
  private static final int SERIAL_BITS = 127; // at most 20 octets, never negative: §4.1.2.2
  private static final int KEY_IDENTIFIER_LENGTH = 20; // bytes; RFC 7093 §2 method 1

  private final CryptoProvider crypto;
  private final SecureRandom random;
  private final KeyType keyType;
  private final KeyPair key;
  private final X500Name name;
  private final List<Bytes> chain; // ours first, the root's last; empty while the root is made

  private CertificateAuthority(
      CryptoProvider crypto,
      SecureRandom random,
      KeyType keyType,
      KeyPair key,
      X500Name name,
      List<Bytes> chain) {
    this.crypto = crypto;
    this.random = random;
    this.keyType = keyType;
    this.key = key;
    this.name = name;
    this.chain = List.copyOf(chain);
  }

  /**
   * Makes a self-signed root, valid from two days before {@code now} for ten years.
   *
   * @param crypto signs, and gives the randomness
   * @param keyType the root's own key; what it issues may have others
   * @param commonName the root's whole name
   */
  public static CertificateAuthority root(
      CryptoProvider crypto, KeyType keyType, String commonName, Instant now) {
    SecureRandom random = new ProviderRandom(crypto.random());
    KeyPair key = KeyPairs.generate(keyType, random);
    X500Name name = commonName(commonName);
    CertificateAuthority unsigned =
        new CertificateAuthority(crypto, random, keyType, key, name, List.of());
    Bytes certificate = unsigned.certifyAuthority(name, key, now, List.of());
    return new CertificateAuthority(crypto, random, keyType, key, name, List.of(certificate));
  }

  /** Makes an authority below this one. */
  public CertificateAuthority intermediate(KeyType itsType, String itsCommonName, Instant now) {
    return constrainedIntermediate(itsType, itsCommonName, now, List.of());
  }

  /**
   * Makes an authority below this one that may certify certain host names only (RFC 5280
   * §4.2.1.10).
   *
   * @param permittedDomains the domains whose names it may certify; empty to allow all
   */
  public CertificateAuthority constrainedIntermediate(
      KeyType itsType, String itsCommonName, Instant now, List<String> permittedDomains) {
    KeyPair itsKey = KeyPairs.generate(itsType, random);
    X500Name itsName = commonName(itsCommonName);
    Bytes certificate = certifyAuthority(itsName, itsKey, now, permittedDomains);
    return new CertificateAuthority(
        crypto, random, itsType, itsKey, itsName, prepend(certificate, chain));
  }

  /** Issues an end-entity certificate with a new key, fit for servers and clients. */
  public IssuedCertificate issue(LeafRequest request) {
    KeyPair leafKey = KeyPairs.generate(request.keyType(), random);
    Extensions extensions =
        CertificateProfile.leaf(
            identifier(leafKey), identifier(key), request.keyType(), request.names());
    Bytes certificate =
        certify(
            commonName(request.names().get(0)),
            leafKey,
            request.notBefore(),
            request.notAfter(),
            extensions);
    List<Bytes> belowRoot = chain.subList(0, chain.size() - 1); // the root is the peer's to have
    return new IssuedCertificate(prepend(certificate, belowRoot), leafKey.privateKey());
  }

  /**
   * A CRL of this authority, good for a week (RFC 5280 §5).
   *
   * @param revoked certificates it takes back, in DER
   */
  public Bytes revocationList(List<Bytes> revoked, Instant now) {
    V2TBSCertListGenerator generator = new V2TBSCertListGenerator();
    generator.setSignature(keyType.signatureIdentifier());
    generator.setIssuer(name);
    generator.setThisUpdate(time(now));
    generator.setNextUpdate(time(now.plus(Duration.ofDays(7))));
    for (Bytes certificate : revoked) {
      generator.addCRLEntry(
          Certificate.getInstance(certificate.toArray()).getSerialNumber(),
          time(now),
          CRLReason.keyCompromise);
    }
    generator.setExtensions(CertificateProfile.revocationList(identifier(key)));
    return signed(generator.generateTBSCertList());
  }

  /**
   * An OCSP response of this authority about a certificate it issued, good for a week (RFC 6960).
   *
   * @param certificate in DER
   * @param revokedAt since when it is revoked; empty when it is good
   */
  public Bytes statusResponse(Bytes certificate, Optional<Instant> revokedAt, Instant now) {
    try {
      Signer signer = signer();
      return StatusResponses.about(
          dev.clasp.tls.x509.Certificate.parse(certificate),
          dev.clasp.tls.x509.Certificate.parse(chain.get(0)),
          revokedAt,
          now,
          crypto.hashes(),
          Bytes.copyOf(keyType.signatureIdentifier().getEncoded()),
          signer::sign);
    } catch (Exception e) {
      throw new IllegalStateException("an OCSP response could not be made", e);
    }
  }

  /** The root's certificate in DER: what a peer has to trust. */
  public Bytes rootCertificate() {
    return chain.get(chain.size() - 1);
  }

  /** {@link #rootCertificate} as PEM. */
  public String rootPem() {
    return Pem.block("CERTIFICATE", rootCertificate());
  }

  private Bytes certifyAuthority(
      X500Name subject, KeyPair subjectKey, Instant now, List<String> permittedDomains) {
    return certify(
        subject,
        subjectKey,
        now.minus(Duration.ofDays(2)),
        now.plus(Duration.ofDays(3650)),
        CertificateProfile.authority(identifier(subjectKey), identifier(key), permittedDomains));
  }

  private Bytes certify(
      X500Name subject,
      KeyPair subjectKey,
      Instant notBefore,
      Instant notAfter,
      Extensions extensions) {
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(serialNumber()));
    generator.setSignature(keyType.signatureIdentifier());
    generator.setIssuer(name);
    generator.setStartDate(time(notBefore));
    generator.setEndDate(time(notAfter));
    generator.setSubject(subject);
    generator.setSubjectPublicKeyInfo(subjectKey.publicKey());
    generator.setExtensions(extensions);
    return signed(generator.generateTBSCertificate());
  }

  /** {@code SEQUENCE { body, signatureAlgorithm, signatureValue }} (RFC 5280 §4.1, §5.1). */
  private Bytes signed(ASN1Object body) {
    try {
      Bytes signature = signer().sign(Bytes.copyOf(body.getEncoded()));
      ASN1EncodableVector certificate = new ASN1EncodableVector();
      certificate.add(body);
      certificate.add(keyType.signatureIdentifier());
      certificate.add(new DERBitString(signature.toArray()));
      return Bytes.copyOf(new DERSequence(certificate).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException("a certificate could not be encoded", e);
    } catch (InvalidKey | SigningFailed e) {
      throw new IllegalStateException("cannot sign with a key made for %s".formatted(keyType), e);
    }
  }

  private Signer signer() throws InvalidKey, IOException {
    Secret pkcs8 = Secret.takeFrom(key.privateKey().getEncoded());
    return crypto
        .signingKeys()
        .fromPkcs8(pkcs8)
        .signer(keyType.certificateSignature())
        .orElseThrow();
  }

  private BigInteger serialNumber() {
    return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
  }

  private byte[] identifier(KeyPair pair) {
    Bytes publicKey = Bytes.copyOf(pair.publicKey().getPublicKeyData().getBytes());
    return crypto
        .hashes()
        .digest(HashAlgorithm.SHA256, publicKey)
        .first(KEY_IDENTIFIER_LENGTH)
        .toArray();
  }

  private static X500Name commonName(String text) {
    return new X500NameBuilder().addRDN(BCStyle.CN, text).build();
  }

  private static Time time(Instant instant) {
    return new Time(Date.from(instant), Locale.ROOT);
  }

  private static List<Bytes> prepend(Bytes first, List<Bytes> rest) {
    List<Bytes> all = new ArrayList<>();
    all.add(first);
    all.addAll(rest);
    return all;
  }
}
