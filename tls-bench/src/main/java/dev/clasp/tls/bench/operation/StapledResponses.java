package dev.clasp.tls.bench.operation;

import dev.clasp.tls.conformance.pki.StatusResponses;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.CertificateValidator;
import dev.clasp.tls.x509.path.OcspPolicy;
import dev.clasp.tls.x509.path.PeerEvidence;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.RevocationPolicy;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A leaf under its anchor with the OCSP response it came with: parsed and validated, two
 * signatures. One of 1024 pairs in turn, for the sake of the JDK's caches.
 */
final class StapledResponses {
  private static final int PAIRS = 1024;
  private static final ReferenceIdentity HOST = ReferenceIdentity.of("www.example.com");

  private StapledResponses() {}

  private record Stapled(Bytes leaf, Bytes response) {}

  private record Fixture(Bytes anchor, List<Stapled> pairs) {
    static Fixture make() throws Exception {
      CryptoProvider crypto = CryptoProviders.standard();
      BenchmarkPki root = BenchmarkPki.named("Root CA");
      Bytes anchor = root.selfSigned();
      Certificate issuer = parse(anchor);
      Bytes algorithm = BenchmarkPki.encode(BenchmarkPki.signatureAlgorithm());
      KeyPair key = BenchmarkPki.newKey();
      List<Stapled> pairs = new ArrayList<>();
      for (int i = 0; i < PAIRS; i++) {
        Bytes leaf = root.server(key);
        Bytes response =
            StatusResponses.about(
                parse(leaf),
                issuer,
                Optional.empty(),
                BenchmarkPki.NOW.minusSeconds(60),
                crypto.hashes(),
                algorithm,
                root::sign);
        pairs.add(new Stapled(leaf, response));
      }
      return new Fixture(anchor, pairs);
    }
  }

  private static Certificate parse(Bytes der) throws Exception {
    return Certificate.parse(der);
  }

  static List<Subject> subjects() {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(Peer.CLASP, StapledResponses::clasp);
    makers.put(Peer.JDK, () -> pkix(Security.getProvider("SUN")));
    makers.put(Peer.BC, () -> pkix(new BouncyCastleProvider()));
    return List.of(
        new Subject(
            "x509.ocsp",
            "a leaf and its stapled OCSP response parsed and validated, two P-256 signatures",
            true,
            makers));
  }

  private static Operation clasp() throws Exception {
    Fixture fixture = Fixture.make();
    CryptoProvider crypto = CryptoProviders.standard();
    CertificateValidator validator =
        CertificateValidator.builder(TrustStore.of(parse(fixture.anchor())), crypto.verifiers())
            .clock(InstantSource.fixed(BenchmarkPki.NOW))
            .revocation(
                RevocationPolicy.stapled(OcspPolicy.stapledOnly(crypto.hashes())).leafOnly())
            .build();
    Turn turn = new Turn(PAIRS);
    return () -> {
      Stapled pair = fixture.pairs().get(turn.next());
      return validator.validate(
          List.of(parse(pair.leaf())), PeerEvidence.stapled(List.of(pair.response())), HOST);
    };
  }

  private static Operation pkix(Provider provider) throws Exception {
    Fixture fixture = Fixture.make();
    CertificateFactory factory = CertificateFactory.getInstance("X.509", provider);
    CertPathValidator validator = CertPathValidator.getInstance("PKIX", provider);
    TrustAnchor anchor = new TrustAnchor(read(factory, fixture.anchor()), null);
    Turn turn = new Turn(PAIRS);
    return () -> {
      Stapled pair = fixture.pairs().get(turn.next());
      X509Certificate leaf = read(factory, pair.leaf());
      PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
      checker.setOptions(
          EnumSet.of(
              PKIXRevocationChecker.Option.ONLY_END_ENTITY,
              PKIXRevocationChecker.Option.NO_FALLBACK));
      checker.setOcspResponses(Map.of(leaf, pair.response().toArray()));
      PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
      parameters.setDate(Date.from(BenchmarkPki.NOW));
      parameters.setRevocationEnabled(false); // the checker does it
      parameters.addCertPathChecker(checker);
      CertPath path = factory.generateCertPath(List.of(leaf));
      return validator.validate(path, parameters);
    };
  }

  private static X509Certificate read(CertificateFactory factory, Bytes der) throws Exception {
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
  }
}
