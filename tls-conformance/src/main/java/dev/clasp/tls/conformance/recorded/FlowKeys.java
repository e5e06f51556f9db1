package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.PremasterDecryption;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.handshake.message.ServerEcdhParams;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.handshake.schedule.KeySchedule12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.schedule.Premaster;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.TlsException;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of Go's recordings: the side that Go's test plays draws zeros for random bytes.
 *
 * <p>Then its private key is zero for X25519, which clamping makes a valid one, and for P-256 a
 * number with one byte that Go changes because zero is none. Its premaster secret for RSA is the
 * version and zeros.
 *
 * @param goIsClient which side Go plays
 */
record FlowKeys(boolean goIsClient) implements Observer12.Keys {
  /** Nobody can give the JDK a private key of P-256, so it is never the JDK that agrees. */
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();

  private static final Map<GroupAlgorithm, Bytes> PRIVATE_KEYS =
      Map.of(
          GroupAlgorithm.X25519, Bytes.copyOf(new byte[32]),
          GroupAlgorithm.SECP256R1, Bytes.of(0, 0x42).plus(Bytes.copyOf(new byte[30])));

  @Override
  public Optional<Secret> mainSecret(Observer12 seen) throws TlsException {
    Optional<Secret> premaster = premaster(seen);
    if (premaster.isEmpty()) {
      return Optional.empty();
    }
    KeySchedule12 schedule = seen.schedule();
    MainSecret12 main =
        seen.hellos().extendedMainSecret()
            ? schedule.extendedMain(premaster.get(), seen.throughClientKeyExchange().orElseThrow())
            : schedule.main(premaster.get());
    return Optional.of(main.forSession());
  }

  /**
   * What a key exchange gives if one of the shares is Go's.
   *
   * @param clientShare received by the server
   * @param serverShare received by the client
   */
  Optional<Secret> agree(NamedGroup group, Bytes clientShare, Bytes serverShare) {
    Optional<PendingKeyExchange> known = group.algorithm().flatMap(FlowKeys::gos);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    PendingKeyExchange gos = known.get();
    if (!gos.share().equals(goIsClient ? clientShare : serverShare)) {
      return Optional.empty();
    }
    try {
      return Optional.of(gos.complete(goIsClient ? serverShare : clientShare));
    } catch (InvalidKeyShare e) {
      throw new IllegalStateException("a recorded connection went on after a bad share", e);
    }
  }

  private static Optional<PendingKeyExchange> gos(GroupAlgorithm group) {
    return Optional.ofNullable(PRIVATE_KEYS.get(group))
        .map(privateKey -> KnownKeys.begin(CRYPTO, group, privateKey));
  }

  private Optional<Secret> premaster(Observer12 seen) throws TlsException {
    KeyExchange12 kind = seen.hellos().suite().keyExchange();
    Optional<ClientKeyExchange> exchange = seen.find(ClientKeyExchange.class);
    if (exchange.isEmpty()) {
      return Optional.empty(); // an earlier session's, which is not in the recording
    }
    if (kind == KeyExchange12.RSA) {
      Bytes zeros = Bytes.copyOf(new byte[PremasterDecryption.LENGTH - 2]);
      return goIsClient ? Optional.of(Secret.copyOf(Bytes.of(3, 3).plus(zeros))) : Optional.empty();
    }
    ServerParams params =
        seen.find(ServerKeyExchange.class).orElseThrow().content(kind).params().orElseThrow();
    Bytes clientShare = exchange.get().content(kind).value().orElseThrow();
    return params instanceof ServerEcdhParams ecdh
        ? agree(ecdh.namedCurve(), clientShare, ecdh.point()).map(Premaster::ecdhe)
        : Optional.empty();
  }
}
