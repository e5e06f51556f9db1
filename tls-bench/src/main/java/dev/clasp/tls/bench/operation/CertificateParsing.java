package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateExtensions;
import java.io.ByteArrayInputStream;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Reading one certificate of the web's kind.
 *
 * <p>The JDK keeps the last 750 certificates by their bytes, so everybody gets one of 2048 in turn.
 */
final class CertificateParsing {
  private static final int VARIANTS = 2048;

  private CertificateParsing() {}

  private record Kind(String name, String what, boolean quick) {
    Bytes certificate() throws Exception {
      BenchmarkPki authority = BenchmarkPki.named("Issuing CA 1");
      return switch (name) {
        case "x509.parse.ca" -> BenchmarkPki.named("Root CA").certify(authority);
        default -> authority.server(BenchmarkPki.newKey());
      };
    }
  }

  static java.util.List<Subject> subjects() {
    return java.util.List.of(
        subject(new Kind("x509.parse.leaf", "a server's certificate of 1.1 kB, parsed", true)),
        subject(new Kind("x509.parse.ca", "an authority's certificate, parsed", false)),
        parsedAndRead(new Kind("x509.parse.leaf.fields", "the same, and every field read", false)));
  }

  private static Subject parsedAndRead(Kind kind) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          Bytes[] variants = copies(kind.certificate());
          Turn turn = new Turn(VARIANTS);
          return () -> read(Certificate.parse(variants[turn.next()]));
        });
    makers.put(Peer.JDK, () -> parseAndRead(Security.getProvider("SUN"), kind));
    makers.put(Peer.BC, () -> parseAndRead(new BouncyCastleProvider(), kind));
    return new Subject(kind.name(), kind.what(), kind.quick(), makers);
  }

  private static Operation parseAndRead(Provider provider, Kind kind) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509", provider);
    byte[][] variants = variants(kind.certificate());
    Turn turn = new Turn(VARIANTS);
    return () ->
        read(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(variants[turn.next()])));
  }

  /** What there is in the certificate, as values. */
  private static int read(Certificate certificate) {
    CertificateExtensions extensions = certificate.extensions();
    return certificate.serialNumber().bitLength()
        + certificate.issuer().toString().length()
        + certificate.subject().toString().length()
        + certificate.notAfter().getNano()
        + certificate.subjectPublicKeyInfo().size()
        + certificate.signatureValue().size()
        + extensions.basicConstraints().hashCode()
        + extensions.keyUsage().hashCode()
        + extensions.extendedKeyUsage().orElseThrow().size()
        + extensions.subjectAltNames().size()
        + extensions.authorityKeyIdentifier().hashCode()
        + extensions.subjectKeyIdentifier().hashCode()
        + extensions.policies().size()
        + extensions.crlDistributionPoints().size()
        + extensions.authorityInfoAccess().size()
        + extensions.timestamps().size();
  }

  /** As much of it as the platform's interface gives; the rest stays bytes. */
  private static int read(X509Certificate certificate) throws Exception {
    int sum =
        certificate.getSerialNumber().bitLength()
            + certificate.getIssuerX500Principal().getName().length()
            + certificate.getSubjectX500Principal().getName().length()
            + (int) certificate.getNotAfter().getTime()
            + certificate.getPublicKey().getEncoded().length
            + certificate.getSignature().length
            + certificate.getBasicConstraints()
            + certificate.getKeyUsage().length
            + certificate.getExtendedKeyUsage().size()
            + certificate.getSubjectAlternativeNames().size();
    for (String id : certificate.getNonCriticalExtensionOIDs()) {
      sum += certificate.getExtensionValue(id).length;
    }
    return sum;
  }

  private static Bytes[] copies(Bytes certificate) {
    return Arrays.stream(variants(certificate)).map(Bytes::copyOf).toArray(Bytes[]::new);
  }

  private static Subject subject(Kind kind) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          Bytes[] variants = copies(kind.certificate());
          Turn turn = new Turn(VARIANTS);
          return () -> Certificate.parse(variants[turn.next()]);
        });
    makers.put(Peer.JDK, () -> parse(Security.getProvider("SUN"), kind));
    makers.put(Peer.BC, () -> parse(new BouncyCastleProvider(), kind));
    return new Subject(kind.name(), kind.what(), kind.quick(), makers);
  }

  private static Operation parse(Provider provider, Kind kind) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509", provider);
    byte[][] variants = variants(kind.certificate());
    Turn turn = new Turn(VARIANTS);
    return () -> factory.generateCertificate(new ByteArrayInputStream(variants[turn.next()]));
  }

  /** The same with other bytes at the end of the signature, which parsing does not look at. */
  private static byte[][] variants(Bytes certificate) {
    byte[][] variants = new byte[VARIANTS][];
    for (int i = 0; i < VARIANTS; i++) {
      variants[i] = certificate.toArray();
      variants[i][certificate.size() - 1] = (byte) i;
      variants[i][certificate.size() - 2] = (byte) (i >>> 8);
    }
    return variants;
  }
}
