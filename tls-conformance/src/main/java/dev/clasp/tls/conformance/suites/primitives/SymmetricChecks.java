package dev.clasp.tls.conformance.suites.primitives;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hkdf;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.Secret;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** AEADs, HMAC and HKDF. */
final class SymmetricChecks {
  private final CryptoProvider crypto;

  SymmetricChecks(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  /** Seals and opens; a refusal is one of the opener, since a sealer has nothing to refuse. */
  Reaction aead(WycheproofVector vector) throws NotApplicable {
    AeadAlgorithm algorithm = aeadOf(vector);
    Bytes message = vector.bytes("msg");
    Bytes expected = vector.bytes("ct").plus(vector.bytes("tag"));
    byte[] nonce = vector.bytes("iv").toArray();

    Aead sealer = crypto.aeads().keyed(algorithm, vector.secret("key"));
    ByteBuffer sealed = ByteBuffer.allocate(message.size() + algorithm.tagLength());
    sealer.seal(nonce, vector.bytes("aad").asByteBuffer(), message.asByteBuffer(), sealed);
    boolean sealsTheSame = Bytes.copyOf(sealed.flip()).equals(expected);

    Aead opener = crypto.aeads().keyed(algorithm, vector.secret("key"));
    ByteBuffer opened = ByteBuffer.allocate(expected.size());
    try {
      opener.open(nonce, vector.bytes("aad").asByteBuffer(), expected.asByteBuffer(), opened);
    } catch (AuthenticationFailed e) {
      return sealsTheSame ? Reaction.DIFFERENT : Reaction.REFUSED;
    }
    boolean opensTheSame = Bytes.copyOf(opened.flip()).equals(message);
    return sealsTheSame && opensTheSame ? Reaction.ACCEPTED : Reaction.DIFFERENT;
  }

  private AeadAlgorithm aeadOf(WycheproofVector vector) throws NotApplicable {
    String sizes =
        "%s, key %d, nonce %d, tag %d bits"
            .formatted(
                vector.algorithm(),
                vector.number("keySize"),
                vector.number("ivSize"),
                vector.number("tagSize"));
    AeadAlgorithm algorithm =
        switch (sizes) {
          case "AES-GCM, key 128, nonce 96, tag 128 bits" -> AeadAlgorithm.AES_128_GCM;
          case "AES-GCM, key 256, nonce 96, tag 128 bits" -> AeadAlgorithm.AES_256_GCM;
          case "AES-CCM, key 128, nonce 96, tag 128 bits" -> AeadAlgorithm.AES_128_CCM;
          case "AES-CCM, key 128, nonce 96, tag 64 bits" -> AeadAlgorithm.AES_128_CCM_8;
          case "CHACHA20-POLY1305, key 256, nonce 96, tag 128 bits" ->
              AeadAlgorithm.CHACHA20_POLY1305;
          default -> throw new NotApplicable(vector.algorithm() + " in sizes that TLS has not");
        };
    if (!crypto.aeads().algorithms().contains(algorithm)) {
      throw new NotApplicable("the provider has no " + algorithm);
    }
    return algorithm;
  }

  /** A truncated tag is compared with the start of ours. */
  Reaction hmac(WycheproofVector vector) throws NotApplicable {
    Hmac hmac =
        crypto
            .hashes()
            .hmac(hash(vector.algorithm().replace("HMACSHA", "SHA-")), vector.secret("key"));
    hmac.update(vector.bytes("msg"));
    byte[] tag = new byte[hmac.length()];
    hmac.finish(tag, 0);
    Bytes start = Bytes.copyOf(tag).first(vector.number("tagSize") / 8);
    return start.equals(vector.bytes("tag")) ? Reaction.ACCEPTED : Reaction.REFUSED;
  }

  Reaction hkdf(WycheproofVector vector) throws NotApplicable {
    Hkdf hkdf = new Hkdf(crypto.hashes(), hash(vector.algorithm().replace("HKDF-", "")));
    Secret key = hkdf.extract(vector.secret("salt"), vector.secret("ikm"));
    try {
      Secret output = hkdf.expand(key, vector.bytes("info"), vector.number("size"));
      return Reaction.compare(vector.secret("okm"), output);
    } catch (IllegalArgumentException e) {
      return Reaction.REFUSED; // longer than HKDF can be
    }
  }

  /** The hash that Wycheproof calls so. */
  static HashAlgorithm hash(String name) throws NotApplicable {
    return Arrays.stream(HashAlgorithm.values())
        .filter(algorithm -> algorithm.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotApplicable(name + ", which no suite here uses"));
  }
}
