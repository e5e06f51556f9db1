package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.SignatureVerifiers;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;

/**
 * Signature verification by the platform.
 *
 * <p>CT: none; all that verification reads is public.
 */
public final class JcaVerifiers implements SignatureVerifiers {
  @Override
  public Set<SignatureAlgorithm> algorithms() {
    return JcaSignatures.ALGORITHMS;
  }

  @Override
  public boolean verify(
      SignatureAlgorithm algorithm, PublicKeyInfo key, Bytes message, Bytes signature) {
    if (!algorithm.accepts(key.kind())
        || !JcaSignatures.ALGORITHMS.contains(algorithm)
        || !SignatureShapes.wellFormed(algorithm, signature)) {
      return false;
    }
    try {
      PublicKey publicKey =
          JcaSignatures.keyFactory(key.kind())
              .generatePublic(new X509EncodedKeySpec(key.der().toArray()));
      Signature verifier = JcaSignatures.signature(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(message.toArray());
      return verifier.verify(signature.toArray());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // an unreadable key or a malformed signature is a wrong one
    }
  }
}
