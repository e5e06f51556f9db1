package dev.clasp.tls.handshake.testing;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import java.util.List;
import java.util.function.UnaryOperator;

/** Hellos with one field changed. */
public final class Hellos {
  private Hellos() {}

  public static ServerHello version(ServerHello hello, ProtocolVersion version) {
    return new ServerHello(
        version,
        hello.random(),
        hello.legacySessionIdEcho(),
        hello.cipherSuite(),
        hello.legacyCompressionMethod(),
        hello.extensions());
  }

  public static ServerHello random(ServerHello hello, Random random) {
    return new ServerHello(
        hello.legacyVersion(),
        random,
        hello.legacySessionIdEcho(),
        hello.cipherSuite(),
        hello.legacyCompressionMethod(),
        hello.extensions());
  }

  public static ServerHello sessionId(ServerHello hello, Bytes sessionId) {
    return new ServerHello(
        hello.legacyVersion(),
        hello.random(),
        new SessionId(sessionId),
        hello.cipherSuite(),
        hello.legacyCompressionMethod(),
        hello.extensions());
  }

  public static ServerHello suite(ServerHello hello, CipherSuite suite) {
    return new ServerHello(
        hello.legacyVersion(),
        hello.random(),
        hello.legacySessionIdEcho(),
        suite,
        hello.legacyCompressionMethod(),
        hello.extensions());
  }

  public static ServerHello compression(ServerHello hello, int method) {
    return new ServerHello(
        hello.legacyVersion(),
        hello.random(),
        hello.legacySessionIdEcho(),
        hello.cipherSuite(),
        method,
        hello.extensions());
  }

  public static ServerHello with(ServerHello hello, Extension extension) {
    return new ServerHello(
        hello.legacyVersion(),
        hello.random(),
        hello.legacySessionIdEcho(),
        hello.cipherSuite(),
        hello.legacyCompressionMethod(),
        hello.extensions().with(extension));
  }

  public static ServerHello without(ServerHello hello, ExtensionType type) {
    return new ServerHello(
        hello.legacyVersion(),
        hello.random(),
        hello.legacySessionIdEcho(),
        hello.cipherSuite(),
        hello.legacyCompressionMethod(),
        hello.extensions().without(type));
  }

  public static ClientHello version(ClientHello hello, ProtocolVersion version) {
    return new ClientHello(
        version,
        hello.random(),
        hello.legacySessionId(),
        hello.cipherSuites(),
        hello.legacyCompressionMethods(),
        hello.extensions());
  }

  public static ClientHello random(ClientHello hello, Random random) {
    return new ClientHello(
        hello.legacyVersion(),
        random,
        hello.legacySessionId(),
        hello.cipherSuites(),
        hello.legacyCompressionMethods(),
        hello.extensions());
  }

  public static ClientHello sessionId(ClientHello hello, Bytes sessionId) {
    return new ClientHello(
        hello.legacyVersion(),
        hello.random(),
        new SessionId(sessionId),
        hello.cipherSuites(),
        hello.legacyCompressionMethods(),
        hello.extensions());
  }

  public static ClientHello suites(ClientHello hello, List<CipherSuite> suites) {
    return new ClientHello(
        hello.legacyVersion(),
        hello.random(),
        hello.legacySessionId(),
        suites,
        hello.legacyCompressionMethods(),
        hello.extensions());
  }

  public static ClientHello compression(ClientHello hello, Bytes methods) {
    return new ClientHello(
        hello.legacyVersion(),
        hello.random(),
        hello.legacySessionId(),
        hello.cipherSuites(),
        methods,
        hello.extensions());
  }

  public static ClientHello with(ClientHello hello, Extension extension) {
    return hello.withExtensions(hello.extensions().with(extension));
  }

  public static ClientHello without(ClientHello hello, ExtensionType type) {
    return hello.withExtensions(hello.extensions().without(type));
  }

  /** Leaves a HelloRetryRequest alone and changes the ServerHello behind it. */
  public static UnaryOperator<ServerHello> butNotTheRetry(UnaryOperator<ServerHello> edit) {
    return hello -> hello.isHelloRetryRequest() ? hello : edit.apply(hello);
  }

  /** Changes a HelloRetryRequest and leaves the ServerHello behind it alone. */
  public static UnaryOperator<ServerHello> onlyTheRetry(UnaryOperator<ServerHello> edit) {
    return hello -> hello.isHelloRetryRequest() ? edit.apply(hello) : hello;
  }

  /** Leaves the first ClientHello alone and changes the second. */
  public static UnaryOperator<ClientHello> second(UnaryOperator<ClientHello> edit) {
    return new UnaryOperator<>() {
      private boolean again;

      @Override
      public ClientHello apply(ClientHello hello) {
        boolean first = !again;
        again = true;
        return first ? hello : edit.apply(hello);
      }
    };
  }
}
