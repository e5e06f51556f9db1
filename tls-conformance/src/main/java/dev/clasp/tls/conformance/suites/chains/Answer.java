package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.x509.der.Oid;
import java.util.Optional;
import java.util.Set;

/**
 * A judge's verdict.
 *
 * @param accepted whether the certificate is believed
 * @param reason why not, or empty; ours begins with the id of the rule
 * @param unsupported whether it was refused for an algorithm that is not implemented, which says
 *     nothing about the certificate
 * @param policies the user-constrained policy set of an accepted path, from judges that tell it
 */
public record Answer(
    boolean accepted, String reason, boolean unsupported, Optional<Set<Oid>> policies) {

  static Answer yes() {
    return new Answer(true, "", false, Optional.empty());
  }

  static Answer yes(Set<Oid> policies) {
    return new Answer(true, "", false, Optional.of(policies));
  }

  static Answer no(String reason) {
    return new Answer(false, reason, false, Optional.empty());
  }

  static Answer unsupported(String reason) {
    return new Answer(false, reason, true, Optional.empty());
  }
}
