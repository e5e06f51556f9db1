package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.x509.der.Oid;
import java.util.Optional;
import java.util.Set;

/**
 * A judge's verdict.
 *
 * @param accepted whether the certificate is believed
 * @param reason why not, or empty; ours begins with the id of the rule
 * @param policies the user-constrained policy set of an accepted path, from judges that tell it
 */
public record Answer(boolean accepted, String reason, Optional<Set<Oid>> policies) {

  static Answer yes() {
    return new Answer(true, "", Optional.empty());
  }

  static Answer yes(Set<Oid> policies) {
    return new Answer(true, "", Optional.of(policies));
  }

  static Answer no(String reason) {
    return new Answer(false, reason, Optional.empty());
  }
}
