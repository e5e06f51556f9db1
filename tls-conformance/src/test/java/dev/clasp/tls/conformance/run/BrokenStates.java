package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.peer.PeerSchedule;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.Action;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Servers with one check left out: our own states, wrapped. */
final class BrokenStates {
  private BrokenStates() {}

  /** Ignores every message that must not come. */
  static Step ignoringUnexpectedMessages(Step first) {
    return new Ignoring(first.next()).wrap(first);
  }

  /** Wraps each state as the connection reaches it. */
  private record Ignoring(HandshakeState state) implements HandshakeState.Receiving {
    Step wrap(Step step) {
      if (step.next() instanceof HandshakeState.Connected) {
        return step;
      }
      if (!(step.next() instanceof HandshakeState.Receiving)) {
        return new Step(whenDone(step.next()), step.actions());
      }
      return new Step(new Ignoring(step.next()), step.actions());
    }

    private HandshakeState whenDone(HandshakeState next) {
      HandshakeState.Working working = (HandshakeState.Working) next;
      return new HandshakeState.Working(
          new PendingWork(working.work().description(), () -> wrap(working.work().run())));
    }

    private HandshakeState.Receiving receiving() {
      return (HandshakeState.Receiving) state;
    }

    @Override
    public Set<HandshakeType> expects() {
      return receiving().expects();
    }

    @Override
    public HandshakeCodec codec() {
      return receiving().codec();
    }

    @Override
    public Step receive(HandshakeFrame frame) throws TlsException {
      return expects().contains(frame.type()) ? wrap(receiving().receive(frame)) : Step.to(this);
    }

    @Override
    public Step on(Incoming incoming) throws TlsException {
      return wrap(receiving().on(incoming));
    }

    @Override
    public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
      return wrap(receiving().onChangeCipherSpec(boundary));
    }
  }

  /**
   * Takes any Finished: hands the state the one it wants to see, computed from the key log.
   *
   * <p>Good for one connection.
   */
  static final class AnyFinished implements KeyLog {
    private final List<Bytes> transcript = new ArrayList<>();
    private Optional<Secret> clientHandshakeSecret = Optional.empty();

    @Override
    public void log(Label label, Random clientRandom, Secret secret) {
      if (label == Label.CLIENT_HANDSHAKE_TRAFFIC_SECRET) {
        clientHandshakeSecret = Optional.of(secret);
      }
    }

    Step wrap(Step step, CryptoProvider crypto) {
      for (Action action : step.actions()) {
        if (action instanceof Action.Send send) {
          transcript.add(send.messages());
        }
      }
      HandshakeState next = step.next();
      if (next instanceof HandshakeState.Working working) {
        return new Step(
            new HandshakeState.Working(
                new PendingWork(
                    working.work().description(), () -> wrap(working.work().run(), crypto))),
            step.actions());
      }
      return next instanceof HandshakeState.Connected
          ? step
          : new Step(new Lying((HandshakeState.Receiving) next, crypto), step.actions());
    }

    private final class Lying implements HandshakeState.Receiving {
      private final HandshakeState.Receiving honest;
      private final CryptoProvider crypto;

      Lying(HandshakeState.Receiving honest, CryptoProvider crypto) {
        this.honest = honest;
        this.crypto = crypto;
      }

      @Override
      public Set<HandshakeType> expects() {
        return honest.expects();
      }

      @Override
      public HandshakeCodec codec() {
        return honest.codec();
      }

      @Override
      public Step on(Incoming incoming) throws TlsException {
        if (incoming.message() instanceof Finished) {
          Finished wanted = new Finished(verifyData());
          HandshakeFrame frame = incoming.frame();
          return wrap(
              honest.on(
                  new Incoming(
                      wanted,
                      new HandshakeFrame(
                          frame.type(), wanted.verifyData(), wanted.framed(), frame.endsRecord()))),
              crypto);
        }
        transcript.add(incoming.raw());
        return wrap(honest.on(incoming), crypto);
      }

      private Bytes verifyData() throws TlsException {
        Bytes messages = Bytes.concat(transcript);
        Suite13 suite = suite(messages);
        Bytes hash = crypto.hashes().digest(suite.hash(), messages);
        return PeerSchedule.start(crypto, suite, Optional.empty())
            .finished(clientHandshakeSecret.orElseThrow(), hash);
      }

      private Suite13 suite(Bytes messages) throws TlsException {
        HandshakeDeframer deframer = new HandshakeDeframer();
        deframer.add(messages);
        deframer.poll(); // ClientHello
        HandshakeFrame hello = deframer.poll().orElseThrow();
        ServerHello message = (ServerHello) HandshakeCodecs.TLS13.decode(hello);
        return Suite13.of(message.cipherSuite()).orElseThrow();
      }

      @Override
      public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
        return wrap(honest.onChangeCipherSpec(boundary), crypto);
      }
    }
  }
}
