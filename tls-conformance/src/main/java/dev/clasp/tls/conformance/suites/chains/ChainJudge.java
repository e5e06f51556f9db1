package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.conformance.suites.Provider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.SignatureChecker;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** A validator. Not thread-safe: cases run one after the other. */
public interface ChainJudge {
  /**
   * Answers one question.
   *
   * @throws GeneralSecurityException when it can give no answer, which is no verdict either
   */
  Answer judge(ChainQuestion question) throws GeneralSecurityException;

  /**
   * The validator of a provider.
   *
   * @throws IOException when this Java has no list of public suffixes
   */
  static ChainJudge of(Provider provider) throws IOException {
    return switch (provider) {
      case STANDARD -> new ClaspJudge(SignatureChecker.of(provider.crypto().verifiers()));
      case JCA -> PkixJudge.jdk();
      case BC -> PkixJudge.bouncyCastle();
    };
  }

  /**
   * The same for suites older than the attacks on SHA-1: of ours, signatures with it count, DSA's
   * among them.
   *
   * @throws IOException when this Java has no list of public suffixes
   */
  static ChainJudge ofItsTime(Provider provider) throws IOException {
    return provider == Provider.STANDARD
        ? new ClaspJudge(
            SignatureChecker.insecure(
                SignatureChecker.of(provider.crypto().verifiers()),
                CryptoProviders.insecureSignatures()))
        : of(provider);
  }
}
