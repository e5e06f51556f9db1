package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.path.PolicyInputs;
import dev.clasp.tls.x509.path.Purpose;
import dev.clasp.tls.x509.path.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Is this certificate to be believed? Everything is DER as the suite has it, broken or not.
 *
 * @param leaf the certificate in question
 * @param intermediates others, from the peer
 * @param ordered whether the intermediates are exactly the path, from the leaf's issuer up
 * @param anchors what is trusted
 * @param crls what is known of revocation; when there are any, every certificate's status must be
 * @param time of validation
 * @param rules those our own validator applies; the others have no such choice
 * @param purpose what the leaf is used for
 * @param keyUsage what its key must be allowed to do
 * @param names what it must be for; empty to ask for none
 * @param maxPathLength intermediates that are not self-issued, if limited
 * @param policies the policy inputs
 */
public record ChainQuestion(
    Bytes leaf,
    List<Bytes> intermediates,
    boolean ordered,
    List<Bytes> anchors,
    List<Bytes> crls,
    Instant time,
    RuleSet rules,
    Purpose purpose,
    Set<KeyUsage.Bit> keyUsage,
    List<PeerName> names,
    OptionalInt maxPathLength,
    PolicyInputs policies) {
  public ChainQuestion {
    intermediates = List.copyOf(intermediates);
    anchors = List.copyOf(anchors);
    crls = List.copyOf(crls);
    keyUsage = Set.copyOf(keyUsage);
    names = List.copyOf(names);
  }

  /** A server's certificate, without more: the other components have methods to change them. */
  public static ChainQuestion server(
      Bytes leaf, List<Bytes> intermediates, Bytes anchor, Instant time, RuleSet rules) {
    return new ChainQuestion(
        leaf,
        intermediates,
        false,
        List.of(anchor),
        List.of(),
        time,
        rules,
        Purpose.TLS_SERVER,
        Set.of(),
        List.of(),
        OptionalInt.empty(),
        PolicyInputs.ANY);
  }

  /** The same, the intermediates being the path. */
  public ChainQuestion inOrder() {
    return new ChainQuestion(
        leaf,
        intermediates,
        true,
        anchors,
        crls,
        time,
        rules,
        purpose,
        keyUsage,
        names,
        maxPathLength,
        policies);
  }

  /** The same for a certificate of that name. */
  public ChainQuestion named(PeerName name) {
    return new ChainQuestion(
        leaf,
        intermediates,
        ordered,
        anchors,
        crls,
        time,
        rules,
        purpose,
        keyUsage,
        List.of(name),
        maxPathLength,
        policies);
  }
}
