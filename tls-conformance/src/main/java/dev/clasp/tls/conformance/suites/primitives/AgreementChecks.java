package dev.clasp.tls.conformance.suites.primitives;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.RandomSource;
import java.util.Arrays;
import java.util.Map;

/**
 * Diffie-Hellman and ML-KEM, through the groups of a provider.
 *
 * <p>A test's private key reaches the group as the randomness it makes its own key of: X25519, X448
 * and ML-KEM take it as it is, curves as their scalar.
 */
final class AgreementChecks {
  /** Everything of a SubjectPublicKeyInfo before the uncompressed point (RFC 5480 §2). */
  private static final Map<GroupAlgorithm, String> KEY_HEADERS =
      Map.of(
          GroupAlgorithm.SECP256R1, "3059301306072a8648ce3d020106082a8648ce3d030107034200",
          GroupAlgorithm.SECP384R1, "3076301006072a8648ce3d020106052b81040022036200",
          GroupAlgorithm.SECP521R1, "30819b301006072a8648ce3d020106052b8104002303818600",
          GroupAlgorithm.BRAINPOOLP256R1, "305a301406072a8648ce3d020106092b2403030208010107034200",
          GroupAlgorithm.BRAINPOOLP384R1, "307a301406072a8648ce3d020106092b240303020801010b036200",
          GroupAlgorithm.BRAINPOOLP512R1,
              "30819b301406072a8648ce3d020106092b240303020801010d03818200");

  private static final Map<GroupAlgorithm, Integer> SCALAR_LENGTHS =
      Map.of(
          GroupAlgorithm.SECP256R1, 32,
          GroupAlgorithm.SECP384R1, 48,
          GroupAlgorithm.SECP521R1, 66,
          GroupAlgorithm.BRAINPOOLP256R1, 32,
          GroupAlgorithm.BRAINPOOLP384R1, 48,
          GroupAlgorithm.BRAINPOOLP512R1, 64);

  private final CryptoProvider crypto;

  AgreementChecks(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  /** Both keys as RFC 7748 encodes them. */
  Reaction xdh(WycheproofVector vector) throws NotApplicable {
    KeyExchangeGroup group = group(vector.text("curve").replace("curve", "x"));
    return agree(group, vector.bytes("private"), vector.bytes("public"), vector);
  }

  /** The public key is a bare point, as in TLS. */
  Reaction ecPoint(WycheproofVector vector) throws NotApplicable {
    KeyExchangeGroup group = group(vector.text("curve"));
    return agree(group, scalar(group, vector), vector.bytes("public"), vector);
  }

  /** The public key is a SubjectPublicKeyInfo, of which TLS has the point only. */
  Reaction ecKey(WycheproofVector vector) throws NotApplicable {
    KeyExchangeGroup group = group(vector.text("curve"));
    Bytes header = Bytes.fromHex(KEY_HEADERS.getOrDefault(group.algorithm(), ""));
    if (header.isEmpty()) {
      throw new NotApplicable("ECDH on a curve whose keys are not read here");
    }
    Bytes key = vector.bytes("public");
    if (key.size() <= header.size() || !key.first(header.size()).equals(header)) {
      throw new NotApplicable("ECDH with a public key in a structure that TLS has not");
    }
    Bytes point = key.slice(header.size(), key.size());
    return agree(group, scalar(group, vector), point, vector);
  }

  Reaction mlKemKeyGeneration(WycheproofVector vector) throws NotApplicable {
    PendingKeyExchange begun = mlKem(vector).begin(replay(vector.bytes("seed")));
    return Reaction.compare(vector.bytes("ek"), begun.share());
  }

  Reaction mlKemEncapsulation(WycheproofVector vector) throws NotApplicable {
    try {
      KeyExchangeReply reply = mlKem(vector).respond(replay(vector.bytes("m")), vector.bytes("ek"));
      boolean sameShare = reply.share().equals(vector.bytes("c"));
      return sameShare ? Reaction.compare(vector.secret("K"), reply.secret()) : Reaction.DIFFERENT;
    } catch (InvalidKeyShare e) {
      return Reaction.REFUSED;
    }
  }

  Reaction mlKemDecapsulation(WycheproofVector vector) throws NotApplicable {
    Bytes seed = vector.bytes("seed");
    if (seed.size() != 64) {
      throw new NotApplicable("ML-KEM from a seed of a wrong size, which is never read");
    }
    KeyExchangeGroup group = mlKem(vector);
    if (vector.has("ek") && !group.begin(replay(seed)).share().equals(vector.bytes("ek"))) {
      return Reaction.DIFFERENT;
    }
    return complete(group.begin(replay(seed)), vector.bytes("c"), "K", vector);
  }

  private KeyExchangeGroup mlKem(WycheproofVector vector) throws NotApplicable {
    return group(vector.text("parameterSet").replace("ML-KEM-", "MLKEM"));
  }

  private KeyExchangeGroup group(String name) throws NotApplicable {
    return Arrays.stream(GroupAlgorithm.values())
        .filter(algorithm -> algorithm.toString().equals(name))
        .findFirst()
        .flatMap(crypto::group)
        .orElseThrow(() -> new NotApplicable("the provider has no " + name));
  }

  /** Of the size of the curve's order; Wycheproof writes a sign and leaves zeros out. */
  private static Bytes scalar(KeyExchangeGroup group, WycheproofVector vector)
      throws NotApplicable {
    int length = SCALAR_LENGTHS.getOrDefault(group.algorithm(), 0);
    byte[] written = vector.bytes("private").toArray();
    byte[] scalar = new byte[length];
    for (int i = 1; i <= written.length; i++) {
      if (i <= length) {
        scalar[length - i] = written[written.length - i];
      } else if (written[written.length - i] != 0) {
        throw new NotApplicable("ECDH with a private key above the order");
      }
    }
    return Bytes.copyOf(scalar);
  }

  private Reaction agree(
      KeyExchangeGroup group, Bytes privateKey, Bytes share, WycheproofVector vector)
      throws NotApplicable {
    if (crypto.name().equals("jca") && KEY_HEADERS.containsKey(group.algorithm())) {
      throw new NotApplicable("the JDK draws the private keys of its curves in its own way");
    }
    return complete(group.begin(replay(privateKey)), share, "shared", vector);
  }

  private static Reaction complete(
      PendingKeyExchange begun, Bytes share, String result, WycheproofVector vector) {
    try {
      return Reaction.compare(vector.secret(result), begun.complete(share));
    } catch (InvalidKeyShare e) {
      return Reaction.REFUSED;
    }
  }

  /** Hands out exactly these bytes. */
  static RandomSource replay(Bytes bytes) {
    boolean[] drawn = new boolean[1];
    return target -> {
      if (drawn[0] || target.length != bytes.size()) {
        throw new IllegalStateException(
            "%d bytes drawn, %d given".formatted(target.length, bytes.size()));
      }
      drawn[0] = true;
      bytes.copyTo(target, 0);
    };
  }
}
