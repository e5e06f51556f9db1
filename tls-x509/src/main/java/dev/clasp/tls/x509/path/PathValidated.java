package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.Oid;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proof that a certificate was believed. Made by {@link CertificateValidator}; whoever needs a
 * validated certificate takes this, so that the check cannot be left out.
 */
public final class PathValidated {
  private final List<Certificate> path;
  private final Optional<PublicKeyInfo> publicKey;
  private final Set<Oid> policies;
  private final List<Finding> warnings;
  private final Usage usage;

  PathValidated(
      List<Certificate> path,
      Optional<PublicKeyInfo> publicKey,
      Set<Oid> policies,
      List<Finding> warnings,
      Usage usage) {
    this.path = List.copyOf(path);
    this.publicKey = publicKey;
    this.policies = Set.copyOf(policies);
    this.warnings = List.copyOf(warnings);
    this.usage = usage;
  }

  /**
   * The door for verifiers that are not ours, such as the platform's trust manager: the caller
   * asserts that it has accepted this path. Nothing is checked here. There is no other door.
   *
   * @param path leaf first
   * @throws IllegalArgumentException when the path is empty
   * @throws InvalidKey when the leaf's key is of a kind not implemented
   */
  public static PathValidated asserted(List<Certificate> path) throws InvalidKey {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a path has at least one certificate");
    }
    PublicKeyInfo key = PublicKeyInfo.decode(path.get(0).subjectPublicKeyInfo());
    return new PathValidated(path, Optional.of(key), Set.of(), List.of(), new Usage(0, 0, 0));
  }

  /** Leaf first, the trust anchor's certificate last. */
  public List<Certificate> path() {
    return path;
  }

  public Certificate leaf() {
    return path.get(0);
  }

  /**
   * The leaf's key.
   *
   * @throws IllegalStateException when tls-crypto does not know its kind, which only a {@link
   *     dev.clasp.tls.x509.SignatureChecker} that knows more kinds lets pass
   */
  public PublicKeyInfo publicKey() {
    return publicKey.orElseThrow(
        () -> new IllegalStateException("the key of " + leaf() + " is of a kind not implemented"));
  }

  /** The certificate above the leaf; absent when the leaf itself is trusted. */
  public Optional<Certificate> issuer() {
    return path.size() > 1 ? Optional.of(path.get(1)) : Optional.empty();
  }

  /**
   * The user-constrained policy set (RFC 5280 §6.1.6, RFC 9618 §5.5), in the trust anchor's terms;
   * empty when the path is valid for no policy and none was asked for.
   */
  public Set<Oid> policies() {
    return policies;
  }

  /** What was found and not held against the path. */
  public List<Finding> warnings() {
    return warnings;
  }

  /** What the validation took. */
  public Usage usage() {
    return usage;
  }

  @Override
  public String toString() {
    return "PathValidated" + path;
  }
}
