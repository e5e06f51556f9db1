package dev.clasp.tls.conformance.pki;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import java.io.IOException;
import java.nio.file.Path;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** How PEM files hold private keys; all become PKCS#8. */
enum PrivateKeyForm {
  /** RFC 5208. */
  PKCS8("PRIVATE KEY") {
    @Override
    PrivateKeyInfo read(byte[] der) {
      return PrivateKeyInfo.getInstance(der);
    }
  },
  /** RFC 8017 §A.1.2. */
  PKCS1("RSA PRIVATE KEY") {
    @Override
    PrivateKeyInfo read(byte[] der) throws IOException {
      return new PrivateKeyInfo(
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
          RSAPrivateKey.getInstance(der));
    }
  },
  /** RFC 5915; the curve moves to where PKCS#8 has it. */
  SEC1("EC PRIVATE KEY") {
    @Override
    PrivateKeyInfo read(byte[] der) throws IOException {
      ECPrivateKey key = ECPrivateKey.getInstance(der);
      ASN1Encodable curve = key.getParametersObject();
      if (curve == null) {
        throw new IOException("ECPrivateKey.parameters: absent, expected a named curve");
      }
      return new PrivateKeyInfo(
          new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key);
    }
  };

  private final String label;

  PrivateKeyForm(String label) {
    this.label = label;
  }

  /** What stands between {@code BEGIN} and the dashes. */
  String label() {
    return label;
  }

  abstract PrivateKeyInfo read(byte[] der) throws IOException;

  Secret toPkcs8(Path file, Bytes der) throws UnusableFile {
    try {
      return Secret.takeFrom(read(der.toArray()).getEncoded());
    } catch (IOException | IllegalArgumentException e) {
      // Bouncy Castle reports broken ASN.1 as IllegalArgumentException. Its text may quote content.
      throw new UnusableFile(
          file, "-----BEGIN %s----- does not hold such a key".formatted(label), e);
    }
  }
}
