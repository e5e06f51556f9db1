package dev.clasp.tls.crypto.provider;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.SignatureVerifiers;
import dev.clasp.tls.crypto.ec.EcdsaP256;
import dev.clasp.tls.crypto.ec.EcdsaSigValue;
import java.util.Optional;
import java.util.Set;

/**
 * ECDSA on P-256 by our own code, all else by another maker.
 *
 * @param hashes for the message
 * @param others for other curves and algorithms, and for keys in another form than nearly all have
 */
record P256FirstVerifiers(Hashes hashes, SignatureVerifiers others) implements SignatureVerifiers {
  /** A SubjectPublicKeyInfo of P-256 up to an uncompressed point's coordinates (RFC 5480 §2). */
  private static final Bytes HEADER =
      Bytes.fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  private static final int SIZE = HEADER.size() + 64;

  @Override
  public Set<SignatureAlgorithm> algorithms() {
    return others.algorithms();
  }

  @Override
  public boolean verify(
      SignatureAlgorithm algorithm, PublicKeyInfo key, Bytes message, Bytes signature) {
    if (key.kind() != KeyKind.EC_SECP256R1
        || !algorithm.accepts(KeyKind.EC_SECP256R1)
        || key.der().size() != SIZE
        || !key.der().first(HEADER.size()).equals(HEADER)) {
      return others.verify(algorithm, key, message, signature);
    }
    HashAlgorithm hash = algorithm.hash().orElseThrow();
    Optional<EcdsaSigValue> value = EcdsaSigValue.decode(signature);
    return value.isPresent()
        && EcdsaP256.verifyInVariableTime(
            key.der().slice(HEADER.size(), SIZE), hashes.digest(hash, message), value.get());
  }
}
