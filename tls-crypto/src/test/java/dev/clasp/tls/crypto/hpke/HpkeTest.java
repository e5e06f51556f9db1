package dev.clasp.tls.crypto.hpke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kat.Kat;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.crypto.provider.Providers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HpkeTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final HpkeSuite SUITE =
      new HpkeSuite(GroupAlgorithm.X25519, HashAlgorithm.SHA256, AeadAlgorithm.AES_128_GCM);

  static List<Kat> vectors() {
    return Kat.load("hpke.json", 5);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void examplesOfTheRfc(Kat kat) throws Exception {
    HpkeSuite suite =
        new HpkeSuite(
            GroupAlgorithm.valueOf(kat.text("kem")),
            HashAlgorithm.valueOf(kat.text("kdf")),
            AeadAlgorithm.valueOf(kat.text("aead")));
    Hpke hpke = new Hpke(CRYPTO.hashes(), CRYPTO.aeads(), suite);
    Bytes info = kat.bytes("info");
    Hpke.Sender sender =
        hpke.setupSender(target -> kat.bytes("skE").copyTo(target, 0), kat.bytes("pkR"), info);
    Hpke.RecipientKeys keys = new Hpke.RecipientKeys(kat.secret("skR"), kat.bytes("pkR"));
    HpkeContext recipient = hpke.setupRecipient(keys, kat.bytes("enc"), info);
    assertEquals(kat.bytes("enc"), sender.encapsulatedKey());

    int next = 0;
    for (JsonNode message : kat.fields().get("messages")) {
      Bytes aad = bytes(message, "associatedData");
      Bytes plaintext = bytes(message, "plaintext");
      for (; next < message.get("sequenceNumber").intValue(); next++) {
        recipient.open(Bytes.empty(), sender.context().seal(Bytes.empty(), Bytes.empty()));
      }
      Bytes ciphertext = sender.context().seal(aad, plaintext);
      assertEquals(bytes(message, "ciphertext"), ciphertext);
      assertEquals(plaintext, recipient.open(aad, ciphertext));
      next++;
    }
    assertEquals(257, next, "messages");
    for (JsonNode export : kat.fields().get("exports")) {
      Secret output = Secret.copyOf(bytes(export, "output"));
      assertEquals(output, sender.context().export(bytes(export, "context"), 32));
      assertEquals(output, recipient.export(bytes(export, "context"), 32));
    }
  }

  @Test
  void aFailedOpenLeavesTheContextWhereItWas() throws Exception {
    Hpke hpke = new Hpke(CRYPTO.hashes(), CRYPTO.aeads(), SUITE);
    Hpke.RecipientKeys keys = hpke.newKeys(Providers.seeded(1));
    Hpke.Sender sender = hpke.setupSender(Providers.seeded(2), keys.publicKey(), Bytes.empty());
    HpkeContext recipient = hpke.setupRecipient(keys, sender.encapsulatedKey(), Bytes.empty());
    Bytes first = sender.context().seal(Bytes.of(1), Bytes.of(2));
    Bytes second = sender.context().seal(Bytes.of(1), Bytes.of(3));

    assertThrows(AuthenticationFailed.class, () -> recipient.open(Bytes.of(1), second));
    assertThrows(AuthenticationFailed.class, () -> recipient.open(Bytes.of(9), first));
    assertEquals(Bytes.of(2), recipient.open(Bytes.of(1), first));
    assertEquals(Bytes.of(3), recipient.open(Bytes.of(1), second));
  }

  @Test
  void anotherInfoOpensNothing() throws Exception {
    Hpke hpke = new Hpke(CRYPTO.hashes(), CRYPTO.aeads(), SUITE);
    Hpke.RecipientKeys keys = hpke.newKeys(Providers.seeded(1));
    Hpke.Sender sender = hpke.setupSender(Providers.seeded(2), keys.publicKey(), Bytes.of(1));
    HpkeContext recipient = hpke.setupRecipient(keys, sender.encapsulatedKey(), Bytes.of(2));
    Bytes sealed = sender.context().seal(Bytes.empty(), Bytes.of(1));

    assertThrows(AuthenticationFailed.class, () -> recipient.open(Bytes.empty(), sealed));
  }

  @Test
  void refusesKeysOfLowOrder() {
    Hpke hpke = new Hpke(CRYPTO.hashes(), CRYPTO.aeads(), SUITE);
    Bytes zero = Bytes.copyOf(new byte[32]);

    assertThrows(
        InvalidKeyShare.class, () -> hpke.setupSender(Providers.seeded(1), zero, Bytes.empty()));
  }

  @Test
  void refusesAlgorithmsItDoesNotImplement() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new HpkeSuite(
                GroupAlgorithm.SECP384R1, HashAlgorithm.SHA256, AeadAlgorithm.AES_128_GCM));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new HpkeSuite(GroupAlgorithm.X25519, HashAlgorithm.SHA256, AeadAlgorithm.AES_128_CCM));
  }

  private static Bytes bytes(JsonNode node, String field) {
    return Bytes.fromHex(node.get(field).textValue());
  }
}
