package dev.clasp.tls.bench.operation;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;

/**
 * The services of one JCA peer.
 *
 * @param provider empty for the JDK's own
 */
record JcaServices(Optional<Provider> provider) {
  static JcaServices of(Peer peer) throws Unavailable {
    return new JcaServices(PeerProviders.jca(peer));
  }

  KeyPairGenerator keyPairGenerator(String algorithm) throws GeneralSecurityException {
    return provider.isPresent()
        ? KeyPairGenerator.getInstance(algorithm, provider.get())
        : KeyPairGenerator.getInstance(algorithm);
  }

  KeyFactory keyFactory(String algorithm) throws GeneralSecurityException {
    return provider.isPresent()
        ? KeyFactory.getInstance(algorithm, provider.get())
        : KeyFactory.getInstance(algorithm);
  }

  KeyAgreement keyAgreement(String algorithm) throws GeneralSecurityException {
    return provider.isPresent()
        ? KeyAgreement.getInstance(algorithm, provider.get())
        : KeyAgreement.getInstance(algorithm);
  }

  Signature signature(String algorithm) throws GeneralSecurityException {
    return provider.isPresent()
        ? Signature.getInstance(algorithm, provider.get())
        : Signature.getInstance(algorithm);
  }

  Cipher cipher(String transformation) throws GeneralSecurityException {
    return provider.isPresent()
        ? Cipher.getInstance(transformation, provider.get())
        : Cipher.getInstance(transformation);
  }
}
