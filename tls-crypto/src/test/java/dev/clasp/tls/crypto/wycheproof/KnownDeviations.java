package dev.clasp.tls.crypto.wycheproof;

import dev.clasp.tls.crypto.wycheproof.Wycheproof.Vector;
import java.util.Map;
import java.util.Set;

/**
 * Tests an implementation fails that is not ours to mend.
 *
 * <p>The JDK 17 refuses valid ECDSA signatures whose point has an x coordinate not below the
 * group's order, which nobody meets by chance. Its successors may accept them, so either outcome
 * passes.
 */
final class KnownDeviations {
  private static final Map<String, Set<Integer>> JCA =
      Map.of(
          "ecdsa_secp256r1_sha256", Set.of(350, 479),
          "ecdsa_secp256r1_sha512", Set.of(420, 549),
          "ecdsa_secp384r1_sha256", Set.of(350, 467),
          "ecdsa_secp384r1_sha384", Set.of(382, 499),
          "ecdsa_secp384r1_sha512", Set.of(420, 537),
          "ecdsa_secp521r1_sha512", Set.of(419, 537));

  private KnownDeviations() {}

  static boolean contains(Suite suite, Vector vector) {
    return suite.implementation().equals("jca")
        && JCA.getOrDefault(suite.file(), Set.of()).contains(vector.id());
  }
}
