package dev.clasp.tls.handshake.psk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent.ExternalPskSelected;
import dev.clasp.tls.handshake.HandshakeEvent.PeerIdentified;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.ImportedPsk;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Imported keys (RFC 9258). */
class PskImporterTest {
  private static final ExternalPsk EPSK =
      ExternalPsk.of(Bytes.fromHex("6964"), Secret.copyOf(Bytes.fromHex("5a".repeat(32))));
  private static final ImportedPsk IMPORTED = new ImportedPsk(EPSK, Bytes.fromHex("637478"));

  private static List<PreSharedKey> keys() {
    return PskImporter.keys(IMPORTED, TestConfigs.CRYPTO.hashes());
  }

  @Test
  @DisplayName("RFC 9258 §4.1: identity, context, protocol and KDF on the wire")
  void identities() {
    assertEquals(
        List.of(
            Bytes.fromHex("0002 6964 0003 637478 0304 0001"),
            Bytes.fromHex("0002 6964 0003 637478 0304 0002")),
        keys().stream().map(PreSharedKey::identity).toList());
  }

  @Test
  @DisplayName("RFC 9258 §4.1: the key derived by a computation of its own, step by step")
  void derivation() {
    // HKDF-Extract(0, epsk), then HKDF-Expand-Label with Hash(ImportedIdentity), by hand.
    var hkdf = new dev.clasp.tls.crypto.Hkdf(TestConfigs.CRYPTO.hashes(), HashAlgorithm.SHA256);
    Secret epskx = hkdf.extract(Secret.zeros(32), EPSK.key());
    Bytes hash = TestConfigs.CRYPTO.hashes().digest(HashAlgorithm.SHA256, keys().get(1).identity());
    Bytes label =
        Bytes.concat(
            Bytes.fromHex("0030 11"),
            Bytes.copyOf("tls13 derived psk".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            Bytes.fromHex("20"),
            hash);

    assertEquals(hkdf.expand(epskx, label, 48), keys().get(1).key());
    assertEquals(HashAlgorithm.SHA384, keys().get(1).hash());
    assertEquals(32, keys().get(0).key().size());
  }

  @Test
  @DisplayName("a handshake with an imported key, for each hash")
  void handshakes() {
    for (Suite13 suite : List.of(Suite13.TLS_AES_128_GCM_SHA256, Suite13.TLS_AES_256_GCM_SHA384)) {
      Loopback loopback =
          Loopback.of(
                  TestConfigs.client().importedPsks(List.of(IMPORTED)).suites(List.of(suite)),
                  TestConfigs.server().importedPsks(List.of(IMPORTED)))
              .connect();
      assertEquals(
          Optional.of(keys().get(suite == Suite13.TLS_AES_128_GCM_SHA256 ? 0 : 1).identity()),
          loopback.server().event(ExternalPskSelected.class).map(ExternalPskSelected::identity));
    }
  }

  @Test
  @DisplayName("RFC 9258 §4.1: another context is another key")
  void context() {
    ImportedPsk other = new ImportedPsk(EPSK, Bytes.of(1));
    assertNotEquals(
        keys().get(0).key(), PskImporter.keys(other, TestConfigs.CRYPTO.hashes()).get(0).key());
    assertTrue(
        Loopback.of(
                TestConfigs.client().importedPsks(List.of(IMPORTED)),
                TestConfigs.server().importedPsks(List.of(other)))
            .connect()
            .client()
            .event(PeerIdentified.class)
            .isPresent(),
        "the server does not know it: certificates");
  }

  @Test
  @DisplayName("RFC 9258 §5: an imported key does not pass for one used directly")
  void binderLabel() {
    PreSharedKey key = keys().get(0);
    ExternalPsk direct = ExternalPsk.of(key.identity(), key.key());
    Loopback.of(
            TestConfigs.client().externalPsks(List.of(direct)),
            TestConfigs.server().importedPsks(List.of(IMPORTED)))
        .serverFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.3.11"));
  }
}
