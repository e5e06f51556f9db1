package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.SignatureChecker;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Everything one validation is told.
 *
 * @param trust where paths may end
 * @param signatures how signatures are checked
 * @param rules what is checked
 * @param now the time of validation
 * @param purpose what the leaf is used for
 * @param names all of which the leaf must carry; empty to ask for none
 * @param maxPathLength intermediates that are not self-issued, if limited
 * @param budget how much work it may be
 */
record Settings(
    TrustStore trust,
    SignatureChecker signatures,
    RuleSet rules,
    Instant now,
    Purpose purpose,
    List<ReferenceIdentity> names,
    OptionalInt maxPathLength,
    Budget budget) {}
