package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.SignatureChecker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Everything one validation is told.
 *
 * @param trust where paths may end
 * @param issuers where else intermediates come from
 * @param signatures how signatures are checked
 * @param rules what is checked
 * @param now the time of validation
 * @param purpose what the leaf is used for
 * @param keyUsage what the leaf's key must be allowed to do
 * @param names all of which the leaf must carry; empty to ask for none
 * @param publicSuffixes what no wildcard may stand directly below, if known
 * @param maxPathLength intermediates that are not self-issued, if limited
 * @param policies the policy inputs
 * @param revocation how revocation is checked, if it is
 * @param transparency how many logs must know the leaf, if any
 * @param evidence what the peer sent beside its certificates
 * @param budget how much work it may be
 */
record Settings(
    TrustStore trust,
    IssuerSource issuers,
    SignatureChecker signatures,
    RuleSet rules,
    Instant now,
    Purpose purpose,
    Set<KeyUsage.Bit> keyUsage,
    List<ReferenceIdentity> names,
    Optional<PublicSuffixes> publicSuffixes,
    OptionalInt maxPathLength,
    PolicyInputs policies,
    Optional<RevocationPolicy> revocation,
    Optional<TransparencyPolicy> transparency,
    PeerEvidence evidence,
    Budget budget) {

  /** For the path of a certificate that signs CRLs: the same but for what the leaf is used for. */
  Settings forCrlSigner(TrustStore sameAnchor) {
    return new Settings(
        sameAnchor,
        issuers,
        signatures,
        Profile.RFC5280.rules(),
        now,
        Purpose.ANY,
        Set.of(KeyUsage.Bit.CRL_SIGN),
        List.of(),
        publicSuffixes,
        maxPathLength,
        PolicyInputs.ANY,
        revocation,
        Optional.empty(),
        PeerEvidence.NONE,
        budget);
  }
}
