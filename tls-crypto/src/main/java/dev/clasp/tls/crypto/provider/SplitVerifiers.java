package dev.clasp.tls.crypto.provider;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.SignatureVerifiers;
import java.util.EnumSet;
import java.util.Set;

/** RSA signatures checked by one maker, all others by another. */
record SplitVerifiers(SignatureVerifiers rsa, SignatureVerifiers others)
    implements SignatureVerifiers {
  @Override
  public Set<SignatureAlgorithm> algorithms() {
    Set<SignatureAlgorithm> all = EnumSet.copyOf(others.algorithms());
    all.addAll(rsa.algorithms());
    return all;
  }

  @Override
  public boolean verify(
      SignatureAlgorithm algorithm, PublicKeyInfo key, Bytes message, Bytes signature) {
    SignatureVerifiers maker = algorithm.isRsa() ? rsa : others;
    return maker.verify(algorithm, key, message, signature);
  }
}
