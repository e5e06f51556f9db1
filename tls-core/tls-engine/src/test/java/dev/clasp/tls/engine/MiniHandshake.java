package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls13Kdf;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Epoch13.Kind;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.Arrays;
import java.util.Set;

/**
 * A handshake with the shape of TLS 1.3 and none of its cryptography: the secrets are fixed.
 *
 * <pre>
 *   client_hello              -->
 *                             <--  server_hello, change_cipher_spec, [finished]
 *   change_cipher_spec, [finished]  -->
 * </pre>
 *
 * <p>What a connection must do does not depend on what the messages say, so its tests use this one.
 */
final class MiniHandshake {
  static final CryptoProvider CRYPTO = CryptoProviders.standard();
  static final Suite13 SUITE = Suite13.TLS_AES_128_GCM_SHA256;
  static final Bytes BODY = Bytes.of(1, 2, 3);

  private MiniHandshake() {}

  static Step client(Suite13 suite) {
    return Step.to(new WaitServerHello(suite)).send(message(HandshakeType.CLIENT_HELLO, BODY));
  }

  static Step server(Suite13 suite) {
    return Step.to(new WaitClientHello(suite));
  }

  static Bytes message(HandshakeType type, Bytes body) {
    int length = body.size();
    return Bytes.of(type.value(), length >> 16, length >> 8, length).plus(body);
  }

  static Bytes keyUpdate(boolean requested) {
    return message(HandshakeType.KEY_UPDATE, Bytes.of(requested ? 1 : 0));
  }

  static Epoch13 epoch(Kind kind, Suite13 suite, boolean fromClient) {
    byte[] secret = new byte[suite.hash().length()];
    Arrays.fill(secret, (byte) (16 * kind.ordinal() + (fromClient ? 1 : 2)));
    return new Epoch13(kind, suite, Secret.takeFrom(secret));
  }

  static Epoch13 next(Epoch13 epoch) {
    Tls13Kdf kdf = new Tls13Kdf(CRYPTO.hashes(), epoch.suite().hash());
    Secret secret =
        kdf.expandLabel(
            epoch.trafficSecret(), "traffic upd", Bytes.empty(), epoch.suite().hash().length());
    return new Epoch13(Kind.APPLICATION, epoch.suite(), secret);
  }

  /** What all of them have in common: bodies are not decoded. */
  interface MiniState extends HandshakeState.Receiving {
    @Override
    default HandshakeCodec codec() {
      return frame -> new Finished(frame.body()); // stands for any; the states look at the frame
    }

    @Override
    default Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
      return Step.to(this);
    }
  }

  record WaitClientHello(Suite13 suite) implements MiniState {
    @Override
    public Set<HandshakeType> expects() {
      return Set.of(HandshakeType.CLIENT_HELLO);
    }

    @Override
    public Step on(Incoming incoming) throws TlsException {
      return Step.to(new WaitFinished(suite, false))
          .send(message(HandshakeType.SERVER_HELLO, BODY))
          .sendChangeCipherSpec()
          .changeWriteKeys(epoch(Kind.HANDSHAKE, suite, false))
          .send(message(HandshakeType.FINISHED, BODY))
          .changeWriteKeys(epoch(Kind.APPLICATION, suite, false))
          .changeReadKeys(epoch(Kind.HANDSHAKE, suite, true), incoming.requireRecordBoundary());
    }
  }

  record WaitServerHello(Suite13 suite) implements MiniState {
    @Override
    public Set<HandshakeType> expects() {
      return Set.of(HandshakeType.SERVER_HELLO);
    }

    @Override
    public Step on(Incoming incoming) throws TlsException {
      return Step.to(new WaitFinished(suite, true))
          .sendChangeCipherSpec()
          .changeWriteKeys(epoch(Kind.HANDSHAKE, suite, true))
          .changeReadKeys(epoch(Kind.HANDSHAKE, suite, false), incoming.requireRecordBoundary());
    }
  }

  record WaitFinished(Suite13 suite, boolean isClient) implements MiniState {
    @Override
    public Set<HandshakeType> expects() {
      return Set.of(HandshakeType.FINISHED);
    }

    @Override
    public Step on(Incoming incoming) throws TlsException {
      if (!incoming.frame().body().equals(BODY)) {
        throw ProtocolViolation.decryptError(Rfc.rfc9846("4.5.3"), "Finished: does not verify");
      }
      Epoch13 write = epoch(Kind.APPLICATION, suite, isClient);
      Epoch13 read = epoch(Kind.APPLICATION, suite, !isClient);
      Step step = Step.to(new MiniConnected(read, write));
      if (isClient) {
        step = step.send(message(HandshakeType.FINISHED, BODY)).changeWriteKeys(write);
      }
      return step.changeReadKeys(read, incoming.requireRecordBoundary());
    }
  }

  record MiniConnected(Epoch13 read, Epoch13 write) implements MiniState, HandshakeState.Connected {
    @Override
    public Set<HandshakeType> expects() {
      return Set.of(HandshakeType.KEY_UPDATE, HandshakeType.NEW_SESSION_TICKET);
    }

    @Override
    public Step on(Incoming incoming) throws TlsException {
      if (incoming.frame().type() == HandshakeType.NEW_SESSION_TICKET) {
        return Step.to(this);
      }
      if (incoming.frame().body().equals(Bytes.of(2))) {
        throw new IllegalStateException("a bug in a state");
      }
      MiniConnected updated = new MiniConnected(next(read), write);
      boolean requested = incoming.frame().body().equals(Bytes.of(1));
      Step step = requested ? updated.updateKeys(false) : Step.to(updated);
      return step.changeReadKeys(updated.read, incoming.requireRecordBoundary());
    }

    @Override
    public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
      throw UnexpectedMessage.of("change_cipher_spec", expects(), Rfc.rfc9846("5"));
    }

    @Override
    public Step updateKeys(boolean requestPeer) throws TlsException {
      if (SUITE_WITHOUT_UPDATES == write.suite()) {
        throw new ProtocolViolation(
            AlertDescription.INTERNAL_ERROR, Rfc.rfc9846("5.5"), "no key updates");
      }
      return Step.to(new MiniConnected(read, next(write)))
          .send(keyUpdate(requestPeer))
          .changeWriteKeys(next(write));
    }
  }

  /** Stands for a version that cannot update keys. */
  static final Suite13 SUITE_WITHOUT_UPDATES = Suite13.TLS_AES_128_CCM_8_SHA256;
}
