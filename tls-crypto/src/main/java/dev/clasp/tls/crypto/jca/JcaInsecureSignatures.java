package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InsecureSignatures;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/**
 * Signatures with SHA-1, by the platform.
 *
 * <p>CT: none; all that verification reads is public.
 */
public final class JcaInsecureSignatures implements InsecureSignatures {
  @Override
  public boolean verify(
      Algorithm algorithm, Bytes subjectPublicKeyInfo, Bytes message, Bytes signature) {
    try {
      PublicKey key =
          KeyFactory.getInstance(keys(algorithm))
              .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo.toArray()));
      Signature verifier = Signature.getInstance("SHA1with" + keys(algorithm) + suffix(algorithm));
      verifier.initVerify(key);
      verifier.update(message.toArray());
      return verifier.verify(signature.toArray());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // an unreadable key or a malformed signature is a wrong one
    }
  }

  private static String keys(Algorithm algorithm) {
    return switch (algorithm) {
      case DSA_SHA1 -> "DSA";
      case RSA_PKCS1_SHA1 -> "RSA";
      case ECDSA_SHA1 -> "EC";
    };
  }

  private static String suffix(Algorithm algorithm) {
    return algorithm == Algorithm.ECDSA_SHA1 ? "DSA" : ""; // SHA1withECDSA
  }
}
