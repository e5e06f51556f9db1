package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Honest client and server of TLS 1.3, one byte of whose messages is changed before protection: the
 * other side, whose records all authenticate, notices and says why.
 */
class MutatedHandshakePropertyTest {
  /** What happens to the chosen byte. */
  enum Mutation {
    CHANGE,
    REMOVE,
    INSERT
  }

  @Property(tries = 1500)
  void aMutatedHandshakeFailsOnOneSideByTheOthersFault(
      @ForAll boolean atClient,
      @ForAll boolean retry,
      @ForAll Mutation mutation,
      @ForAll @IntRange(max = 1500) int position,
      @ForAll @IntRange(min = 1, max = 255) int difference)
      throws Exception {
    OneByte oneByte = new OneByte(mutation, position, difference);
    Step client = client(retry);
    Step server = server(retry);
    Duplex duplex =
        Duplex.of(
            atClient ? Rewriting.of(client, oneByte) : client,
            atClient ? server : Rewriting.of(server, oneByte),
            ConnectionOptions.standard());

    if (!endsWell(duplex)) {
      assertTrue(oneByte.done, "failed without a mutation");
    } else {
      assertFalse(oneByte.done, "nobody noticed the mutation");
    }
  }

  /**
   * Both are established; or one fails, and tells the other, or waits for the rest of a message.
   */
  private static boolean endsWell(Duplex duplex) throws TlsException {
    try {
      duplex.run(Delivery.WHOLE);
    } catch (LocalFault bug) {
      throw new AssertionError("a peer reached a bug", bug);
    } catch (TlsException refused) {
      boolean byClient = duplex.client().connection.failure().isPresent();
      End failed = byClient ? duplex.client() : duplex.server();
      End other = byClient ? duplex.server() : duplex.client();
      Bytes alert = failed.flush();
      assertThrows(TlsException.class, () -> other.deliver(alert));
      return false;
    }
    return duplex.client().connection.status().established()
        && duplex.server().connection.status().established();
  }

  private static Step client(boolean retry) {
    return Handshake.client(
        TestConfigs.client()
            .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
            .keyShares(List.of(retry ? NamedGroup.SECP256R1 : NamedGroup.X25519))
            .applicationProtocols(List.of("h2", "http/1.1"))
            .credentials(CredentialSelector.of(TestCertificates.client("P-256")))
            .build(),
        TestConfigs.SERVER);
  }

  private static Step server(boolean retry) {
    return Handshake.server(
        Tls13HandshakeTest.server()
            .groups(List.of(NamedGroup.X25519))
            .applicationProtocols(List.of("http/1.1"))
            .clientAuthentication(
                retry ? ClientAuthentication.NONE : ClientAuthentication.NEEDED,
                TestCertificates.trust())
            .build());
  }

  /** Changes the byte at a position among all that one side sends. */
  private static final class OneByte implements UnaryOperator<Bytes> {
    private final Mutation mutation;
    private final int difference;
    private int left;
    private boolean done;

    OneByte(Mutation mutation, int position, int difference) {
      this.mutation = mutation;
      this.left = position;
      this.difference = difference;
    }

    @Override
    public Bytes apply(Bytes messages) {
      if (done || left >= messages.size()) {
        left -= messages.size();
        return messages;
      }
      done = true;
      Bytes before = messages.first(left);
      Bytes from = messages.slice(left, messages.size());
      Bytes after = messages.slice(left + 1, messages.size());
      return switch (mutation) {
        case CHANGE -> before.plus(Bytes.of(messages.get(left) ^ difference)).plus(after);
        case REMOVE -> before.plus(after);
        case INSERT -> before.plus(Bytes.of(difference)).plus(from);
      };
    }
  }
}
