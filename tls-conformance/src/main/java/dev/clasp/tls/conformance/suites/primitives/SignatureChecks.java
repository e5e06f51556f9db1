package dev.clasp.tls.conformance.suites.primitives;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningFailed;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Verifying, and signing where that has one right result. */
final class SignatureChecks {
  private final CryptoProvider crypto;

  /**
   * @param crypto whose keys sign with zeros for randomness, where they draw any
   */
  SignatureChecks(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  Reaction ecdsa(WycheproofVector vector) throws NotApplicable {
    String hash = SymmetricChecks.hash(vector.text("sha")).name();
    String curve = vector.group().path("publicKey").path("curve").asText();
    String named = "ECDSA_%s_%s".formatted(curve.toUpperCase(Locale.ROOT), hash);
    // TLS 1.3 fixes the hash of a curve; certificates combine them freely.
    return verify(find(named).orElseGet(() -> SignatureAlgorithm.valueOf("ECDSA_" + hash)), vector);
  }

  Reaction eddsa(WycheproofVector vector) throws NotApplicable {
    String curve = vector.group().path("publicKey").path("curve").asText();
    return verify(
        curve.equals("edwards25519") ? SignatureAlgorithm.ED25519 : SignatureAlgorithm.ED448,
        vector);
  }

  Reaction rsaPkcs1(WycheproofVector vector) throws NotApplicable {
    return verify(SignatureAlgorithm.valueOf("RSA_PKCS1_" + hash(vector).name()), vector);
  }

  /** TLS has PSS with one hash for everything and a salt as long as the hash. */
  Reaction rsaPss(WycheproofVector vector, boolean pssKey) throws NotApplicable {
    HashAlgorithm hash = hash(vector);
    if (!vector.text("mgfSha").equals(vector.text("sha"))
        || vector.number("sLen") != hash.length()) {
      throw new NotApplicable("RSASSA-PSS with parameters that TLS has not");
    }
    String prefix = pssKey ? "RSA_PSS_PSS_" : "RSA_PSS_RSAE_";
    return verify(SignatureAlgorithm.valueOf(prefix + hash.name()), vector);
  }

  Reaction mlDsa(WycheproofVector vector) throws NotApplicable {
    if (vector.has("ctx")) {
      throw new NotApplicable("ML-DSA with a context, which TLS and X.509 leave empty");
    }
    return verify(mlDsaAlgorithm(vector), vector);
  }

  Reaction signRsaPkcs1(WycheproofVector vector) throws NotApplicable, SigningFailed {
    return sign(SignatureAlgorithm.valueOf("RSA_PKCS1_" + hash(vector).name()), vector);
  }

  /** Deterministic: zeros for randomness (FIPS 204 §3.4). */
  Reaction signMlDsa(WycheproofVector vector) throws NotApplicable, SigningFailed {
    if (!vector.has("privateKeyPkcs8")) {
      throw new NotApplicable("an ML-DSA private key without its encoding as PKCS#8");
    }
    if (!vector.has("msg") || vector.has("ctx")) {
      throw new NotApplicable("ML-DSA with a context, or of a hash, which TLS has not");
    }
    return sign(mlDsaAlgorithm(vector), vector);
  }

  private static SignatureAlgorithm mlDsaAlgorithm(WycheproofVector vector) {
    return SignatureAlgorithm.valueOf(vector.algorithm().replace("-", ""));
  }

  private static HashAlgorithm hash(WycheproofVector vector) throws NotApplicable {
    return SymmetricChecks.hash(vector.text("sha"));
  }

  private static Optional<SignatureAlgorithm> find(String name) {
    return Arrays.stream(SignatureAlgorithm.values())
        .filter(algorithm -> algorithm.name().equals(name))
        .findFirst();
  }

  private Reaction verify(SignatureAlgorithm algorithm, WycheproofVector vector)
      throws NotApplicable {
    require(algorithm);
    try {
      PublicKeyInfo key = PublicKeyInfo.decode(vector.bytes("publicKeyDer"));
      boolean valid =
          crypto.verifiers().verify(algorithm, key, vector.bytes("msg"), vector.bytes("sig"));
      return valid ? Reaction.ACCEPTED : Reaction.REFUSED;
    } catch (InvalidKey e) {
      return Reaction.REFUSED;
    }
  }

  private Reaction sign(SignatureAlgorithm algorithm, WycheproofVector vector)
      throws NotApplicable, SigningFailed {
    require(algorithm);
    try {
      Signer signer =
          crypto
              .signingKeys()
              .fromPkcs8(vector.secret("privateKeyPkcs8"))
              .signer(algorithm)
              .orElseThrow();
      return Reaction.compare(vector.bytes("sig"), signer.sign(vector.bytes("msg")));
    } catch (InvalidKey e) {
      return Reaction.REFUSED;
    }
  }

  private void require(SignatureAlgorithm algorithm) throws NotApplicable {
    if (!crypto.verifiers().algorithms().contains(algorithm)) {
      throw new NotApplicable("the provider has no " + algorithm);
    }
  }
}
