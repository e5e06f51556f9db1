package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.Set;

/**
 * What the standards say about how a SubjectPublicKeyInfo is written, beyond what a library needs
 * to use it: two ways to write one key would be two certificates for one signature.
 */
final class SubjectKeys {
  private static final Oid RSA_ENCRYPTION = Oid.of("1.2.840.113549.1.1.1");
  private static final Bytes NULL = Bytes.of(Tag.NULL, 0);

  /** RFC 8410 §3 and RFC 9881 §2: the parameters must be absent. */
  private static final Set<Oid> WITHOUT_PARAMETERS =
      Set.of(
          Oid.of("1.3.101.112"),
          Oid.of("1.3.101.113"),
          Oid.of("2.16.840.1.101.3.4.3.17"),
          Oid.of("2.16.840.1.101.3.4.3.18"),
          Oid.of("2.16.840.1.101.3.4.3.19"));

  private SubjectKeys() {}

  /** Whether a key of a kind looked at here is written as its standard demands. */
  static boolean wellFormed(Bytes subjectPublicKeyInfo) {
    try {
      DerReader in =
          DerReader.only(subjectPublicKeyInfo, Tag.SEQUENCE, "subjectPublicKeyInfo").reader();
      AlgorithmIdentifier algorithm =
          AlgorithmIdentifier.decode(in.expect(Tag.SEQUENCE, "subjectPublicKeyInfo.algorithm"));
      DerValue key = in.expect(Tag.BIT_STRING, "subjectPublicKeyInfo.subjectPublicKey");
      key.requireWholeOctets();
      in.end();
      if (algorithm.algorithm().equals(RSA_ENCRYPTION)) {
        return algorithm.parameters().equals(NULL) && isRsaPublicKey(key); // RFC 3279 §2.3.1
      }
      return algorithm.parameters().isEmpty()
          || !WITHOUT_PARAMETERS.contains(algorithm.algorithm());
    } catch (DerException malformed) {
      return false;
    }
  }

  /** {@code SEQUENCE { modulus INTEGER, publicExponent INTEGER }} and nothing behind it. */
  private static boolean isRsaPublicKey(DerValue bits) throws DerException {
    DerReader in = DerReader.only(bits.octetBits(), Tag.SEQUENCE, "RSAPublicKey").reader();
    in.expect(Tag.INTEGER, "RSAPublicKey.modulus").requireMinimalInteger();
    in.expect(Tag.INTEGER, "RSAPublicKey.publicExponent").requireMinimalInteger();
    return in.isEmpty();
  }
}
