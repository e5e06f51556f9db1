package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.SignatureVerifiers;
import java.io.IOException;
import java.util.Set;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Signature verification by Bouncy Castle.
 *
 * <p>CT: none; all that verification reads is public.
 */
public final class BcVerifiers implements SignatureVerifiers {
  @Override
  public Set<SignatureAlgorithm> algorithms() {
    return BcSignatures.ALGORITHMS;
  }

  @Override
  public boolean verify(
      SignatureAlgorithm algorithm, PublicKeyInfo key, Bytes message, Bytes signature) {
    if (!algorithm.accepts(key.kind()) || !PssKeyParameters.allow(algorithm, key)) {
      return false;
    }
    try {
      AsymmetricKeyParameter publicKey = PublicKeyFactory.createKey(key.der().toArray());
      Signer verifier = BcSignatures.engine(algorithm);
      verifier.init(false, publicKey);
      verifier.update(message.toArray(), 0, message.size());
      return verifier.verifySignature(signature.toArray());
    } catch (IOException | RuntimeException e) {
      // The library reports unreadable keys and malformed signatures by unchecked exceptions of
      // several kinds; every one of them means "not a signature of this key".
      return false;
    }
  }
}
