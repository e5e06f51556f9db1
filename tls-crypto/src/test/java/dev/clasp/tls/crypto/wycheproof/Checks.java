package dev.clasp.tls.crypto.wycheproof;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.Aeads;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Hkdf;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.SignatureVerifiers;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningKeys;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.FixedLength;
import dev.clasp.tls.crypto.kex.KeyEncapsulation;
import dev.clasp.tls.crypto.wycheproof.Check.Outcome;
import dev.clasp.tls.crypto.wycheproof.Wycheproof.Vector;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** One check for each schema of Wycheproof that TLS has a use for. */
final class Checks {
  private static final Map<String, HashAlgorithm> HASHES =
      Map.of(
          "SHA-256", HashAlgorithm.SHA256,
          "SHA-384", HashAlgorithm.SHA384,
          "SHA-512", HashAlgorithm.SHA512);

  private Checks() {}

  static Check hmac(Hashes hashes, HashAlgorithm algorithm) {
    return vector -> {
      Hmac hmac = hashes.hmac(algorithm, vector.secret("key"));
      hmac.update(vector.bytes("msg"));
      byte[] tag = new byte[hmac.length()];
      hmac.finish(tag, 0);
      // A truncated tag is compared with the start of ours.
      Bytes start = Bytes.copyOf(tag).first(vector.number("tagSize") / 8);
      return start.equals(vector.bytes("tag")) ? Outcome.ACCEPTED : Outcome.REFUSED;
    };
  }

  static Check hkdf(Hashes hashes, HashAlgorithm algorithm) {
    Hkdf hkdf = new Hkdf(hashes, algorithm);
    return vector -> {
      Secret prk = hkdf.extract(vector.secret("salt"), vector.secret("ikm"));
      try {
        Secret okm = hkdf.expand(prk, vector.bytes("info"), vector.number("size"));
        return compare(okm, vector.secret("okm"));
      } catch (IllegalArgumentException e) {
        return Outcome.REFUSED;
      }
    };
  }

  /** Seals and opens; other sizes of key, nonce and tag are not in TLS. */
  static Check aead(Aeads aeads) {
    return vector -> {
      Optional<AeadAlgorithm> algorithm = aeadOf(vector);
      if (algorithm.isEmpty()) {
        return Outcome.NOT_IN_TLS;
      }
      Bytes message = vector.bytes("msg");
      Bytes expected = vector.bytes("ct").plus(vector.bytes("tag"));
      byte[] nonce = vector.bytes("iv").toArray();

      Aead sealer = aeads.keyed(algorithm.get(), vector.secret("key"));
      ByteBuffer sealed = ByteBuffer.allocate(message.size() + algorithm.get().tagLength());
      sealer.seal(nonce, vector.bytes("aad").asByteBuffer(), message.asByteBuffer(), sealed);
      boolean sealsToTheSame = Bytes.copyOf(sealed.flip()).equals(expected);

      Aead opener = aeads.keyed(algorithm.get(), vector.secret("key"));
      ByteBuffer opened = ByteBuffer.allocate(expected.size());
      try {
        opener.open(nonce, vector.bytes("aad").asByteBuffer(), expected.asByteBuffer(), opened);
      } catch (AuthenticationFailed e) {
        return sealsToTheSame ? Outcome.WRONG_RESULT : Outcome.REFUSED;
      }
      boolean same = sealsToTheSame && Bytes.copyOf(opened.flip()).equals(message);
      return same ? Outcome.ACCEPTED : Outcome.WRONG_RESULT;
    };
  }

  private static Optional<AeadAlgorithm> aeadOf(Vector vector) {
    if (vector.number("ivSize") != 96) {
      return Optional.empty();
    }
    String sizes = vector.number("keySize") + "/" + vector.number("tagSize");
    return switch (vector.algorithm() + " " + sizes) {
      case "AES-GCM 128/128" -> Optional.of(AeadAlgorithm.AES_128_GCM);
      case "AES-GCM 256/128" -> Optional.of(AeadAlgorithm.AES_256_GCM);
      case "AES-CCM 128/128" -> Optional.of(AeadAlgorithm.AES_128_CCM);
      case "AES-CCM 128/64" -> Optional.of(AeadAlgorithm.AES_128_CCM_8);
      case "CHACHA20-POLY1305 256/128" -> Optional.of(AeadAlgorithm.CHACHA20_POLY1305);
      default -> Optional.empty();
    };
  }

  static Check xdh(DiffieHellman function) {
    return vector -> agree(function, vector.secret("private"), vector.bytes("public"), vector);
  }

  /** The public key is a bare point, as in TLS. */
  static Check ecPoint(DiffieHellman function, int scalarLength) {
    return vector -> agree(function, scalar(vector, scalarLength), vector.bytes("public"), vector);
  }

  /**
   * The public key is a SubjectPublicKeyInfo: the ones that differ from TLS's shape in more than
   * the point are not in TLS.
   *
   * @param header everything before the point
   */
  static Check ecSubjectPublicKeyInfo(DiffieHellman function, int scalarLength, Bytes header) {
    return vector -> {
      Bytes key = vector.bytes("public");
      if (key.size() <= header.size() || !key.first(header.size()).equals(header)) {
        return Outcome.NOT_IN_TLS;
      }
      Bytes point = key.slice(header.size(), key.size());
      return agree(function, scalar(vector, scalarLength), point, vector);
    };
  }

  private static Secret scalar(Vector vector, int length) {
    return Secret.takeFrom(FixedLength.of(vector.bytes("private").toArray(), length));
  }

