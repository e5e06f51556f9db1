package dev.clasp.tls.crypto.kex;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;

/**
 * Two key exchanges side by side; shares and secrets are concatenated (RFC 9954 §3.2, RFC 10024).
 *
 * <p>The secret stays secret as long as one of the two holds.
 *
 * <p>CT: as its two parts; joins and splits at public offsets.
 *
 * @param initiatorSplit bytes of the first group's share in what the initiator sends
 * @param initiatorSize bytes the initiator sends
 * @param responderSplit bytes of the first group's share in what the responder sends
 * @param responderSize bytes the responder sends
 */
public record HybridGroup(
    GroupAlgorithm algorithm,
    KeyExchangeGroup first,
    KeyExchangeGroup second,
    int initiatorSplit,
    int initiatorSize,
    int responderSplit,
    int responderSize)
    implements KeyExchangeGroup {

  private static final int X25519_SHARE = 32;
  private static final int SECP256R1_SHARE = 65;
  private static final int SECP384R1_SHARE = 97;
  private static final int MLKEM768_KEY = 1184;
  private static final int MLKEM768_CIPHERTEXT = 1088;
  private static final int MLKEM1024_KEY = 1568;
  private static final int MLKEM1024_CIPHERTEXT = 1568;

  /** X25519MLKEM768: here, and only here, ML-KEM comes first. */
  public static HybridGroup x25519MlKem768(KeyExchangeGroup mlKem768, KeyExchangeGroup x25519) {
    return new HybridGroup(
        GroupAlgorithm.X25519MLKEM768,
        mlKem768,
        x25519,
        MLKEM768_KEY,
        MLKEM768_KEY + X25519_SHARE,
        MLKEM768_CIPHERTEXT,
        MLKEM768_CIPHERTEXT + X25519_SHARE);
  }

  /** SecP256r1MLKEM768. */
  public static HybridGroup secp256r1MlKem768(
      KeyExchangeGroup secp256r1, KeyExchangeGroup mlKem768) {
    return new HybridGroup(
        GroupAlgorithm.SECP256R1MLKEM768,
        secp256r1,
        mlKem768,
        SECP256R1_SHARE,
        SECP256R1_SHARE + MLKEM768_KEY,
        SECP256R1_SHARE,
        SECP256R1_SHARE + MLKEM768_CIPHERTEXT);
  }

  /** SecP384r1MLKEM1024. */
  public static HybridGroup secp384r1MlKem1024(
      KeyExchangeGroup secp384r1, KeyExchangeGroup mlKem1024) {
    return new HybridGroup(
        GroupAlgorithm.SECP384R1MLKEM1024,
        secp384r1,
        mlKem1024,
        SECP384R1_SHARE,
        SECP384R1_SHARE + MLKEM1024_KEY,
        SECP384R1_SHARE,
        SECP384R1_SHARE + MLKEM1024_CIPHERTEXT);
  }

  @Override
  public PendingKeyExchange begin(RandomSource random) {
    PendingKeyExchange begunFirst = first.begin(random);
    PendingKeyExchange begunSecond = second.begin(random);
    return new Pending(this, begunFirst, begunSecond);
  }

  @Override
  public KeyExchangeReply respond(RandomSource random, Bytes peerShare) throws InvalidKeyShare {
    requireSize(peerShare, initiatorSize);
    KeyExchangeReply one = first.respond(random, peerShare.first(initiatorSplit));
    KeyExchangeReply two = second.respond(random, peerShare.slice(initiatorSplit, initiatorSize));
    return new KeyExchangeReply(
        one.share().plus(two.share()), joinAndDestroy(one.secret(), two.secret()));
  }

  private void requireSize(Bytes share, int expected) throws InvalidKeyShare {
    if (share.size() != expected) {
      throw new InvalidKeyShare(
          "%s share: %d bytes, expected %d (RFC 10024)"
              .formatted(algorithm, share.size(), expected));
    }
  }

  private static Secret joinAndDestroy(Secret one, Secret two) {
    Secret joined = one.plus(two);
    one.destroy();
    two.destroy();
    return joined;
  }

  private record Pending(HybridGroup group, PendingKeyExchange one, PendingKeyExchange two)
      implements PendingKeyExchange {
    @Override
    public Bytes share() {
      return one.share().plus(two.share());
    }

    @Override
    public Secret complete(Bytes peerShare) throws InvalidKeyShare {
      group.requireSize(peerShare, group.responderSize);
      Secret first = one.complete(peerShare.first(group.responderSplit));
      Secret second = two.complete(peerShare.slice(group.responderSplit, group.responderSize));
      return joinAndDestroy(first, second);
    }
  }
}
