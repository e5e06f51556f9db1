package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.Tag;

/** The size of an RSA key (RFC 8017 appendix A.1.1). */
final class RsaModulus {
  private RsaModulus() {}

  /** The modulus' bits; 0 when the key cannot be read. */
  static int bits(Bytes subjectPublicKeyInfo) {
    try {
      DerReader info =
          DerReader.only(subjectPublicKeyInfo, Tag.SEQUENCE, "subjectPublicKeyInfo").reader();
      info.expect(Tag.SEQUENCE, "subjectPublicKeyInfo.algorithm");
      Bytes key =
          info.expect(Tag.BIT_STRING, "subjectPublicKeyInfo.subjectPublicKey").asOctetBitString();
      return DerReader.only(key, Tag.SEQUENCE, "RSAPublicKey")
          .reader()
          .expect(Tag.INTEGER, "RSAPublicKey.modulus")
          .asInteger()
          .bitLength();
    } catch (DerException unreadable) {
      return 0;
    }
  }
}
