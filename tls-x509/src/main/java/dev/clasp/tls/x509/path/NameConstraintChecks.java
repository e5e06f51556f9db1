package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.GeneralName;
import dev.clasp.tls.x509.NameConstraints;
import dev.clasp.tls.x509.Oids;
import java.util.ArrayList;
import java.util.List;

/**
 * Name constraints along one path (RFC 5280 §6.1.3 (b) (c), §6.1.4 (g)).
 *
 * <p>Permitted subtrees intersect and excluded ones add up; we keep every constraint and test each
 * name against all, which is the same and can say who forbade it.
 */
final class NameConstraintChecks {
  private static final int SUBTREES_SHOWN = 5;

  private record Constrained(Certificate by, NameConstraints constraints) {
    long size() {
      return (long) constraints.permitted().size() + constraints.excluded().size();
    }
  }

  private final Spending spending;
  private final List<Constrained> inForce = new ArrayList<>();

  NameConstraintChecks(Spending spending) {
    this.spending = spending;
  }

  /** §6.1.4 (g): what holds for all certificates below. */
  void constrain(Certificate issuer) {
    issuer
        .extensions()
        .nameConstraints()
        .ifPresent(constraints -> inForce.add(new Constrained(issuer, constraints)));
  }

  /** §6.1.3 (b) (c): all names of one certificate. */
  void check(Certificate certificate, Findings findings) {
    if (inForce.isEmpty()) {
      return;
    }
    List<GeneralName> names = names(certificate);
    long products = products(names);
    if (!spending.products(products)) {
      findings.add(
          Rule.NAME_CONSTRAINTS_BUDGET,
          certificate,
          "%d pairs of a name and a constraint".formatted(products));
      return;
    }
    for (GeneralName name : names) {
      for (Constrained constrained : inForce) {
        checkOne(name, constrained, certificate, findings);
        if (findings.hasError()) {
          return;
        }
      }
    }
  }

  /**
   * Names times constraints, whatever their forms: what an attacker pays for by the byte, so that a
   * cleverer comparison does not make more of them acceptable.
   */
  private long products(List<GeneralName> names) {
    long constraints = inForce.stream().mapToLong(Constrained::size).sum();
    return constraints * names.size();
  }

  private static List<GeneralName> names(Certificate certificate) {
    List<GeneralName> names = new ArrayList<>(certificate.extensions().subjectAltNames());
    if (!certificate.subject().isEmpty()) {
      names.add(new GeneralName.Directory(certificate.subject()));
    }
    // §4.2.1.10: mail addresses of old certificates are in the subject. We look there always.
    certificate.subject().values(Oids.EMAIL_ADDRESS).stream()
        .map(GeneralName.Email::new)
        .forEach(names::add);
    return names;
  }

  private static void checkOne(
      GeneralName name, Constrained constrained, Certificate certificate, Findings findings) {
    boolean anyOfForm = false;
    boolean permitted = false;
    for (GeneralName base : constrained.constraints().permitted()) {
      if (base.getClass() == name.getClass()) {
        anyOfForm = true;
        permitted |= Subtree.contains(base, name);
      }
    }
    if (anyOfForm && !Subtree.isComparable(name)) {
      unsupported(name, constrained, certificate, findings);
      return;
    }
    if (anyOfForm && !permitted) {
      findings.add(
          Rule.NAME_CONSTRAINTS,
          certificate,
          "%s is not in a permitted subtree of %s, which may certify %s"
              .formatted(
                  Subtree.text(name), constrained.by().subject(), permitted(name, constrained)));
      return;
    }
    for (GeneralName base : constrained.constraints().excluded()) {
      if (base.getClass() != name.getClass()) {
        continue;
      }
      if (!Subtree.isComparable(name)) {
        unsupported(name, constrained, certificate, findings);
        return;
      }
      if (Subtree.intersects(base, name)) {
        findings.add(
            Rule.NAME_CONSTRAINTS,
            certificate,
            "%s is in the excluded subtree %s of %s"
                .formatted(Subtree.text(name), Subtree.text(base), constrained.by().subject()));
        return;
      }
    }
  }

  /** The permitted subtrees of the name's form, or the first of them. */
  private static String permitted(GeneralName name, Constrained constrained) {
    List<String> texts =
        constrained.constraints().permitted().stream()
            .filter(base -> base.getClass() == name.getClass())
            .map(Subtree::text)
            .toList();
    return String.join(" or ", texts.subList(0, Math.min(texts.size(), SUBTREES_SHOWN)))
        + (texts.size() > SUBTREES_SHOWN ? " or others" : "");
  }

  /** §4.2.1.10: a constraint one cannot apply to a name that is there makes one refuse. */
  private static void unsupported(
      GeneralName name, Constrained constrained, Certificate certificate, Findings findings) {
    findings.add(
        Rule.NAME_CONSTRAINTS_UNSUPPORTED,
        certificate,
        "%s cannot be compared with the constraints of %s"
            .formatted(Subtree.text(name), constrained.by().subject()));
  }
}
