package dev.clasp.tls.bench.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class JdkKemTest {
  @Test
  @EnabledForJreRange(max = JRE.JAVA_23)
  void saysThatAnOlderJdkHasNone() {
    Unavailable e = assertThrows(Unavailable.class, () -> JdkKem.of(Optional.empty()));

    assertTrue(String.valueOf(e.getMessage()).contains("KEM"), e.toString());
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24)
  void decapsulatesA32ByteSecret() throws Exception {
    JdkKem kem = JdkKem.of(Optional.empty());
    KeyPair pair = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();

    byte[] ciphertext = kem.ciphertext(kem.encapsulate(pair.getPublic()));

    assertEquals(1088, ciphertext.length);
    javax.crypto.SecretKey secret =
        (javax.crypto.SecretKey) kem.decapsulate(pair.getPrivate(), ciphertext);
    assertEquals(32, secret.getEncoded().length);
  }
}
