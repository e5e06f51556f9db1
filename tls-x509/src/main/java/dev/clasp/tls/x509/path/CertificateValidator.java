package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.SignatureVerifiers;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.SignatureChecker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decides whether to believe a certificate (RFC 5280 §6, RFC 9525). Immutable and thread-safe; does
 * no I/O.
 */
public final class CertificateValidator {
  private final TrustStore trust;
  private final IssuerSource issuers;
  private final SignatureChecker signatures;
  private final RuleSet rules;
  private final InstantSource clock;
  private final Purpose purpose;
  private final Set<KeyUsage.Bit> keyUsage;
  private final Optional<PublicSuffixes> publicSuffixes;
  private final OptionalInt maxPathLength;
  private final PolicyInputs policies;
  private final Optional<RevocationPolicy> revocation;
  private final Optional<TransparencyPolicy> transparency;
  private final Budget budget;
  private final Optional<Allowed> deadline;

  private CertificateValidator(Builder builder) {
    trust = builder.trust;
    issuers = builder.issuers;
    signatures = builder.signatures;
    rules = builder.rules;
    clock = builder.clock;
    purpose = builder.purpose;
    keyUsage = builder.keyUsage;
    publicSuffixes = builder.publicSuffixes;
    maxPathLength = builder.maxPathLength;
    policies = builder.policies;
    revocation = builder.revocation;
    transparency = builder.transparency;
    budget = builder.budget;
    deadline = builder.deadline;
  }

  private record Allowed(Duration time, InstantSource clock) {}

  /** A validator of server certificates by {@link Profile#RFC5280}, under the system's clock. */
  public static Builder builder(TrustStore trust, SignatureVerifiers verifiers) {
    return new Builder(trust, SignatureChecker.of(verifiers));
  }

  /** The same with signatures checked some other way. */
  public static Builder builder(TrustStore trust, SignatureChecker signatures) {
    return new Builder(trust, signatures);
  }

  /**
   * Validates a certificate that must be for all these names.
   *
   * @param chain leaf first; the rest in any order, superfluous ones among them
   * @throws PathRejected when there is no acceptable path
   * @throws IllegalArgumentException when the chain is empty, or no name is given: see {@link
   *     #validateForAnyName}
   */
  public PathValidated validate(List<Certificate> chain, ReferenceIdentity... names)
      throws PathRejected {
    return validate(chain, PeerEvidence.NONE, names);
  }

  /** The same, with what the peer sent to have its certificates believed. */
  public PathValidated validate(
      List<Certificate> chain, PeerEvidence evidence, ReferenceIdentity... names)
      throws PathRejected {
    if (names.length == 0) {
      throw new IllegalArgumentException("no name to check the certificate against");
    }
    return search(chain, evidence, List.of(names)).validate(leaf(chain));
  }

  /** Validates a certificate whoever it is for: a client's, or one checked by other means. */
  public PathValidated validateForAnyName(List<Certificate> chain) throws PathRejected {
    return validateForAnyName(chain, PeerEvidence.NONE);
  }

  /** The same, with what the peer sent to have its certificates believed. */
  public PathValidated validateForAnyName(List<Certificate> chain, PeerEvidence evidence)
      throws PathRejected {
    return search(chain, evidence, List.of()).validate(leaf(chain));
  }

  /** The whole search for a person to read; an empty list of names asks for none. */
  public Explanation explain(List<Certificate> chain, List<ReferenceIdentity> names) {
    return explain(chain, PeerEvidence.NONE, names);
  }

  /** The same, with what the peer sent to have its certificates believed. */
  public Explanation explain(
      List<Certificate> chain, PeerEvidence evidence, List<ReferenceIdentity> names) {
    return search(chain, evidence, names).explain(leaf(chain));
  }

