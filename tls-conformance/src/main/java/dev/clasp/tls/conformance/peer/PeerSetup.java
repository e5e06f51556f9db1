package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of one conversation starts from.
 *
 * @param connector opens a connection to the target
 * @param crypto with {@code random} as its randomness
 * @param random seeded for this conversation and cell
 * @param identities by name, such as {@code client.rsa}
 * @param statusResponses OCSP responses by name, such as {@code good}
 * @param schedule how our octets go out
 * @param patience how long to wait for each message, in milliseconds
 */
public record PeerSetup(
    Connector connector,
    CryptoProvider crypto,
    SeededRandom random,
    Map<String, Identity> identities,
    Map<String, Bytes> statusResponses,
    TransportSchedule schedule,
    long patience) {
  /** Opens a connection. */
  @FunctionalInterface
  public interface Connector {
    Transport connect() throws java.io.IOException;
  }

  public PeerSetup {
    identities = Map.copyOf(identities);
    statusResponses = Map.copyOf(statusResponses);
  }

  /** Without OCSP responses, and as the conversation writes. */
  public PeerSetup(
      Connector connector,
      CryptoProvider crypto,
      SeededRandom random,
      Map<String, Identity> identities,
      long patience) {
    this(connector, crypto, random, identities, Map.of(), TransportSchedule.NONE, patience);
  }

  public Optional<Identity> identity(String name) {
    return Optional.ofNullable(identities.get(name));
  }
}
