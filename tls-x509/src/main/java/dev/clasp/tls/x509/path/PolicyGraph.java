package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.der.Oid;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The deepest level of the policy graph of RFC 9618 §3: one node for each policy.
 *
 * <p>Of the levels above nothing is asked but which policies of the trust anchor's domain a node
 * goes back to. Each node carries that set, so the levels themselves can be forgotten, and a node
 * without children vanishes by itself. Immutable.
 */
final class PolicyGraph {
  /**
   * A node at the deepest level.
   *
   * @param expectedPolicySet what the next certificate may call the policy
   * @param roots the policies of the anchor's domain that lead here
   */
  private record Node(Set<Oid> expectedPolicySet, Set<Oid> roots) {}

  private static final PolicyGraph INITIAL =
      new PolicyGraph(
          Map.of(Oids.ANY_POLICY, new Node(Set.of(Oids.ANY_POLICY), Set.of(Oids.ANY_POLICY))));
  private static final PolicyGraph EMPTY = new PolicyGraph(Map.of());

  private final Map<Oid, Node> nodes;

  private PolicyGraph(Map<Oid, Node> nodes) {
    this.nodes = nodes;
  }

  /** RFC 5280 §6.1.2 (a). */
  static PolicyGraph initial() {
    return INITIAL;
  }

  /** NULL in the RFC. */
  static PolicyGraph empty() {
    return EMPTY;
  }

  boolean isEmpty() {
    return nodes.isEmpty();
  }

  /** How much memory the level takes, in roots of nodes. */
  int size() {
    int size = 0;
    for (Node node : nodes.values()) {
      size += node.roots().size();
    }
    return size;
  }

  /** RFC 5280 §6.1.3 (d): the level below, for a certificate with these policies. */
  PolicyGraph next(Set<Oid> policies, boolean anyPolicyAllowed) {
    if (policies.size() == 1 && nodes.size() == 1) {
      Map.Entry<Oid, Node> only = nodes.entrySet().iterator().next();
      Oid policy = policies.iterator().next();
      if (only.getValue().expectedPolicySet().equals(Set.of(only.getKey()))) {
        return nextOfOne(only.getKey(), policy, anyPolicyAllowed);
      }
    }
    return nextOfMany(policies, anyPolicyAllowed);
  }

  /** Nearly all: a certificate with one policy, or any, below a node that was not mapped. */
  private PolicyGraph nextOfOne(Oid parent, Oid policy, boolean anyPolicyAllowed) {
    if (policy.equals(Oids.ANY_POLICY)) {
      return anyPolicyAllowed ? this : empty();
    }
    if (policy.equals(parent)) {
      return this;
    }
    return parent.equals(Oids.ANY_POLICY)
        ? new PolicyGraph(Map.of(policy, new Node(Set.of(policy), Set.of(policy))))
        : empty();
  }

  private PolicyGraph nextOfMany(Set<Oid> policies, boolean anyPolicyAllowed) {
    Map<Oid, Set<Oid>> rootsByExpected = new LinkedHashMap<>();
    for (Node node : nodes.values()) {
      for (Oid expected : node.expectedPolicySet()) {
        rootsByExpected
            .computeIfAbsent(expected, oid -> new LinkedHashSet<>())
            .addAll(node.roots());
      }
    }
    Optional<Node> anyParent = Optional.ofNullable(nodes.get(Oids.ANY_POLICY));
    Map<Oid, Node> level = new LinkedHashMap<>();
    for (Oid policy : policies) { // (d)(1)
      if (policy.equals(Oids.ANY_POLICY)) {
        continue;
      }
      Set<Oid> roots = rootsByExpected.get(policy);
      if (roots != null) {
        level.put(policy, new Node(Set.of(policy), roots));
      } else if (anyParent.isPresent()) {
        level.put(policy, new Node(Set.of(policy), Set.of(policy)));
      }
    }
    if (policies.contains(Oids.ANY_POLICY) && anyPolicyAllowed) { // (d)(2)
      rootsByExpected.forEach(
          (policy, roots) -> level.putIfAbsent(policy, new Node(Set.of(policy), roots)));
    }
    return new PolicyGraph(level);
  }

  /** §6.1.4 (b)(1): what the issuer calls the key, the subject calls the values. */
  PolicyGraph mapped(Map<Oid, Set<Oid>> mappings) {
    Map<Oid, Node> level = new LinkedHashMap<>(nodes);
    mappings.forEach(
        (policy, subjectPolicies) -> {
          Node node = nodes.get(policy);
          if (node != null) {
            level.put(policy, new Node(subjectPolicies, node.roots()));
          } else if (nodes.containsKey(Oids.ANY_POLICY)) {
            level.put(policy, new Node(subjectPolicies, Set.of(policy)));
          }
        });
    return new PolicyGraph(level);
  }

  /** §6.1.4 (b)(2). */
  PolicyGraph without(Set<Oid> policies) {
    Map<Oid, Node> level = new LinkedHashMap<>(nodes);
    level.keySet().removeAll(policies);
    return new PolicyGraph(level);
  }

  /** RFC 9618 §5.5: the authority-constrained policy set. */
  Set<Oid> trustDomainPolicies() {
    if (nodes.size() == 1) {
      return Set.copyOf(nodes.values().iterator().next().roots());
    }
    Set<Oid> all = new HashSet<>();
    nodes.values().forEach(node -> all.addAll(node.roots()));
    return Set.copyOf(all);
  }
}
