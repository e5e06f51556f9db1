package dev.clasp.tls.crypto.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.Providers.GroupCase;
import dev.clasp.tls.crypto.provider.Providers.GroupPair;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every group of every provider, with itself and with the other providers. */
class KeyExchangeTest {
  private final RandomSource random = Providers.seeded(1);

  static List<GroupPair> pairs() {
    return Providers.groupPairs();
  }

  static List<GroupCase> groups() {
    return Providers.groups();
  }

  @Test
  void eachProviderOffersItsGroupsInThisOrder() {
    Map<String, String> offered = new TreeMap<>();
    for (var provider : Providers.ALL) {
      offered.put(
          provider.name(),
          provider.groups().stream()
              .map(group -> group.algorithm().toString())
              .collect(Collectors.joining(" ")));
    }

    String all =
        "X25519MLKEM768 x25519 secp256r1 secp384r1 secp521r1 SecP256r1MLKEM768 SecP384r1MLKEM1024"
            + " x448 brainpoolP256r1 brainpoolP384r1 brainpoolP512r1 MLKEM768 MLKEM1024 MLKEM512"
            + " ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192";
    assertEquals(
        Map.of(
            "standard", all,
            "jca",
                "x25519 secp256r1 secp384r1 secp521r1 x448"
                    + " ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192",
            "bouncyCastle", all),
        offered);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void bothSidesGetTheSameSecret(GroupPair pair) throws InvalidKeyShare {
    PendingKeyExchange pending = pair.initiator().group().begin(random);
    KeyExchangeReply reply = pair.responder().group().respond(random, pending.share());

    assertEquals(pending.complete(reply.share()), reply.secret());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void eachExchangeHasItsOwnSecret(GroupCase group) throws InvalidKeyShare {
    PendingKeyExchange pending = group.group().begin(random);
    Secret one = group.group().respond(random, pending.share()).secret();
    Secret other = group.group().respond(random, pending.share()).secret();

    assertNotEquals(one, other);
  }

  /** Sizes of shares: what the initiator and what the responder sends (RFC 10024 for hybrids). */
  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void sharesHaveTheSizesOfTheStandards(GroupCase group) throws InvalidKeyShare {
    Bytes share = group.group().begin(random).share();
    KeyExchangeReply reply = group.group().respond(random, share);

    String expected =
        switch (group.algorithm()) {
          case X25519 -> "32 32 32";
          case X448 -> "56 56 56";
          case SECP256R1, BRAINPOOLP256R1 -> "65 65 32";
          case SECP384R1, BRAINPOOLP384R1 -> "97 97 48";
          case SECP521R1 -> "133 133 66";
          case BRAINPOOLP512R1 -> "129 129 64";
          case MLKEM512 -> "800 768 32";
          case MLKEM768 -> "1184 1088 32";
          case MLKEM1024 -> "1568 1568 32";
          case X25519MLKEM768 -> "1216 1120 64";
          case SECP256R1MLKEM768 -> "1249 1153 64";
          case SECP384R1MLKEM1024 -> "1665 1665 80";
          case FFDHE2048 -> "256 256 256";
          case FFDHE3072 -> "384 384 384";
          case FFDHE4096 -> "512 512 512";
          case FFDHE6144 -> "768 768 768";
          case FFDHE8192 -> "1024 1024 1024";
        };
    assertEquals(expected, share.size() + " " + reply.share().size() + " " + reply.secret().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void completesOnlyOnce(GroupCase group) throws InvalidKeyShare {
    PendingKeyExchange pending = group.group().begin(random);
    Bytes share = group.group().respond(random, pending.share()).share();
    pending.complete(share);

    assertThrows(IllegalStateException.class, () -> pending.complete(share));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void refusesSharesOfAnotherSize(GroupCase group) throws InvalidKeyShare {
    Bytes good = group.group().begin(random).share();
    Bytes reply = group.group().respond(random, good).share();

    for (Bytes bad : List.of(Bytes.empty(), good.first(good.size() - 1), good.plus(Bytes.of(0)))) {
      assertThrows(InvalidKeyShare.class, () -> group.group().respond(random, bad));
    }
    for (Bytes bad : List.of(Bytes.empty(), reply.first(reply.size() - 1), reply.plus(good))) {
      assertThrows(InvalidKeyShare.class, () -> group.group().begin(random).complete(bad));
    }
  }
}
