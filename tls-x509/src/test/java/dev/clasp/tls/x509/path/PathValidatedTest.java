package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The proof value, and the one door beside the validator. */
class PathValidatedTest {
  private final Certificate leaf =
      CertificateMaker.server("www.example.com", "P-384").selfSigned().certificate();

  @Test
  void holdsWhatAnotherVerifierAsserts() throws Exception {
    PathValidated asserted = PathValidated.asserted(List.of(leaf));

    assertEquals(List.of(leaf), asserted.path());
    assertEquals(KeyKind.EC_SECP384R1, asserted.publicKey().kind());
    assertTrue(asserted.policies().isEmpty());
    assertTrue(asserted.issuer().isEmpty());
  }

  @Test
  void demandsALeafWithAKeyWeKnow() {
    Certificate dsa =
        CertificateMaker.server("www.example.com", "DSA")
            .signature("SHA256withDSA")
            .selfSigned()
            .certificate();

    assertThrows(IllegalArgumentException.class, () -> PathValidated.asserted(List.of()));
    assertThrows(InvalidKey.class, () -> PathValidated.asserted(List.of(dsa)));
  }

  @Test
  void cannotBeMadeOutsideThePackage() {
    for (Constructor<?> constructor : PathValidated.class.getDeclaredConstructors()) {
      assertFalse(Modifier.isPublic(constructor.getModifiers()), constructor.toString());
      assertFalse(Modifier.isProtected(constructor.getModifiers()), constructor.toString());
    }
    assertTrue(Modifier.isFinal(PathValidated.class.getModifiers()));
    assertEquals(
        List.of("asserted"),
        Arrays.stream(PathValidated.class.getMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .map(Method::getName)
            .toList());
  }
}
