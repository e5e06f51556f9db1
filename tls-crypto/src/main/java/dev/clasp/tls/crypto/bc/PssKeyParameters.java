package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** What an id-RSASSA-PSS key says about the signatures it may make (RFC 4055 §3.3). */
final class PssKeyParameters {
  private PssKeyParameters() {}

  /** Whether the key has no parameters or ones the algorithm keeps to. */
  static boolean allow(SignatureAlgorithm algorithm, PublicKeyInfo key) {
    if (key.kind() != KeyKind.RSA_PSS) {
      return true;
    }
    try {
      ASN1Encodable parameters =
          SubjectPublicKeyInfo.getInstance(key.der().toArray()).getAlgorithm().getParameters();
      return parameters == null
          || allow(algorithm.hash().orElseThrow(), RSASSAPSSparams.getInstance(parameters));
    } catch (IllegalArgumentException e) {
      return false; // unreadable parameters allow nothing
    }
  }

  private static boolean allow(HashAlgorithm hash, RSASSAPSSparams parameters) {
    ASN1ObjectIdentifier identifier = identifier(hash);
    AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
    return parameters.getHashAlgorithm().getAlgorithm().equals(identifier)
        && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
        && AlgorithmIdentifier.getInstance(mask.getParameters()).getAlgorithm().equals(identifier)
        && parameters.getSaltLength().intValue() <= hash.length() // a minimum
        && parameters.getTrailerField().intValue() == 1;
  }

  private static ASN1ObjectIdentifier identifier(HashAlgorithm hash) {
    return switch (hash) {
      case SHA256 -> NISTObjectIdentifiers.id_sha256;
      case SHA384 -> NISTObjectIdentifiers.id_sha384;
      case SHA512 -> NISTObjectIdentifiers.id_sha512;
    };
  }
}
