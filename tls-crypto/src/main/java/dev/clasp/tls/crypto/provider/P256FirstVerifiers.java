package dev.clasp.tls.crypto.provider;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.SignatureVerifiers;
import dev.clasp.tls.crypto.ec.EcdsaSigValue;
import dev.clasp.tls.crypto.ec.VerifyingKeyP256;
import java.util.Optional;
import java.util.Set;

/**
 * ECDSA on P-256 by our own code, all else by another maker.
 *
 * <p>Keys that verified last are kept, {@value #MAXIMUM_KEYS} at most and so 420 kB: those of a
 * server's certificate and of its issuers come again in every handshake.
 */
final class P256FirstVerifiers implements SignatureVerifiers {
  static final int MAXIMUM_KEYS = 64;

  /** A SubjectPublicKeyInfo of P-256 up to an uncompressed point's coordinates (RFC 5480 §2). */
  private static final Bytes HEADER =
      Bytes.fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  private static final int SIZE = HEADER.size() + 64;

  private final Hashes hashes;
  private final SignatureVerifiers others;
  private final RecentKeys<VerifyingKeyP256> keys = new RecentKeys<>(MAXIMUM_KEYS);

  /**
   * @param hashes for the message
   * @param others for other curves and algorithms, and for keys in another form than nearly all
   *     have
   */
  P256FirstVerifiers(Hashes hashes, SignatureVerifiers others) {
    this.hashes = hashes;
    this.others = others;
  }

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
        && verify(key.der().slice(HEADER.size(), SIZE), hashes.digest(hash, message), value.get());
  }

  /** Only a good signature makes a key worth keeping. */
  private boolean verify(Bytes point, Bytes hash, EcdsaSigValue signature) {
    VerifyingKeyP256 known = keys.find(point);
    if (known != null) {
      return known.verifyInVariableTime(hash, signature);
    }
    VerifyingKeyP256 key = VerifyingKeyP256.decodeInVariableTime(point);
    if (key == null || !key.verifyInVariableTime(hash, signature)) {
      return false;
    }
    keys.add(point, key);
    return true;
  }
}
