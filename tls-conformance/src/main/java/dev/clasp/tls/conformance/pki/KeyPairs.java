package dev.clasp.tls.conformance.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * Generates key pairs with Bouncy Castle, so that peers of tls-crypto have keys it did not make.
 */
final class KeyPairs {
  private static final AlgorithmIdentifier RSASSA_PSS =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS); // RFC 4055 §3.1: any parameters
  private static final BigInteger RSA_EXPONENT = BigInteger.valueOf(65537);
  private static final int RSA_BITS = 2048;
  private static final int RSA_CERTAINTY = 100; // FIPS 186-5 table B.1 asks for 2^-100 or better

  private KeyPairs() {}

  /** A key pair in the two structures everyone reads. */
  record KeyPair(PrivateKeyInfo privateKey, SubjectPublicKeyInfo publicKey) {}

  static KeyPair generate(KeyType type, SecureRandom random) {
    return switch (type) {
      case RSA_2048 -> rsa(random);
      case RSA_PSS_2048 -> forPssOnly(rsa(random));
      case P256 -> ec(SECObjectIdentifiers.secp256r1, random);
      case P384 -> ec(SECObjectIdentifiers.secp384r1, random);
      case P521 -> ec(SECObjectIdentifiers.secp521r1, random);
      case ED25519 -> ed25519(random);
    };
  }

  private static KeyPair rsa(SecureRandom random) {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(new RSAKeyGenerationParameters(RSA_EXPONENT, random, RSA_BITS, RSA_CERTAINTY));
    return encoded(generator);
  }

  private static KeyPair ec(ASN1ObjectIdentifier curve, SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(curve), random));
    return encoded(generator);
  }

  private static KeyPair ed25519(SecureRandom random) {
    Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
    generator.init(new Ed25519KeyGenerationParameters(random));
    return encoded(generator);
  }

  private static KeyPair encoded(AsymmetricCipherKeyPairGenerator generator) {
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    try {
      return new KeyPair(
          // Version 1 without attributes: not every reader takes the public key of RFC 5958.
          withoutPublicKey(PrivateKeyInfoFactory.createPrivateKeyInfo(pair.getPrivate())),
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()));
    } catch (IOException e) {
      throw new UncheckedIOException("a generated key could not be encoded", e);
    }
  }

  private static PrivateKeyInfo withoutPublicKey(PrivateKeyInfo info) throws IOException {
    return new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), info.parsePrivateKey());
  }

  private static KeyPair forPssOnly(KeyPair rsa) {
    try {
      return new KeyPair(
          new PrivateKeyInfo(RSASSA_PSS, rsa.privateKey().parsePrivateKey()),
          new SubjectPublicKeyInfo(RSASSA_PSS, rsa.publicKey().parsePublicKey()));
    } catch (IOException e) {
      throw new UncheckedIOException("a generated key could not be encoded", e);
    }
  }
}
