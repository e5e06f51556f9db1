package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.conformance.suites.Provider;
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
      case STANDARD -> new ClaspJudge(provider.crypto());
      case JCA -> PkixJudge.jdk();
      case BC -> PkixJudge.bouncyCastle();
    };
  }
}
