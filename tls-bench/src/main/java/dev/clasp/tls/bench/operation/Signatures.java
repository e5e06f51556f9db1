package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Signing and verifying a message as long as what CertificateVerify covers with SHA-256.
 *
 * <p>Ours verifies from the SubjectPublicKeyInfo in bytes, as a certificate brings it; the JCA
 * peers from a key decoded before.
 */
final class Signatures {
  /** 64 spaces, the context string, a zero and a hash (RFC 9846 §4.5.2). */
  private static final byte[] MESSAGE = new byte[64 + 33 + 1 + 32];

  private Signatures() {}

  /** What the peers call one algorithm. */
  private record Scheme(
      String name,
      boolean quick,
      SignatureAlgorithm algorithm,
      String jcaSignature,
      String jcaKey,
      String parameters) {
    /** A new key of the JDK's, for every peer to read. */
    KeyPair newKey() throws GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(jcaKey);
      if (jcaKey.equals("EC")) {
        generator.initialize(new ECGenParameterSpec(parameters));
      } else if (jcaKey.equals("RSA")) {
        generator.initialize(Integer.parseInt(parameters));
      }
      return generator.generateKeyPair();
    }
  }

  static List<Subject> subjects() {
    List<Scheme> schemes =
        List.of(
            new Scheme(
                "ecdsa-p256",
                true,
                SignatureAlgorithm.ECDSA_SECP256R1_SHA256,
                "SHA256withECDSA",
                "EC",
                "secp256r1"),
            new Scheme(
                "ecdsa-p384",
                false,
                SignatureAlgorithm.ECDSA_SECP384R1_SHA384,
                "SHA384withECDSA",
                "EC",
                "secp384r1"),
            new Scheme("ed25519", false, SignatureAlgorithm.ED25519, "Ed25519", "Ed25519", ""),
            new Scheme(
                "rsa2048",
                false,
                SignatureAlgorithm.RSA_PKCS1_SHA256,
                "SHA256withRSA",
                "RSA",
                "2048"));
    return schemes.stream()
        .flatMap(scheme -> List.of(sign(scheme), verify(scheme)).stream())
        .toList();
  }

  private static Subject sign(Scheme scheme) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          Signer signer = signer(scheme, scheme.newKey());
          Bytes message = Bytes.copyOf(MESSAGE);
          return () -> signer.sign(message);
        });
    for (Peer peer : PeerProviders.JCA) {
      makers.put(
          peer,
          () -> {
            JcaServices services = JcaServices.of(peer);
            PrivateKey key =
                keyFactory(services, scheme)
                    .generatePrivate(
                        new PKCS8EncodedKeySpec(scheme.newKey().getPrivate().getEncoded()));
            Signature signature = services.signature(scheme.jcaSignature());
            return () -> {
              signature.initSign(key);
              signature.update(MESSAGE);
              return signature.sign();
            };
          });
    }
    return new Subject(scheme.name() + ".sign", "a signature of 130 bytes", scheme.quick(), makers);
  }

  private static Subject verify(Scheme scheme) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          CryptoProvider crypto = PeerProviders.crypto(Peer.CLASP);
          KeyPair pair = scheme.newKey();
          PublicKeyInfo key = PublicKeyInfo.decode(Bytes.copyOf(pair.getPublic().getEncoded()));
          Bytes message = Bytes.copyOf(MESSAGE);
          Bytes signature = Bytes.copyOf(sign(scheme, pair));
          return () ->
              requireValid(crypto.verifiers().verify(scheme.algorithm(), key, message, signature));
        });
    for (Peer peer : PeerProviders.JCA) {
      makers.put(
          peer,
          () -> {
            JcaServices services = JcaServices.of(peer);
            KeyPair pair = scheme.newKey();
            PublicKey key =
                keyFactory(services, scheme)
                    .generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded()));
            byte[] signed = sign(scheme, pair);
            Signature signature = services.signature(scheme.jcaSignature());
            return () -> {
              signature.initVerify(key);
              signature.update(MESSAGE);
              return requireValid(signature.verify(signed));
            };
          });
    }
    return new Subject(
        scheme.name() + ".verify", "the check of a good signature", scheme.quick(), makers);
  }

  private static Signer signer(Scheme scheme, KeyPair pair) throws Exception {
    CryptoProvider crypto = PeerProviders.crypto(Peer.CLASP);
    return crypto
        .signingKeys()
        .fromPkcs8(Secret.copyOf(pair.getPrivate().getEncoded()))
        .signer(scheme.algorithm())
        .orElseThrow(() -> new Unavailable("no signer for " + scheme.algorithm()));
  }

  private static KeyFactory keyFactory(JcaServices services, Scheme scheme)
      throws GeneralSecurityException {
    return services.keyFactory(scheme.jcaKey());
  }

  /** A signature of the JDK's, for every peer to check. */
  private static byte[] sign(Scheme scheme, KeyPair pair) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(scheme.jcaSignature());
    signature.initSign(pair.getPrivate());
    signature.update(MESSAGE);
    return signature.sign();
  }

  private static Boolean requireValid(boolean valid) {
    if (!valid) {
      throw new IllegalStateException("a good signature was refused");
    }
    return true;
  }
}
