package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import java.io.ByteArrayInputStream;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateFactory;
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
        case "x509.parse.leaf" -> authority.server(BenchmarkPki.newKey());
        default -> BenchmarkPki.named("Root CA").certify(authority);
      };
    }
  }

  static java.util.List<Subject> subjects() {
    return java.util.List.of(
        subject(new Kind("x509.parse.leaf", "a server's certificate of 1.1 kB, parsed", true)),
        subject(new Kind("x509.parse.ca", "an authority's certificate, parsed", false)));
  }

  private static Subject subject(Kind kind) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          Bytes[] variants = new Bytes[VARIANTS];
          byte[][] encoded = variants(kind.certificate());
          for (int i = 0; i < VARIANTS; i++) {
            variants[i] = Bytes.copyOf(encoded[i]);
          }
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