  private static Outcome agree(
      DiffieHellman function, Secret privateKey, Bytes share, Vector vector) {
    try {
      return compare(function.agree(privateKey, share), vector.secret("shared"));
    } catch (InvalidKeyShare e) {
      return Outcome.REFUSED;
    }
  }

  /** Key generation from the 64-byte seed. */
  static Check mlKemKeyGeneration(KeyEncapsulation kem) {
    return vector -> {
      KeyEncapsulation.KeyPair pair = kem.newKeyPair(replay(vector.bytes("seed")));
      return pair.encapsulationKey().equals(vector.bytes("ek"))
          ? Outcome.ACCEPTED
          : Outcome.WRONG_RESULT;
    };
  }

  static Check mlKemEncapsulation(KeyEncapsulation kem) {
    return vector -> {
      try {
        KeyExchangeReply reply = kem.encapsulate(replay(vector.bytes("m")), vector.bytes("ek"));
        boolean sameShare = reply.share().equals(vector.bytes("c"));
        return sameShare ? compare(reply.secret(), vector.secret("K")) : Outcome.WRONG_RESULT;
      } catch (InvalidKeyShare e) {
        return Outcome.REFUSED;
      }
    };
  }

  static Check mlKemDecapsulation(KeyEncapsulation kem) {
    return vector -> {
      if (vector.bytes("seed").size() != 64) {
        return Outcome.REFUSED;
      }
      KeyEncapsulation.KeyPair pair = kem.newKeyPair(replay(vector.bytes("seed")));
      if (vector.has("ek") && !pair.encapsulationKey().equals(vector.bytes("ek"))) {
        return Outcome.WRONG_RESULT;
      }
      try {
        Secret secret = kem.decapsulate(pair.decapsulationKey(), vector.bytes("c"));
        return compare(secret, vector.secret("K"));
      } catch (InvalidKeyShare e) {
        return Outcome.REFUSED;
      }
    };
  }

  static Check verify(SignatureVerifiers verifiers, SignatureAlgorithm algorithm) {
    return vector -> {
      try {
        PublicKeyInfo key = PublicKeyInfo.decode(vector.bytes("publicKeyDer"));
        Bytes signature = vector.bytes("sig");
        return verifiers.verify(algorithm, key, vector.bytes("msg"), signature)
            ? Outcome.ACCEPTED
            : Outcome.REFUSED;
      } catch (InvalidKey e) {
        return Outcome.REFUSED;
      }
    };
  }

  /** TLS has PSS with one hash for everything and a salt as long as the hash. */
  static Check verifyPss(SignatureVerifiers verifiers, boolean pssKey) {
    return vector -> {
      HashAlgorithm hash = HASHES.get(vector.text("sha"));
      if (hash == null
          || !vector.text("sha").equals(vector.text("mgfSha"))
          || vector.number("sLen") != hash.length()) {
        return Outcome.NOT_IN_TLS;
      }
      String name = (pssKey ? "RSA_PSS_PSS_" : "RSA_PSS_RSAE_") + hash.name();
      return verify(verifiers, SignatureAlgorithm.valueOf(name)).run(vector);
    };
  }

  static Check signPkcs1(SigningKeys keys) {
    return vector -> {
      HashAlgorithm hash = HASHES.get(vector.text("sha"));
      if (hash == null) {
        return Outcome.NOT_IN_TLS;
      }
      SignatureAlgorithm algorithm = SignatureAlgorithm.valueOf("RSA_PKCS1_" + hash.name());
      Signer signer =
          keys.fromPkcs8(vector.secret("privateKeyPkcs8")).signer(algorithm).orElseThrow();
      return signer.sign(vector.bytes("msg")).equals(vector.bytes("sig"))
          ? Outcome.ACCEPTED
          : Outcome.WRONG_RESULT;
    };
  }

  /** Keys must be deterministic: their source of randomness gives zeros (FIPS 204 §3.4). */
  static Check signMlDsa(SigningKeys keys, SignatureAlgorithm algorithm) {
    return vector -> {
      if (!vector.has("privateKeyPkcs8") || !vector.has("msg") || vector.has("ctx")) {
        return Outcome.NOT_IN_TLS; // a bare expanded key, a hash signed as such, a context
      }
      try {
        Signer signer =
            keys.fromPkcs8(vector.secret("privateKeyPkcs8")).signer(algorithm).orElseThrow();
        return signer.sign(vector.bytes("msg")).equals(vector.bytes("sig"))
            ? Outcome.ACCEPTED
            : Outcome.WRONG_RESULT;
      } catch (InvalidKey e) {
        return Outcome.REFUSED;
      }
    };
  }

  static Check verifyMlDsa(SignatureVerifiers verifiers, SignatureAlgorithm algorithm) {
    Check verify = verify(verifiers, algorithm);
    return vector -> vector.has("ctx") ? Outcome.NOT_IN_TLS : verify.run(vector);
  }

  private static Outcome compare(Secret result, Secret expected) {
    return result.equals(expected) ? Outcome.ACCEPTED : Outcome.WRONG_RESULT;
  }

  /** Hands out exactly these bytes. */
  private static RandomSource replay(Bytes bytes) {
    return target -> {
      if (target.length != bytes.size()) {
        throw new IllegalStateException(target.length + " bytes asked, " + bytes.size() + " given");
      }
      bytes.copyTo(target, 0);
    };
  }

  /** The zeros of deterministic signing. */
  static RandomSource zeros() {
    return target -> Arrays.fill(target, (byte) 0);
  }
}
