package dev.clasp.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.InsecureSignatures.Algorithm;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SHA-1 signed and what it did not. */
class InsecureSignaturesTest {
  private static final Bytes MESSAGE =
      Bytes.copyOf("as it was done".getBytes(StandardCharsets.US_ASCII));

  private final InsecureSignatures signatures = CryptoProviders.insecureSignatures();

  @ParameterizedTest
  @CsvSource({
    "DSA_SHA1, DSA, 1024, SHA1withDSA",
    "RSA_PKCS1_SHA1, RSA, 2048, SHA1withRSA",
    "ECDSA_SHA1, EC, 256, SHA1withECDSA"
  })
  void verifiesWhatWasSignedAndNothingElse(
      Algorithm algorithm, String keys, int size, String jcaName) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
    generator.initialize(size);
    KeyPair pair = generator.generateKeyPair();
    Signature signer = Signature.getInstance(jcaName);
    signer.initSign(pair.getPrivate());
    signer.update(MESSAGE.toArray());
    Bytes signature = Bytes.copyOf(signer.sign());
    Bytes key = Bytes.copyOf(pair.getPublic().getEncoded());

    assertTrue(signatures.verify(algorithm, key, MESSAGE, signature));
    assertFalse(signatures.verify(algorithm, key, MESSAGE.plus(Bytes.of(0)), signature));
    assertFalse(signatures.verify(algorithm, key, MESSAGE, signature.first(signature.size() - 1)));
    assertFalse(signatures.verify(algorithm, Bytes.of(0x30, 0), MESSAGE, signature));
  }
}
