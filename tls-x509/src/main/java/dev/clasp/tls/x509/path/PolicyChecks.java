package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificatePolicies;
import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.der.Oid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Policy processing along one path: RFC 5280 §6.1 with the graph of RFC 9618 in place of the tree.
 *
 * <p>The variables have the names of §6.1.2. Certificates come from the anchor down.
 */
final class PolicyChecks {
  private final PolicyInputs inputs;
  private final Spending spending;
  private final Findings findings;
  private final int n;

  private PolicyGraph validPolicyGraph = PolicyGraph.initial();
  private long explicitPolicy;
  private long policyMapping;
  private long inhibitAnyPolicy;

  /**
   * Prepares for one path.
   *
   * @param n its length without the anchor
   */
  PolicyChecks(PolicyInputs inputs, Spending spending, Findings findings, int n) {
    this.inputs = inputs;
    this.spending = spending;
    this.findings = findings;
    this.n = n;
    explicitPolicy = inputs.initialExplicitPolicy() ? 0 : n + 1L; // §6.1.2 (d)
    inhibitAnyPolicy = inputs.initialAnyPolicyInhibit() ? 0 : n + 1L; // (e)
    policyMapping = inputs.initialPolicyMappingInhibit() ? 0 : n + 1L; // (f)
  }

  /**
   * Runs over the whole path and returns the user-constrained policy set.
   *
   * @param path leaf first, without the anchor
   * @param constraining the anchor, if its extensions count
   */
  Set<Oid> check(List<Certificate> path, List<Certificate> constraining) {
    constraining.forEach(this::constrainBy);
    for (int i = 1; i <= n; i++) {
      Certificate certificate = path.get(n - i);
      process(certificate, i);
      if (findings.hasError()) {
        return Set.of();
      }
      if (i < n) {
        prepareForNext(certificate);
      }
    }
    return wrapUp(path.get(0));
  }

  /** RFC 5937 §3: what the anchor's own extensions say holds for the path. */
  private void constrainBy(Certificate anchor) {
    if (!anchor.extensions().policies().isEmpty()) {
      validPolicyGraph = validPolicyGraph.next(anchor.extensions().policies(), true);
    }
    map(anchor);
    constrain(anchor);
  }

  /** §6.1.3 (d) (e) (f). */
  private void process(Certificate certificate, int i) {
    Set<Oid> policies = certificate.extensions().policies();
    boolean anyAllowed = inhibitAnyPolicy > 0 || i < n && certificate.isSelfIssued();
    validPolicyGraph =
        policies.isEmpty() ? PolicyGraph.empty() : validPolicyGraph.next(policies, anyAllowed);
    if (!spending.policyNodes(validPolicyGraph.size())) {
      findings.add(
          Rule.BUDGET,
          certificate,
          "gave up after %d policy nodes".formatted(spending.budget().policyNodes()));
      return;
    }
    if (explicitPolicy == 0 && validPolicyGraph.isEmpty()) {
      findings.add(Rule.POLICY, certificate, "no policy is valid here, and one is required");
    }
  }

  /** §6.1.4 (a) (b) (h) (i) (j). */
  private void prepareForNext(Certificate certificate) {
    map(certificate);
    if (!certificate.isSelfIssued()) {
      explicitPolicy = Math.max(0, explicitPolicy - 1);
      policyMapping = Math.max(0, policyMapping - 1);
      inhibitAnyPolicy = Math.max(0, inhibitAnyPolicy - 1);
    }
    constrain(certificate);
  }

  private void map(Certificate certificate) {
    List<CertificatePolicies.Mapping> mappings = certificate.extensions().policyMappings();
    for (CertificatePolicies.Mapping mapping : mappings) {
      if (mapping.issuerDomainPolicy().equals(Oids.ANY_POLICY)
          || mapping.subjectDomainPolicy().equals(Oids.ANY_POLICY)) {
        findings.add(Rule.POLICY_MAPPING_ANY, certificate, "policyMappings has anyPolicy");
      }
    }
    if (!mappings.isEmpty()) {
      Map<Oid, Set<Oid>> byIssuerPolicy =
          mappings.stream()
              .collect(
                  Collectors.groupingBy(
                      CertificatePolicies.Mapping::issuerDomainPolicy,
                      Collectors.mapping(
                          CertificatePolicies.Mapping::subjectDomainPolicy, Collectors.toSet())));
      validPolicyGraph =
          policyMapping > 0
              ? validPolicyGraph.mapped(byIssuerPolicy)
              : validPolicyGraph.without(byIssuerPolicy.keySet());
    }
  }

  private void constrain(Certificate certificate) {
    Optional<CertificatePolicies.Constraints> constraints =
        certificate.extensions().policyConstraints();
    if (constraints.isPresent()) {
      int none = Integer.MAX_VALUE;
      explicitPolicy =
          Math.min(explicitPolicy, constraints.get().requireExplicitPolicy().orElse(none));
      policyMapping =
          Math.min(policyMapping, constraints.get().inhibitPolicyMapping().orElse(none));
    }
    inhibitAnyPolicy =
        Math.min(
            inhibitAnyPolicy,
            certificate.extensions().inhibitAnyPolicy().orElse(Integer.MAX_VALUE));
  }

  /** §6.1.5 (a) (b) (g). */
  private Set<Oid> wrapUp(Certificate leaf) {
    explicitPolicy = Math.max(0, explicitPolicy - 1);
    boolean required =
        leaf.extensions()
            .policyConstraints()
            .filter(constraints -> constraints.requireExplicitPolicy().orElse(-1) == 0)
            .isPresent();
    if (required) {
      explicitPolicy = 0;
    }
    Set<Oid> userConstrained = userConstrained(validPolicyGraph.trustDomainPolicies());
    if (explicitPolicy == 0 && userConstrained.isEmpty()) {
      findings.add(
          Rule.POLICY,
          leaf,
          "valid for policies %s, required is one of %s"
              .formatted(
                  text(validPolicyGraph.trustDomainPolicies()), text(inputs.initialPolicySet())));
    }
    return userConstrained;
  }

  /** RFC 9618 §5.5: what the path is valid for, as far as the user accepts it. */
  private Set<Oid> userConstrained(Set<Oid> authorityConstrained) {
    Set<Oid> wanted = inputs.initialPolicySet();
    if (wanted.contains(Oids.ANY_POLICY)) {
      return authorityConstrained;
    }
    Set<Oid> both = new LinkedHashSet<>(wanted);
    if (!authorityConstrained.contains(Oids.ANY_POLICY)) {
      both.retainAll(authorityConstrained);
    }
    return both;
  }

  private static Set<String> text(Set<Oid> policies) {
    return policies.stream().map(Oid::toString).collect(Collectors.toCollection(TreeSet::new));
  }
}