  private PathSearch search(
      List<Certificate> chain, PeerEvidence evidence, List<ReferenceIdentity> names) {
    Settings settings =
        new Settings(
            trust,
            issuers,
            signatures,
            rules,
            clock.instant(),
            purpose,
            keyUsage,
            List.copyOf(names),
            publicSuffixes,
            maxPathLength,
            policies,
            revocation,
            transparency,
            evidence,
            budget);
    Spending spending =
        new Spending(budget, deadline.map(allowed -> Deadline.in(allowed.time(), allowed.clock())));
    return new PathSearch(settings, chain.subList(1, chain.size()), spending, Set.of());
  }

  private static Certificate leaf(List<Certificate> chain) {
    return chain.get(0);
  }

  /** Collects the choices; see {@link CertificateValidator#builder}. */
  public static final class Builder {
    private final TrustStore trust;
    private final SignatureChecker signatures;
    private IssuerSource issuers = IssuerSource.of(List.of());
    private RuleSet rules = Profile.RFC5280.rules();
    private InstantSource clock = InstantSource.system();
    private Purpose purpose = Purpose.TLS_SERVER;
    private Set<KeyUsage.Bit> keyUsage = Set.of();
    private Optional<PublicSuffixes> publicSuffixes = Optional.empty();
    private OptionalInt maxPathLength = OptionalInt.empty();
    private PolicyInputs policies = PolicyInputs.ANY;
    private Optional<RevocationPolicy> revocation = Optional.empty();
    private Optional<TransparencyPolicy> transparency = Optional.empty();
    private Budget budget = Budget.DEFAULT;
    private Optional<Allowed> deadline = Optional.empty();

    private Builder(TrustStore trust, SignatureChecker signatures) {
      this.trust = trust;
      this.signatures = signatures;
    }

    /** Where intermediates come from that the peer did not send; without this, from nowhere. */
    public Builder issuers(IssuerSource chosen) {
      issuers = chosen;
      return this;
    }

    /** Replaces all rules by those of a profile. */
    public Builder profile(Profile profile) {
      return rules(profile.rules());
    }

    public Builder rules(RuleSet chosen) {
      rules = chosen;
      return this;
    }

    public Builder clock(InstantSource chosen) {
      clock = chosen;
      return this;
    }

    public Builder purpose(Purpose chosen) {
      purpose = chosen;
      return this;
    }

    /** What the leaf's key must be allowed to do, if its certificate has a keyUsage. */
    public Builder keyUsage(KeyUsage.Bit... required) {
      keyUsage = Set.of(required);
      return this;
    }

    /** What no wildcard may stand directly below, for {@link Rule#PUBLIC_SUFFIX_WILDCARD}. */
    public Builder publicSuffixes(PublicSuffixes chosen) {
      publicSuffixes = Optional.of(chosen);
      return this;
    }

    /** At most this many intermediate certificates that are not self-issued. */
    public Builder maxPathLength(int intermediates) {
      maxPathLength = OptionalInt.of(intermediates);
      return this;
    }

    /** Which certificate policies are acceptable; without this, any and none. */
    public Builder policies(PolicyInputs chosen) {
      policies = chosen;
      return this;
    }

    /** Checks revocation; without this it is not looked at. */
    public Builder revocation(RevocationPolicy chosen) {
      revocation = Optional.of(chosen);
      return this;
    }

    /** Asks for promises of transparency logs; without this they are not looked at. */
    public Builder transparency(TransparencyPolicy chosen) {
      transparency = Optional.of(chosen);
      return this;
    }

    public Builder budget(Budget chosen) {
      budget = chosen;
      return this;
    }

    /**
     * Gives a search up after this time, besides the budget; looked at before each candidate, so a
     * signature that is being checked is not interrupted. Without this, time does not count.
     *
     * @param running a clock that runs, whatever the time of validation is
     */
    public Builder deadline(Duration time, InstantSource running) {
      deadline = Optional.of(new Allowed(time, running));
      return this;
    }

    public CertificateValidator build() {
      return new CertificateValidator(this);
    }
  }
}
