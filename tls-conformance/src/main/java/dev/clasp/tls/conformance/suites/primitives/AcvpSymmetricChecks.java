package dev.clasp.tls.conformance.suites.primitives;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls12Prf;
import dev.clasp.tls.crypto.Tls13Kdf;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** ACVP's tests of AEADs, hashes, HMAC and the key derivations of TLS. */
final class AcvpSymmetricChecks {
  private final CryptoProvider crypto;

  AcvpSymmetricChecks(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  /** Seals or opens, as the group asks. */
  Reaction aead(AcvpVector vector) throws NotApplicable {
    AeadAlgorithm algorithm = aeadOf(vector);
    byte[] nonce = vector.bytes("iv").toArray();
    ByteBuffer associated = vector.bytes("aad").asByteBuffer();
    Aead aead = crypto.aeads().keyed(algorithm, vector.secret("key"));
    // CCM's files have the tag behind the ciphertext, GCM's beside it.
    Bytes tag = vector.has("tag") ? vector.bytes("tag") : Bytes.empty();
    if (vector.text("direction").equals("encrypt")) {
      Bytes plain = vector.bytes("pt");
      ByteBuffer sealed = ByteBuffer.allocate(plain.size() + algorithm.tagLength());
      aead.seal(nonce, associated, plain.asByteBuffer(), sealed);
      return Reaction.compare(vector.bytes("ct").plus(tag), Bytes.copyOf(sealed.flip()));
    }
    Bytes sealed = vector.bytes("ct").plus(tag);
    ByteBuffer opened = ByteBuffer.allocate(sealed.size());
    try {
      aead.open(nonce, associated, sealed.asByteBuffer(), opened);
    } catch (AuthenticationFailed e) {
      return Reaction.REFUSED;
    }
    return Reaction.compare(
        vector.expectsAcceptance() ? vector.bytes("pt") : "a refusal", Bytes.copyOf(opened.flip()));
  }

  private AeadAlgorithm aeadOf(AcvpVector vector) throws NotApplicable {
    String sizes =
        "%s, key %d, nonce %d, tag %d bits"
            .formatted(
                vector.kind(),
                vector.number("keyLen"),
                vector.number("ivLen"),
                vector.number("tagLen"));
    AeadAlgorithm algorithm =
        switch (sizes) {
          case "ACVP-AES-GCM, key 128, nonce 96, tag 128 bits" -> AeadAlgorithm.AES_128_GCM;
          case "ACVP-AES-GCM, key 256, nonce 96, tag 128 bits" -> AeadAlgorithm.AES_256_GCM;
          case "ACVP-AES-CCM, key 128, nonce 96, tag 128 bits" -> AeadAlgorithm.AES_128_CCM;
          case "ACVP-AES-CCM, key 128, nonce 96, tag 64 bits" -> AeadAlgorithm.AES_128_CCM_8;
          default ->
              throw new NotApplicable(
                  vector.kind().replace("ACVP-", "") + " in sizes that TLS has not");
        };
    if (!crypto.aeads().algorithms().contains(algorithm)) {
      throw new NotApplicable("the provider has no " + algorithm);
    }
    return algorithm;
  }

  Reaction hash(AcvpVector vector) throws NotApplicable {
    HashAlgorithm algorithm = algorithm(vector.kind());
    Bytes message = vector.bytes("msg");
    if (vector.text("testType").equals("MCT")) {
      return monteCarlo(algorithm, message, vector.answer().get("resultsArray"));
    }
    if (vector.number("len") != 8 * message.size()) {
      throw new NotApplicable("a hash of bits that fill no bytes");
    }
    return Reaction.compare(vector.bytes("md"), crypto.hashes().digest(algorithm, message));
  }

  /** A hundred results, a thousand hashes apart, each of the three before it. */
  private Reaction monteCarlo(HashAlgorithm algorithm, Bytes seed, JsonNode results) {
    Bytes last = seed;
    for (JsonNode result : results) {
      Bytes a = last;
      Bytes b = last;
      for (int i = 0; i < 1000; i++) {
        Bytes next = crypto.hashes().digest(algorithm, Bytes.concat(a, b, last));
        a = b;
        b = last;
        last = next;
      }
      if (!last.equals(Bytes.fromHex(result.get("md").asText()))) {
        return Reaction.DIFFERENT;
      }
    }
    return Reaction.compare(100, results.size());
  }

  Reaction hmac(AcvpVector vector) throws NotApplicable {
    HashAlgorithm algorithm = algorithm(vector.kind().replace("HMAC-", ""));
    Hmac hmac = crypto.hashes().hmac(algorithm, vector.secret("key"));
    hmac.update(vector.bytes("msg"));
    byte[] tag = new byte[hmac.length()];
    hmac.finish(tag, 0);
    return Reaction.compare(
        vector.bytes("mac"), Bytes.copyOf(tag).first(vector.number("macLen") / 8));
  }

  /** The extended main secret (RFC 7627 §4) and the key block (RFC 5246 §6.3). */
  Reaction tls12(AcvpVector vector) throws NotApplicable {
    return tls12(vector, "extended master secret", vector.bytes("sessionHash"));
  }

  /** The same without extended main secret. */
  Reaction tlsComponents(AcvpVector vector) throws NotApplicable {
    if (!vector.text("tlsVersion").equals("v1.2")) {
      throw new NotApplicable("the PRF of TLS 1.0 and 1.1");
    }
    return tls12(
        vector,
        "master secret",
        vector.bytes("clientHelloRandom").plus(vector.bytes("serverHelloRandom")));
  }

  private Reaction tls12(AcvpVector vector, String label, Bytes seed) throws NotApplicable {
    Tls12Prf prf = new Tls12Prf(crypto.hashes(), algorithm(vector.text("hashAlg")));
    Secret main = prf.derive(vector.secret("preMasterSecret"), label, seed, 48);
    Secret keyBlock =
        prf.derive(
            main,
            "key expansion",
            vector.bytes("serverRandom").plus(vector.bytes("clientRandom")),
            vector.number("keyBlockLength") / 8);
    return Reaction.compare(
        vector.secret("masterSecret").plus(vector.secret("keyBlock")), main.plus(keyBlock));
  }

  /** The whole schedule (RFC 9846 §7.1). What the files call randoms are whole messages. */
  Reaction tls13(AcvpVector vector) throws NotApplicable {
    HashAlgorithm algorithm = algorithm(vector.text("hmacAlg"));
    Tls13Kdf kdf = new Tls13Kdf(crypto.hashes(), algorithm);
    Secret zeros = Secret.zeros(algorithm.length());
    Bytes clientHello = vector.bytes("helloClientRandom");
    Bytes serverHello = clientHello.plus(vector.bytes("helloServerRandom"));
    Bytes serverFinished = serverHello.plus(vector.bytes("finishedServerRandom"));
    Bytes clientFinished = serverFinished.plus(vector.bytes("finishedClientRandom"));

    Secret early = kdf.extract(zeros, vector.has("psk") ? vector.secret("psk") : zeros);
    Secret handshake =
        kdf.extract(
            kdf.deriveSecret(early, "derived", kdf.emptyHash()),
            vector.has("dhe") ? vector.secret("dhe") : zeros);
    Secret main = kdf.extract(kdf.deriveSecret(handshake, "derived", kdf.emptyHash()), zeros);

    Map<String, Secret> secrets = new LinkedHashMap<>();
    secrets.put("clientEarlyTrafficSecret", derive(kdf, early, "c e traffic", clientHello));
    secrets.put("earlyExporterMasterSecret", derive(kdf, early, "e exp master", clientHello));
    secrets.put(
        "clientHandshakeTrafficSecret", derive(kdf, handshake, "c hs traffic", serverHello));
    secrets.put(
        "serverHandshakeTrafficSecret", derive(kdf, handshake, "s hs traffic", serverHello));
    secrets.put(
        "clientApplicationTrafficSecret", derive(kdf, main, "c ap traffic", serverFinished));
    secrets.put(
        "serverApplicationTrafficSecret", derive(kdf, main, "s ap traffic", serverFinished));
    secrets.put("exporterMasterSecret", derive(kdf, main, "exp master", serverFinished));
    secrets.put("resumptionMasterSecret", derive(kdf, main, "res master", clientFinished));
    Map<String, Secret> expected = new LinkedHashMap<>();
    secrets.keySet().forEach(name -> expected.put(name, vector.secret(name)));
    return Reaction.compare(expected, secrets);
  }

  private Secret derive(Tls13Kdf kdf, Secret secret, String label, Bytes messages) {
    return kdf.deriveSecret(secret, label, crypto.hashes().digest(kdf.algorithm(), messages));
  }

  private static HashAlgorithm algorithm(String name) throws NotApplicable {
    return SymmetricChecks.hash(name.replace("SHA2-", "SHA-"));
  }
}
