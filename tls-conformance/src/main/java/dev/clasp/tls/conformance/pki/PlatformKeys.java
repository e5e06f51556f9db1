package dev.clasp.tls.conformance.pki;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Keys made here as the platform's own classes take them. */
public final class PlatformKeys {
  private PlatformKeys() {}

  /**
   * The private key of a certificate made here.
   *
   * <p>By way of PEM, as any other program gets it: what a Secret holds stays in tls-crypto.
   */
  public static PrivateKey of(IssuedCertificate issued, KeyType type) {
    String base64 = issued.privateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      return KeyFactory.getInstance(algorithm(type))
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform cannot read a key made here", e);
    }
  }

  private static String algorithm(KeyType type) {
    return switch (type) {
      case RSA_2048 -> "RSA";
      case RSA_PSS_2048 -> "RSASSA-PSS";
      case P256, P384, P521 -> "EC";
      case ED25519 -> "Ed25519";
    };
  }
}
