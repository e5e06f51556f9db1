package dev.clasp.tls.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.CertificateValidator;
import dev.clasp.tls.x509.path.Explanation;
import dev.clasp.tls.x509.path.Profile;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.TrustStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every bit of sample certificates flipped, one at a time: either the bytes are refused as DER, or
 * there is a verdict, and it is no acceptance, since the signature covers nearly all of them.
 */
class MutatedCertificateTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final ReferenceIdentity HOST = ReferenceIdentity.of("www.example.com");

  private final Issued root = CertificateMaker.ca("Root").selfSigned();
  private final Issued issuer =
      CertificateMaker.ca("Issuing CA")
          .with(
              "2.5.29.30",
              true,
              new NameConstraints(
                  new GeneralSubtree[] {
                    new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example.com"))
                  },
                  null))
          .signedBy(root);
  private final Issued leaf = CertificateMaker.server("www.example.com").signedBy(issuer);

  @Test
  void theSamplesAreGood() {
    assertTrue(verdict(Profile.RFC5280, leaf.certificate(), issuer.certificate()).accepted());
  }

  @ParameterizedTest
  @EnumSource
  void everyBitOfTheLeaf(Profile profile) {
    Bytes der = leaf.certificate().der();
    int verdicts = 0;
    for (int bit = 0; bit < 8 * der.size(); bit++) {
      Certificate mutated;
      try {
        mutated = Certificate.parse(flipped(der, bit));
      } catch (DerException refused) {
        assertInside(refused, der);
        continue;
      }
      verdicts++;
      int at = bit;
      Explanation explanation = verdict(profile, mutated, issuer.certificate());
      assertFalse(explanation.accepted(), () -> "accepted with bit %d flipped".formatted(at));
      assertTrue(explanation.toText().startsWith("rejected"), explanation.toText());
    }
    assertTrue(verdicts > der.size(), "most bits are in content: only " + verdicts);
  }

  @Test
  void everyBitOfTheIntermediate() {
    Bytes der = issuer.certificate().der();
    int verdicts = 0;
    for (int bit = 0; bit < 8 * der.size(); bit++) {
      try {
        Certificate mutated = Certificate.parse(flipped(der, bit));
        assertFalse(verdict(Profile.RFC5280, leaf.certificate(), mutated).accepted());
        verdicts++;
      } catch (DerException refused) {
        assertInside(refused, der);
      }
    }
    assertTrue(verdicts > der.size(), "most bits are in content: only " + verdicts);
  }

  @Test
  void noProperPrefixIsACertificate() {
    Bytes der = leaf.certificate().der();
    int refused = 0;
    for (int length = 0; length < der.size(); length++) {
      try {
        Certificate.parse(der.first(length));
      } catch (DerException e) {
        refused++;
      }
    }
    assertEquals(der.size(), refused);
  }

  private static void assertInside(DerException refused, Bytes der) {
    assertTrue(refused.offset() >= 0 && refused.offset() <= der.size(), () -> refused.getMessage());
  }

  private static Bytes flipped(Bytes der, int bit) {
    byte[] bytes = der.toArray();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return Bytes.copyOf(bytes);
  }

  private Explanation verdict(Profile profile, Certificate end, Certificate intermediate) {
    return CertificateValidator.builder(
            TrustStore.of(root.certificate()), CryptoProviders.standard().verifiers())
        .profile(profile)
        .clock(InstantSource.fixed(NOW))
        .build()
        .explain(List.of(end, intermediate), List.of(HOST));
  }
}
