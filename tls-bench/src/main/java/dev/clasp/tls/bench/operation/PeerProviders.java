package dev.clasp.tls.bench.operation;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;

/** The peers' code. None of them is registered: what nobody names stays the JDK's. */
final class PeerProviders {
  /** The peers reached through the JCA. */
  static final List<Peer> JCA = List.of(Peer.JDK, Peer.BC, Peer.CONSCRYPT, Peer.ACCP);

  private PeerProviders() {}

  /**
   * The provider to ask; empty for the JDK, whose own preference among its providers counts.
   *
   * @throws Unavailable when its native library does not load
   */
  static Optional<Provider> jca(Peer peer) throws Unavailable {
    try {
      return switch (peer) {
        case JDK -> Optional.empty();
        case BC -> Optional.of(new BouncyCastleProvider());
        case CONSCRYPT -> Optional.of(Conscrypt.newProvider());
        case ACCP -> Optional.of(accp());
        case CLASP, CIPHER -> throw new IllegalArgumentException(peer + " is no JCA provider");
      };
    } catch (LinkageError e) {
      throw new Unavailable(peer.label() + " does not load here: " + e, e);
    }
  }

  private static Provider accp() throws Unavailable {
    Throwable error = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
    if (error != null) {
      throw new Unavailable("accp does not load here: " + error, error);
    }
    return AmazonCorrettoCryptoProvider.INSTANCE;
  }

  /**
   * The peers that stand behind Clasp's own interfaces.
   *
   * @throws Unavailable for all others
   */
  static CryptoProvider crypto(Peer peer) throws Unavailable {
    return switch (peer) {
      case CLASP -> CryptoProviders.standard();
      case JDK -> CryptoProviders.jca();
      case BC -> CryptoProviders.bouncyCastle();
      case CONSCRYPT, ACCP, CIPHER ->
          throw new Unavailable(peer.label() + " is not behind Clasp's CryptoProvider");
    };
  }
}
