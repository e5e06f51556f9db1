package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.AlgorithmIdentifier;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.der.DerException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

/**
 * The name-constraint cases of BetterTLS, made here: 81 authorities of one name and key with
 * different constraints, and leaves that all of them could have issued, give its 9491 chains.
 */
class BetterTlsNameConstraintsTest {
  private static final String VALID_DNS = "test.localhost";
  private static final String INVALID_DNS = "bad.example.com";
  private static final String VALID_IP = "127.0.0.1";
  private static final String INVALID_IP = "1.1.1.1";
  private static final int TAGS = 16;

  /** A value that is absent, fits what the client asks for, or does not. */
  private enum Value {
    NONE,
    VALID,
    INVALID
  }

  private record Constraints(
      Value permittedDns, Value permittedIp, Value excludedDns, Value excludedIp) {}

  private record Leaf(
      boolean ipCommonName, Value commonName, Value dns, Value ip, Optional<Extra> extra) {}

  /** One more subjectAltName with any context tag and any content. */
  private record Extra(int tag, Bytes content) {}

  private record Case(boolean wantsIp, Leaf leaf, Constraints constraints) {
    /** What BetterTLS expects; the common name never counts. */
    boolean accepted() {
      Value wanted = wantsIp ? leaf.ip() : leaf.dns();
      return leaf.extra().isEmpty()
          && wanted == Value.VALID
          && isAllowed(leaf.dns(), constraints.permittedDns(), constraints.excludedDns())
          && isAllowed(leaf.ip(), constraints.permittedIp(), constraints.excludedIp());
    }

    private static boolean isAllowed(Value name, Value permitted, Value excluded) {
      return name == Value.NONE
          || name != excluded && (permitted == Value.NONE || name == permitted);
    }
  }

  private final Issued root = CertificateMaker.ca("bettertls_trust_root").selfSigned();
  private final Issued localRoot = CertificateMaker.ca("local_root").signedBy(root);
  private final Map<Constraints, Issued> authorities = new HashMap<>();
  private final Map<Leaf, Optional<Certificate>> leaves = new HashMap<>();

