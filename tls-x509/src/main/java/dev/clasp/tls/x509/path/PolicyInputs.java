package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.der.Oid;
import java.util.Set;

/**
 * The policy inputs of RFC 5280 §6.1.1 (c) (e) (f) (g).
 *
 * @param initialPolicySet the policies acceptable to the user; with anyPolicy in it, all
 * @param initialExplicitPolicy whether the path must be valid for one of them
 * @param initialPolicyMappingInhibit whether mapping is not allowed
 * @param initialAnyPolicyInhibit whether anyPolicy in certificates means nothing
 */
public record PolicyInputs(
    Set<Oid> initialPolicySet,
    boolean initialExplicitPolicy,
    boolean initialPolicyMappingInhibit,
    boolean initialAnyPolicyInhibit) {
  /** Any policy will do, and none as well. */
  public static final PolicyInputs ANY =
      new PolicyInputs(Set.of(Oids.ANY_POLICY), false, false, false);

  public PolicyInputs {
    initialPolicySet = Set.copyOf(initialPolicySet);
  }
}
