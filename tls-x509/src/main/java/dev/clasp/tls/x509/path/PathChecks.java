package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.BasicConstraints;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.der.Oid;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What RFC 5280 §6.1 asks of a whole path, from the anchor down. Signatures, names and what
 * concerns one certificate alone were checked while the path was built.
 */
final class PathChecks {
  private static final int NAMES_SHOWN = 10; // a certificate can have hundreds

  private final Settings settings;
  private final Spending spending;

  PathChecks(Settings settings, Spending spending) {
    this.settings = settings;
    this.spending = spending;
  }

  /**
   * Checks one path and returns its user-constrained policy set.
   *
   * @param path leaf first, without the anchor
   */
  Set<Oid> check(List<Certificate> path, TrustAnchor anchor, Findings findings) {
    List<Certificate> constraining =
        findings.rules().constrainsByAnchors() ? List.of(anchor.certificate()) : List.of();
    checkPathLength(path, constraining, findings);
    checkNameConstraints(path, constraining, findings);
    checkIssuersPurposes(path, constraining, findings);
    checkLeaf(path.get(0), findings);
    return new PolicyChecks(settings.policies(), spending, findings, path.size())
        .check(path, constraining);
  }

  /** §6.1.4 (l) (m): self-issued certificates and the last one are not counted. */
  private void checkPathLength(
      List<Certificate> path, List<Certificate> constraining, Findings findings) {
    long remaining = settings.maxPathLength().orElse(Integer.MAX_VALUE);
    Certificate limitedBy = path.get(path.size() - 1);
    Rule limit = Rule.MAX_DEPTH;
    for (Certificate anchor : constraining) {
      OptionalInt byAnchor = pathLength(anchor);
      if (byAnchor.isPresent() && byAnchor.getAsInt() < remaining) {
        remaining = byAnchor.getAsInt();
        limit = Rule.PATH_LENGTH;
        limitedBy = anchor;
      }
    }
    for (int i = path.size() - 1; i > 0; i--) {
      Certificate issuer = path.get(i);
      if (!issuer.isSelfIssued()) {
        if (remaining == 0) {
          findings.add(
              limit,
              issuer,
              limit == Rule.MAX_DEPTH
                  ? "more than %d intermediate certificates"
                      .formatted(settings.maxPathLength().orElse(0))
                  : "more intermediate certificates than %s allows".formatted(limitedBy.subject()));
          return;
        }
        remaining--;
      }
      OptionalInt own = pathLength(issuer);
      if (own.isPresent() && own.getAsInt() < remaining) {
        remaining = own.getAsInt();
        limit = Rule.PATH_LENGTH;
        limitedBy = issuer;
      }
    }
  }

  private static OptionalInt pathLength(Certificate certificate) {
    return certificate
        .extensions()
        .basicConstraints()
        .map(BasicConstraints::pathLenConstraint)
        .orElse(OptionalInt.empty());
  }

  /** §6.1.3 (b) (c): self-issued certificates are exempt unless they are the last. */
  private void checkNameConstraints(
      List<Certificate> path, List<Certificate> constraining, Findings findings) {
    NameConstraintChecks constraints = new NameConstraintChecks(spending);
    constraining.forEach(constraints::constrain); // RFC 5937 §3
    for (int i = path.size() - 1; i >= 0; i--) {
      Certificate certificate = path.get(i);
      if (i == 0 || !certificate.isSelfIssued()) {
        constraints.check(certificate, findings);
      }
      constraints.constrain(certificate);
    }
  }

  /**
   * A CA's extended key usage limits what it may certify. RFC 5280 leaves the meaning in CA
   * certificates open; browsers and BetterTLS nest it, and so do we.
   */
  private void checkIssuersPurposes(
      List<Certificate> path, List<Certificate> constraining, Findings findings) {
    Optional<Oid> wanted = settings.purpose().keyPurposeId();
    if (wanted.isEmpty()) {
      return;
    }
    for (Certificate issuer : path.subList(1, path.size())) {
      checkExtendedKeyUsage(issuer, wanted.get(), findings);
    }
    for (Certificate anchor : constraining) {
      checkExtendedKeyUsage(anchor, wanted.get(), findings);
    }
  }

  private static void checkExtendedKeyUsage(
      Certificate certificate, Oid wanted, Findings findings) {
    Optional<Set<Oid>> listed = certificate.extensions().extendedKeyUsage();
    boolean allowed =
        listed.isEmpty()
            || listed.get().contains(wanted)
            || listed.get().contains(Oids.ANY_EXTENDED_KEY_USAGE);
    if (!allowed) {
      findings.add(
          Rule.EXTENDED_KEY_USAGE,
          certificate,
          "extKeyUsage lacks %s, has %s"
              .formatted(
                  wanted,
                  listed.get().stream()
                      .map(Oid::toString)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
  }

  private static String names(List<String> presented) {
    if (presented.isEmpty()) {
      return "no name at all (subjectAltName has none)";
    }
    List<String> shown = presented.subList(0, Math.min(presented.size(), NAMES_SHOWN));
    int more = presented.size() - shown.size();
    return String.join(", ", shown) + (more == 0 ? "" : " and %d more".formatted(more));
  }

  /** What is asked of the end entity's certificate, whatever its path. */
  void checkLeaf(Certificate leaf, Findings findings) {
    settings
        .purpose()
        .keyPurposeId()
        .ifPresent(wanted -> checkExtendedKeyUsage(leaf, wanted, findings));
    for (KeyUsage.Bit use : settings.keyUsage()) {
      if (!leaf.allows(use)) {
        findings.add(Rule.KEY_USAGE, leaf, "keyUsage lacks " + use);
      }
    }
    for (ReferenceIdentity name : settings.names()) {
      if (ServiceIdentity.match(leaf, name).isEmpty()) {
        findings.add(
            Rule.NAME_MISMATCH,
            leaf,
            "is not for %s, but for %s".formatted(name, names(name.presented(leaf))));
      }
      if (settings.publicSuffixes().isPresent()
          && ServiceIdentity.matchesOnlyPublicSuffix(leaf, name, settings.publicSuffixes().get())) {
        findings.add(
            Rule.PUBLIC_SUFFIX_WILDCARD,
            leaf,
            "is for %s only by a wildcard below a public suffix".formatted(name));
      }
    }
  }
}
