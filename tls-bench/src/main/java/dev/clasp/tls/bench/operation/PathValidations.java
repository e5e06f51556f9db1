package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.AlgorithmIdentifier;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.CertificateValidator;
import dev.clasp.tls.x509.path.Profile;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Leaf, intermediate and anchor.
 *
 * <p>Without signatures: ours with a checker that says yes, the JDK with the same objects every
 * time, since it remembers in each what it verified last. With signatures: everybody parses first,
 * one of 1024 chains in turn, since the JDK keeps the last 750 certificates. Ours also checks the
 * name, which PKIX does not.
 */
final class PathValidations {
  private static final int CHAINS = 1024;
  private static final ReferenceIdentity HOST = ReferenceIdentity.of("www.example.com");

  private PathValidations() {}

  static List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(withoutSignatures());
    subjects.add(webpkiWithoutSignatures());
    subjects.add(parsedAndValidated());
    subjects.add(remembered());
    for (int candidates : List.of(1, 10, 100)) {
      subjects.add(sameNamedIssuers(candidates));
    }
    subjects.add(mesh());
    subjects.add(tooManyNames());
    return subjects;
  }

  /** Says yes to every signature. */
  private static SignatureChecker.Outcome valid(
      AlgorithmIdentifier algorithm, Bytes key, Bytes message, Bytes signature) {
    return SignatureChecker.Outcome.VALID;
  }

  /** DER of a leaf, its issuer, and the anchor. */
  private record Chain(Bytes leaf, Bytes intermediate, Bytes anchor) {
    static Chain make() throws Exception {
      BenchmarkPki root = BenchmarkPki.named("Root CA");
      BenchmarkPki issuing = BenchmarkPki.named("Issuing CA 1");
      return new Chain(
          issuing.server(BenchmarkPki.newKey()), root.certify(issuing), root.selfSigned());
    }

    List<Certificate> path() throws DerException {
      return List.of(Certificate.parse(leaf), Certificate.parse(intermediate));
    }
  }

  private static CertificateValidator validator(
      Bytes anchor, Profile profile, SignatureChecker signatures) throws DerException {
    return CertificateValidator.builder(TrustStore.of(Certificate.parse(anchor)), signatures)
        .profile(profile)
        .clock(InstantSource.fixed(BenchmarkPki.NOW))
        .build();
  }

  private static Subject withoutSignatures() {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(Peer.CLASP, () -> claspWithoutSignatures(Profile.RFC5280));
    makers.put(Peer.JDK, PathValidations::jdkWithoutSignatures);
    return new Subject(
        "x509.path", "leaf, intermediate, anchor and the name, no signatures", true, makers);
  }

  private static Subject webpkiWithoutSignatures() {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(Peer.CLASP, () -> claspWithoutSignatures(Profile.WEBPKI));
    makers.put(Peer.JDK, PathValidations::jdkWithoutSignatures);
    return new Subject("x509.path.webpki", "the same by WEBPKI; the JDK as it is", true, makers);
  }

  private static Operation claspWithoutSignatures(Profile profile) throws Exception {
    Chain chain = Chain.make();
    CertificateValidator validator = validator(chain.anchor(), profile, PathValidations::valid);
    List<Certificate> path = chain.path();
    return () -> validator.validate(path, HOST);
  }

  private static Operation jdkWithoutSignatures() throws Exception {
    Chain chain = Chain.make();
    Provider sun = Security.getProvider("SUN");
    CertificateFactory factory = CertificateFactory.getInstance("X.509", sun);
    CertPathValidator validator = CertPathValidator.getInstance("PKIX", sun);
    PKIXBuilderParameters parameters = parameters(read(factory, chain.anchor()));
    CertPath path =
        factory.generateCertPath(
            List.of(read(factory, chain.leaf()), read(factory, chain.intermediate())));
    return () -> validator.validate(path, parameters);
  }

  private static Subject parsedAndValidated() {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          BenchmarkPki root = BenchmarkPki.named("Root CA");
          List<Chain> chains = chains(root);
          CertificateValidator validator =
              validator(
                  root.selfSigned(),
                  Profile.RFC5280,
                  SignatureChecker.of(CryptoProviders.standard().verifiers()));
          Turn turn = new Turn(CHAINS);
          return () -> validator.validate(chains.get(turn.next()).path(), HOST);
        });
    makers.put(Peer.JDK, () -> parseAndValidate(Security.getProvider("SUN")));
    makers.put(Peer.BC, () -> parseAndValidate(new BouncyCastleProvider()));
    return new Subject(
        "x509.chain",
        "leaf and intermediate parsed and validated, two P-256 signatures",
        true,
        makers);
  }

  /** A chain that was seen before: parsed anew, its signatures remembered. */
  private static Subject remembered() {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          Chain chain = Chain.make();
          CertificateValidator validator =
              validator(
                  chain.anchor(),
                  Profile.RFC5280,
                  SignatureChecker.remembering(
                      SignatureChecker.of(CryptoProviders.standard().verifiers()), 1000));
          return () -> validator.validate(chain.path(), HOST);
        });
    makers.put(Peer.JDK, PathValidations::jdkWithoutSignatures);
    return new Subject(
        "x509.chain.again",
        "a chain parsed and validated whose signatures are remembered; the JDK does not parse",
        false,
        makers);
  }

  private static Operation parseAndValidate(Provider provider) throws Exception {
    BenchmarkPki root = BenchmarkPki.named("Root CA");
    List<Chain> chains = chains(root);
    CertificateFactory factory = CertificateFactory.getInstance("X.509", provider);
    CertPathValidator validator = CertPathValidator.getInstance("PKIX", provider);
    PKIXBuilderParameters parameters = parameters(read(factory, root.selfSigned()));
    Turn turn = new Turn(CHAINS);
    return () -> {
      Chain chain = chains.get(turn.next());
      CertPath path =
          factory.generateCertPath(
              List.of(read(factory, chain.leaf()), read(factory, chain.intermediate())));
      return validator.validate(path, parameters);
    };
  }

  /** Every one with certificates of its own, all under one root. */
  private static List<Chain> chains(BenchmarkPki root) throws Exception {
    BenchmarkPki issuing = BenchmarkPki.named("Issuing CA 1");
    KeyPair leaf = BenchmarkPki.newKey();
    List<Chain> chains = new ArrayList<>();
    for (int i = 0; i < CHAINS; i++) {
      chains.add(new Chain(issuing.server(leaf), root.certify(issuing), root.selfSigned()));
    }
    return chains;
  }

  /**
   * One of several issuers of one name has the key; the certificates do not say which. Every one
   * has its turn: the JDK tries the last of its store first, and would find that one at once.
   */
  private static Subject sameNamedIssuers(int candidates) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          SameNamed same = SameNamed.make(candidates);
          CertificateValidator validator =
              validator(
                  same.anchor(),
                  Profile.RFC5280,
                  SignatureChecker.of(CryptoProviders.standard().verifiers()));
          List<Certificate> issuers = new ArrayList<>();
          for (Bytes issuer : same.issuers()) {
            issuers.add(Certificate.parse(issuer));
          }
          List<List<Certificate>> chains = new ArrayList<>();
          for (Bytes leaf : same.leaves()) {
            List<Certificate> chain = new ArrayList<>(List.of(Certificate.parse(leaf)));
            chain.addAll(issuers);
            chains.add(chain);
          }
          Turn turn = new Turn(candidates);
          return () -> validator.validate(chains.get(turn.next()), HOST);
        });
    makers.put(Peer.JDK, () -> build(Security.getProvider("SUN"), candidates));
    makers.put(Peer.BC, () -> build(new BouncyCastleProvider(), candidates));
    return new Subject(
        "x509.issuers." + candidates,
        "a path found among %d issuers of one name, each in turn the right one, with signatures"
            .formatted(candidates),
        candidates == 10,
        makers);
  }

  /** As many leaves as issuers, each of its own issuer. */
  private record SameNamed(List<Bytes> leaves, List<Bytes> issuers, Bytes anchor) {
    static SameNamed make(int candidates) throws Exception {
      BenchmarkPki root = BenchmarkPki.named("Root CA");
      KeyPair leaf = BenchmarkPki.newKey();
      List<Bytes> issuers = new ArrayList<>();
      List<Bytes> leaves = new ArrayList<>();
      for (int i = 0; i < candidates; i++) {
        BenchmarkPki issuing = BenchmarkPki.named("Issuing CA");
        issuers.add(root.certify(issuing));
        leaves.add(issuing.serverWithoutKeyIdentifier(leaf));
      }
      return new SameNamed(leaves, issuers, root.selfSigned());
    }
  }

  private static Operation build(Provider provider, int candidates) throws Exception {
    SameNamed same = SameNamed.make(candidates);
    CertificateFactory factory = CertificateFactory.getInstance("X.509", provider);
    CertPathBuilder builder = CertPathBuilder.getInstance("PKIX", provider);
    List<X509Certificate> issuers = new ArrayList<>();
    for (Bytes issuer : same.issuers()) {
      issuers.add(read(factory, issuer));
    }
    List<PKIXBuilderParameters> all = new ArrayList<>();
    for (Bytes leaf : same.leaves()) {
      all.add(parameters(factory, same.anchor(), leaf, issuers));
    }
    Turn turn = new Turn(candidates);
    return () -> builder.build(all.get(turn.next()));
  }

  /** Six authorities that certify each other, only one of them under the root: 31 certificates. */
  private static Subject mesh() {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          Mesh mesh = Mesh.make();
          CertificateValidator validator =
              validator(
                  mesh.anchor(),
                  Profile.RFC5280,
                  SignatureChecker.of(CryptoProviders.standard().verifiers()));
          List<Certificate> chain = new ArrayList<>(List.of(Certificate.parse(mesh.leaf())));
          for (Bytes issuer : mesh.issuers()) {
            chain.add(Certificate.parse(issuer));
          }
          return () -> validator.validate(chain, HOST);
        });
    makers.put(Peer.JDK, () -> build(Security.getProvider("SUN"), Mesh.make()));
    makers.put(Peer.BC, () -> build(new BouncyCastleProvider(), Mesh.make()));
    return new Subject(
        "x509.mesh", "a path found among six authorities that certify each other", false, makers);
  }

  private record Mesh(Bytes leaf, List<Bytes> issuers, Bytes anchor) {
    private static final int AUTHORITIES = 6;

    static Mesh make() throws Exception {
      BenchmarkPki root = BenchmarkPki.named("Root CA");
      List<BenchmarkPki> authorities = new ArrayList<>();
      for (int i = 0; i < AUTHORITIES; i++) {
        authorities.add(BenchmarkPki.named("Bridge CA " + i));
      }
      List<Bytes> issuers = new ArrayList<>();
      for (BenchmarkPki above : authorities) {
        for (BenchmarkPki below : authorities) {
          if (above != below) {
            issuers.add(above.certify(below));
          }
        }
      }
      issuers.add(root.certify(authorities.get(0)));
      Bytes leaf = authorities.get(AUTHORITIES - 1).server(BenchmarkPki.newKey());
      return new Mesh(leaf, issuers, root.selfSigned());
    }
  }

  private static Operation build(Provider provider, Mesh mesh) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509", provider);
    CertPathBuilder builder = CertPathBuilder.getInstance("PKIX", provider);
    List<X509Certificate> issuers = new ArrayList<>();
    for (Bytes issuer : mesh.issuers()) {
      issuers.add(read(factory, issuer));
    }
    PKIXBuilderParameters parameters = parameters(factory, mesh.anchor(), mesh.leaf(), issuers);
    return () -> builder.build(parameters);
  }

  private static PKIXBuilderParameters parameters(
      CertificateFactory factory, Bytes anchor, Bytes leaf, List<X509Certificate> issuers)
      throws Exception {
    PKIXBuilderParameters parameters = parameters(read(factory, anchor));
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(read(factory, leaf));
    parameters.setTargetCertConstraints(target);
    List<X509Certificate> stored = new ArrayList<>(issuers);
    stored.add(target.getCertificate());
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(stored)));
    return parameters;
  }

  /** A denial of service: two thousand names under two thousand constraints. */
  private static Subject tooManyNames() {
    int count = 2048;
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          BenchmarkPki root = BenchmarkPki.named("Root CA");
          BenchmarkPki issuing = BenchmarkPki.named("Constrained CA");
          Bytes leaf = issuing.serverWithNames(BenchmarkPki.newKey(), count);
          Bytes intermediate = root.certifyForDomains(issuing, count);
          CertificateValidator validator =
              validator(
                  root.selfSigned(),
                  Profile.RFC5280,
                  SignatureChecker.of(CryptoProviders.standard().verifiers()));
          return () -> {
            List<Certificate> chain =
                List.of(Certificate.parse(leaf), Certificate.parse(intermediate));
            return validator.explain(chain, List.of(HOST));
          };
        });
    return new Subject(
        "x509.names.2048",
        "2048 names under 2048 constraints: parsed, and refused for its cost",
        false,
        makers);
  }

  private static PKIXBuilderParameters parameters(X509Certificate anchor) throws Exception {
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(Set.of(new TrustAnchor(anchor, null)), new X509CertSelector());
    parameters.setDate(Date.from(BenchmarkPki.NOW));
    parameters.setRevocationEnabled(false);
    return parameters;
  }

  private static X509Certificate read(CertificateFactory factory, Bytes der)
      throws CertificateException {
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
  }
}
