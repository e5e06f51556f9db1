package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;
import java.util.List;

/**
 * One certificate the search looked at: a node of the explanation.
 *
 * @param certificate which
 * @param source where it came from
 * @param findings what was wrong with it, with its signature on the one below, or, where a path was
 *     complete, with the path
 * @param issuers who was tried as its issuer
 * @param accepted whether a valid path goes through it
 */
public record Attempt(
    Certificate certificate,
    Attempt.Source source,
    List<Finding> findings,
    List<Attempt> issuers,
    boolean accepted) {
  /** Where a certificate came from. */
  public enum Source {
    /** The certificate that is validated. */
    LEAF,
    /** From the peer, or wherever the caller got it. */
    PRESENTED,
    /** From the {@link IssuerSource}. */
    FOUND,
    /** From the trust store. */
    TRUST_STORE
  }

  public Attempt {
    findings = List.copyOf(findings);
    issuers = List.copyOf(issuers);
  }
}