  @Test
  void everyChainIsJudgedAsBetterTlsExpects() {
    CertificateValidator validator =
        CertificateValidator.builder(
                TrustStore.of(root.certificate()), new Remembering(signatures()))
            .profile(Profile.RFC5280_STRICT)
            .clock(InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z")))
            .build();
    List<Case> cases = cases();
    List<Case> wrong = new ArrayList<>();
    int accepted = 0;

    for (Case one : cases) {
      boolean valid = isValid(validator, one);
      accepted += valid ? 1 : 0;
      if (valid != one.accepted()) {
        wrong.add(one);
      }
    }

    assertEquals(List.of(), wrong);
    assertEquals(9491, cases.size());
    assertEquals(820, accepted);
  }

  private boolean isValid(CertificateValidator validator, Case one) {
    Issued authority = authorities.computeIfAbsent(one.constraints(), this::authority);
    Optional<Certificate> leaf =
        leaves.computeIfAbsent(one.leaf(), wanted -> leaf(wanted, authority));
    if (leaf.isEmpty()) {
      return false; // not a certificate: a tag that no GeneralName has, or a wrong content
    }
    ReferenceIdentity name = ReferenceIdentity.of(one.wantsIp() ? VALID_IP : VALID_DNS);
    try {
      validator.validate(
          List.of(leaf.get(), authority.certificate(), localRoot.certificate()), name);
      return true;
    } catch (PathRejected e) {
      return false;
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Constraints none = new Constraints(Value.NONE, Value.NONE, Value.NONE, Value.NONE);
    Constraints onlyOther = new Constraints(Value.INVALID, Value.NONE, Value.NONE, Value.NONE);
    Constraints notThis = new Constraints(Value.NONE, Value.NONE, Value.VALID, Value.NONE);
    Constraints onlyOtherIp = new Constraints(Value.NONE, Value.INVALID, Value.NONE, Value.NONE);
    Constraints notThisIp = new Constraints(Value.NONE, Value.NONE, Value.NONE, Value.VALID);
    Constraints onlyThis = new Constraints(Value.VALID, Value.NONE, Value.NONE, Value.NONE);

    // What shows that a client implements the features at all.
    cases.add(new Case(false, plain(false, Value.VALID, Value.VALID, Value.NONE), none));
    cases.add(new Case(false, plain(false, Value.VALID, Value.VALID, Value.NONE), onlyThis));
    cases.add(new Case(false, plain(false, Value.NONE, Value.VALID, Value.NONE), none));
    cases.add(new Case(false, plain(false, Value.NONE, Value.INVALID, Value.NONE), none));
    cases.add(new Case(true, plain(true, Value.NONE, Value.NONE, Value.VALID), none));
    cases.add(new Case(true, plain(true, Value.NONE, Value.NONE, Value.INVALID), none));
    cases.add(new Case(false, withDns(6, "http://foo.bar, DNS:" + VALID_DNS), notThis));

    matrix(cases);

    for (int tag = 0; tag < TAGS; tag++) {
      for (String scheme : List.of("", "http://", "https://", "spiffe://", "unspec://")) {
        cases.add(new Case(false, withDns(tag, scheme + VALID_DNS), onlyOther));
        cases.add(new Case(false, withDns(tag, scheme + VALID_DNS), notThis));
      }
      for (Bytes ip : List.of(Bytes.of(127, 0, 0, 1), ascii(VALID_IP))) {
        Leaf leaf =
            new Leaf(false, Value.NONE, Value.NONE, Value.INVALID, Optional.of(new Extra(tag, ip)));
        cases.add(new Case(true, leaf, onlyOtherIp));
        cases.add(new Case(true, leaf, notThisIp));
      }
    }
    for (String separator : List.of(", ", ",", ";", ":")) {
      for (String prefix : List.of("", "DNS:")) {
        for (String leading : List.of(INVALID_DNS, "http://" + INVALID_DNS)) {
          for (int tag = 0; tag < TAGS; tag++) {
            Leaf leaf = withDns(tag, leading + separator + prefix + VALID_DNS);
            cases.add(new Case(false, leaf, onlyOther));
            cases.add(new Case(false, leaf, notThis));
          }
        }
      }
    }
    return cases;
  }

  /** Every combination of what may be absent, right or wrong. */
  private static void matrix(List<Case> cases) {
    for (int index = 0; index < 4 * 2187; index++) {
      int trits = index / 4;
      Value[] values = new Value[7];
      for (int i = 0; i < values.length; i++) {
        values[i] = Value.values()[trits % 3];
        trits /= 3;
      }
      Leaf leaf = plain((index & 1) == 1, values[0], values[1], values[2]);
      Constraints constraints = new Constraints(values[3], values[4], values[5], values[6]);
      cases.add(new Case((index & 2) == 2, leaf, constraints));
    }
  }

  private static Leaf plain(boolean ipCommonName, Value commonName, Value dns, Value ip) {
    return new Leaf(ipCommonName, commonName, dns, ip, Optional.empty());
  }

  private static Leaf withDns(int tag, String content) {
    return new Leaf(
        false, Value.NONE, Value.INVALID, Value.NONE, Optional.of(new Extra(tag, ascii(content))));
  }

  private Issued authority(Constraints constraints) {
    CertificateMaker maker = CertificateMaker.ca("local_ica");
    GeneralSubtree[] permitted =
        subtrees(
            dnsTree(constraints.permittedDns(), "localhost", "example.com"),
            ipRange(constraints.permittedIp()));
    GeneralSubtree[] excluded =
        subtrees(
            dnsTree(constraints.excludedDns(), "localhost", "bad.example.com"),
            ipRange(constraints.excludedIp()));
    if (permitted != null || excluded != null) {
      maker.with("2.5.29.30", true, new NameConstraints(permitted, excluded));
    }
    return maker.signedBy(localRoot);
  }

  private static Optional<GeneralName> dnsTree(Value value, String valid, String invalid) {
    return switch (value) {
      case NONE -> Optional.empty();
      case VALID -> Optional.of(new GeneralName(GeneralName.dNSName, valid));
      case INVALID -> Optional.of(new GeneralName(GeneralName.dNSName, invalid));
    };
  }

  private static Optional<GeneralName> ipRange(Value value) {
    return switch (value) {
      case NONE -> Optional.empty();
      case VALID -> Optional.of(new GeneralName(GeneralName.iPAddress, "127.0.0.0/24"));
      case INVALID -> Optional.of(new GeneralName(GeneralName.iPAddress, "1.1.1.0/24"));
    };
  }

  @SafeVarargs
  private static GeneralSubtree[] subtrees(Optional<GeneralName>... bases) {
    GeneralSubtree[] trees =
        List.of(bases).stream()
            .flatMap(Optional::stream)
            .map(GeneralSubtree::new)
            .toArray(GeneralSubtree[]::new);
    return trees.length == 0 ? null : trees; // as Bouncy Castle wants it
  }

  private static Optional<Certificate> leaf(Leaf leaf, Issued authority) {
    String commonName =
        switch (leaf.commonName()) {
          case NONE -> "";
          case VALID -> ",CN=" + (leaf.ipCommonName() ? VALID_IP : VALID_DNS);
          case INVALID -> ",CN=" + (leaf.ipCommonName() ? INVALID_IP : INVALID_DNS);
        };
    CertificateMaker maker =
        CertificateMaker.named("O=bettertls.com" + commonName, "bettertls leaf", "P-256")
            .with("2.5.29.15", true, new KeyUsage(KeyUsage.digitalSignature))
            .with("2.5.29.37", false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    List<ASN1Encodable> names = new ArrayList<>();
    if (leaf.dns() != Value.NONE) {
      String name = leaf.dns() == Value.VALID ? VALID_DNS : INVALID_DNS;
      names.add(new GeneralName(GeneralName.dNSName, name));
    }
    if (leaf.ip() != Value.NONE) {
      String address = leaf.ip() == Value.VALID ? VALID_IP : INVALID_IP;
      names.add(new GeneralName(GeneralName.iPAddress, address));
    }
    leaf.extra()
        .ifPresent(
            extra ->
                names.add(
                    new DERTaggedObject(
                        false, extra.tag(), new DEROctetString(extra.content().toArray()))));
    if (!names.isEmpty()) {
      maker.with("2.5.29.17", false, new DERSequence(names.toArray(ASN1Encodable[]::new)));
    }
    try {
      return Optional.of(Certificate.parse(maker.derSignedBy(authority)));
    } catch (DerException e) {
      return Optional.empty();
    }
  }

  private static Bytes ascii(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static SignatureChecker signatures() {
    return SignatureChecker.of(CryptoProviders.standard().verifiers());
  }

  /** Checks each signature once: there are a thousand, used thirty thousand times. */
  private static final class Remembering implements SignatureChecker {
    private final SignatureChecker checker;
    private final Map<List<Bytes>, Outcome> known = new HashMap<>();

    Remembering(SignatureChecker checker) {
      this.checker = checker;
    }

    @Override
    public Outcome check(AlgorithmIdentifier algorithm, Bytes key, Bytes message, Bytes signature) {
      return known.computeIfAbsent(
          List.of(key, message, signature),
          asked -> checker.check(algorithm, key, message, signature));
    }
  }
}
