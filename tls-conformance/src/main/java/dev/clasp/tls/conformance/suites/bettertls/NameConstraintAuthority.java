package dev.clasp.tls.conformance.suites.bettertls;

import dev.clasp.tls.conformance.suites.bettertls.NameConstraintCase.Constraints;
import dev.clasp.tls.conformance.suites.bettertls.NameConstraintCase.Subject;
import dev.clasp.tls.crypto.Bytes;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * Makes the certificates of the cases: {@code leaf ← local_ica ← local_root ← trust root}.
 *
 * <p>The authority that carries the constraints has one name and one key in all its variants, and
 * the leaves have one key, so that both can be shared: under a thousand certificates serve all
 * cases. Each is made when it is first asked for.
 */
final class NameConstraintAuthority {
  private static final int DNS = GeneralName.dNSName;
  private static final int IP = GeneralName.iPAddress;
  private static final String TREE = "localhost";
  private static final String OTHER_TREE = "example.com";
  private static final String RANGE = "127.0.0.0/24";
  private static final String OTHER_RANGE = "1.1.1.0/24";

  private final CertificateIssuer localRoot;
  private final CertificateIssuer authority;
  private final Bytes anchor;
  private final Bytes localRootCertificate;
  private final KeyPair leafKey = CertificateIssuer.newKey();
  private final Map<Constraints, Bytes> authorities = new HashMap<>();
  private final Map<Subject, Bytes> leaves = new HashMap<>();

  /**
   * @param notBefore from when everything is valid
   */
  NameConstraintAuthority(Instant notBefore) {
    CertificateIssuer trustRoot = new CertificateIssuer("bettertls_trust_root", notBefore);
    localRoot = new CertificateIssuer("local_root", notBefore);
    authority = new CertificateIssuer("local_ica", notBefore);
    anchor = trustRoot.selfSigned();
    localRootCertificate = trustRoot.authority(localRoot, Optional.empty());
  }

  Bytes anchor() {
    return anchor;
  }

  /** The path below the anchor, leaf first. */
  List<Bytes> path(NameConstraintCase each) {
    return List.of(
        leaves.computeIfAbsent(each.subject(), this::leaf),
        authorities.computeIfAbsent(each.constraints(), this::constrained),
        localRootCertificate);
  }

  private Bytes constrained(Constraints constraints) {
    if (constraints.isEmpty()) {
      return localRoot.authority(authority, Optional.empty());
    }
    List<GeneralSubtree> permitted = new ArrayList<>();
    add(permitted, constraints.permittedDns(), DNS, TREE, OTHER_TREE);
    add(permitted, constraints.permittedIp(), IP, RANGE, OTHER_RANGE);
    List<GeneralSubtree> excluded = new ArrayList<>();
    add(excluded, constraints.excludedDns(), DNS, TREE, NameConstraintCase.OTHER_HOST);
    add(excluded, constraints.excludedIp(), IP, RANGE, OTHER_RANGE);
    return localRoot.authority(
        authority, Optional.of(new NameConstraints(array(permitted), array(excluded))));
  }

  private static void add(
      List<GeneralSubtree> subtrees, Choice choice, int form, String valid, String invalid) {
    if (choice != Choice.NONE) {
      String base = choice == Choice.VALID ? valid : invalid;
      subtrees.add(new GeneralSubtree(new GeneralName(form, base)));
    }
  }

  // Bouncy Castle takes null for a field that is absent, and only null.
  private static GeneralSubtree @org.jspecify.annotations.Nullable [] array(
      List<GeneralSubtree> subtrees) {
    return subtrees.isEmpty() ? null : subtrees.toArray(GeneralSubtree[]::new);
  }

  private Bytes leaf(Subject subject) {
    List<ASN1Encodable> names = new ArrayList<>();
    name(subject.dns(), NameConstraintCase.HOST, NameConstraintCase.OTHER_HOST)
        .ifPresent(name -> names.add(new GeneralName(DNS, name)));
    name(subject.ip(), NameConstraintCase.ADDRESS, NameConstraintCase.OTHER_ADDRESS)
        .ifPresent(name -> names.add(new GeneralName(IP, name)));
    subject.odd().ifPresent(odd -> names.add(encoded(odd)));
    Optional<String> commonName =
        subject.addressAsCommonName()
            ? name(
                subject.commonName(), NameConstraintCase.ADDRESS, NameConstraintCase.OTHER_ADDRESS)
            : name(subject.commonName(), NameConstraintCase.HOST, NameConstraintCase.OTHER_HOST);
    return authority.server(
        CertificateIssuer.subject(commonName),
        leafKey,
        names.isEmpty()
            ? Optional.empty()
            : Optional.of(new DERSequence(names.toArray(ASN1Encodable[]::new))));
  }

  private static Optional<String> name(Choice choice, String valid, String invalid) {
    return switch (choice) {
      case NONE -> Optional.empty();
      case VALID -> Optional.of(valid);
      case INVALID -> Optional.of(invalid);
    };
  }

  private static ASN1Encodable encoded(OddName odd) {
    return new DERTaggedObject(false, odd.tag(), new DEROctetString(odd.value().toArray()));
  }
}
