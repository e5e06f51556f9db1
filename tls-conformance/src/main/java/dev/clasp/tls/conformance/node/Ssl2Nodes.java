package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.Rfc;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is left of SSL 2.0: enough to see whether a server still speaks it (RFC 6176, RFC 5246
 * §E.2).
 *
 * <p>A record is {@code 0x80 | length >> 8, length} and the message, its type first. Nothing here
 * computes keys of that version.
 */
final class Ssl2Nodes {
  private static final int ERROR = 0;
  private static final int CLIENT_HELLO = 1;
  private static final int CLIENT_MASTER_KEY = 2;
  private static final int SERVER_HELLO = 4;
  private static final int SERVER_VERIFY = 5;
  private static final int CHALLENGE = 32; // bytes
  private static final int VERSION = 0x0002;
  private static final Rfc PROHIBITED = Rfc.rfc(6176, "3");

  private Ssl2Nodes() {}

  /** {@code ClientHelloGenerator {ssl2, ciphers, version, session_id, random}}. */
  static Node.Command clientHello(Args args) throws FormatException {
    List<Integer> ciphers = args.numbers("ciphers", Registry.NUMBERS);
    int version = args.number("version", Registry.VERSIONS).orElse(VERSION);
    Optional<ByteValue> session = args.bytes("session_id");
    Optional<ByteValue> challenge = args.bytes("random");
    return peer -> {
      Bytes specs =
          Bytes.concat(
              ciphers.stream().map(each -> Bytes.of(each >> 16, each >> 8, each)).toList());
      Bytes id = session.isPresent() ? session.get().in(peer) : Bytes.empty();
      Bytes random =
          challenge.isPresent() ? challenge.get().in(peer) : peer.setup().random().bytes(CHALLENGE);
      send(
          peer,
          "CLIENT-HELLO",
          Bytes.concat(
              Bytes.of(CLIENT_HELLO, version >> 8, version),
              lengths(specs, id, random),
              specs,
              id,
              random));
      peer.records().expectSsl2();
    };
  }

  /** {@code ClientMasterKeyGenerator {cipher, master_key, clear_key}}: the key as it is given. */
  static Node.Command clientMasterKey(Args args) throws FormatException {
    int cipher = args.required("cipher");
    Optional<ByteValue> masterKey = args.bytes("master_key");
    Optional<ByteValue> clearKey = args.bytes("clear_key");
    return peer -> {
      Bytes clear = clearKey.isPresent() ? clearKey.get().in(peer) : Bytes.empty();
      Bytes encrypted =
          masterKey.isPresent() ? masterKey.get().in(peer) : peer.setup().random().bytes(256);
      Bytes none = Bytes.empty();
      send(
          peer,
          "CLIENT-MASTER-KEY",
          Bytes.concat(
              Bytes.of(CLIENT_MASTER_KEY, cipher >> 16, cipher >> 8, cipher),
              lengths(clear, encrypted, none),
              clear,
              encrypted));
    };
  }

  /** {@code ExpectServerHello2}: a server that speaks SSL 2.0. */
  static Node.Expectation serverHello() {
    return ofType(SERVER_HELLO);
  }

  /** {@code ExpectVerify}: SERVER-VERIFY, or what is under keys and cannot be read. */
  static Node.Expectation verify() {
    return ofType(SERVER_VERIFY);
  }

  /** {@code ExpectSSL2Alert {error}}. */
  static Node.Expectation alert(Args args) throws FormatException {
    OptionalInt error = args.number("error");
    return new Ofs(ERROR, error);
  }

  private static Node.Expectation ofType(int type) {
    return new Ofs(type, OptionalInt.empty());
  }

  /**
   * A message of SSL 2.0.
   *
   * @param error of an ERROR message
   */
  private record Ofs(int type, OptionalInt error) implements Node.Expectation {
    @Override
    public boolean matches(Received received) {
      return received instanceof Received.Ssl2 message
          && !message.message().isEmpty()
          && message.message().get(0) == type;
    }

    @Override
    public void take(Peer peer, Received received) throws CheckFailed, ScriptException {
      Bytes message = ((Received.Ssl2) received).message();
      boolean whole = message.size() >= 3;
      int code = whole ? (message.get(1) & 0xFF) << 8 | (message.get(2) & 0xFF) : -1;
      if (error.isPresent() && code != error.getAsInt()) {
        throw new CheckFailed(
            PROHIBITED, "SSL 2.0 error: %d, expected %d".formatted(code, error.getAsInt()));
      }
    }
  }

  private static Bytes lengths(Bytes one, Bytes two, Bytes three) {
    return Bytes.of(
        one.size() >> 8, one.size(), two.size() >> 8, two.size(), three.size() >> 8, three.size());
  }

  private static void send(Peer peer, String what, Bytes message)
      throws java.io.IOException, ScriptException {
    Bytes record = Bytes.of(0x80 | message.size() >> 8, message.size()).plus(message);
    peer.sentRaw(what + " of SSL 2.0", record);
    peer.records().raw(record);
  }
}
