package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/** The key in the certificate that the target sent. */
final class CertificateNodes {
  private CertificateNodes() {}

  static PublicKeyInfo publicKey(Peer peer) throws CheckFailed, ScriptException {
    List<Bytes> chain = peer.certificateChain();
    if (chain.isEmpty()) {
      throw new ScriptException("no Certificate has come at this point of the conversation");
    }
    try {
      return Certificate.parse(chain.get(0))
          .publicKey()
          .orElseThrow(() -> new ScriptException("the certificate's key is of no known kind"));
    } catch (DerException e) {
      throw new CheckFailed("Certificate.cert_data: %s".formatted(e.getMessage()));
    }
  }

  static RSAPublicKey rsaKey(Peer peer) throws ScriptException {
    try {
      Bytes der = publicKey(peer).der();
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der.toArray()));
    } catch (CheckFailed | GeneralSecurityException e) {
      throw new ScriptException("the target's RSA key: " + e.getMessage(), e);
    }
  }
}
