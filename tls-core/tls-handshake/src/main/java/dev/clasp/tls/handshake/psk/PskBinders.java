package dev.clasp.tls.handshake.psk;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.schedule.EarlySecret;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.schedule.KeySchedule;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The binders of pre_shared_key: each proves that the client has the key, and ties it to this
 * handshake (RFC 9846 §4.3.11.2).
 */
public final class PskBinders {
  private PskBinders() {}

  /**
   * The hello with pre_shared_key behind its other extensions.
   *
   * @param before what precedes the hello in the transcript, by the hash of the key
   */
  public static ClientHello sign(
      ClientHello hello,
      List<PreSharedKey> keys,
      Instant now,
      Hashes hashes,
      Function<HashAlgorithm, Transcript> before) {
    // "The length fields for the message ... are all set as if binders of the correct lengths were
    // present."
    ClientHello unsigned =
        with(
            hello,
            keys,
            now,
            keys.stream().map(key -> Bytes.copyOf(new byte[key.hash().length()])).toList());
    Bytes truncated = unsigned.withoutBinders(unsigned.framed());
    List<Bytes> binders = new ArrayList<>();
    for (PreSharedKey key : keys) {
      binders.add(binder(key, hashes, hello, before.apply(key.hash()).hashWith(truncated)));
    }
    return with(hello, keys, now, binders);
  }

  /**
   * Checks the binder of the one key that is selected. CT: reveals the verdict only.
   *
   * @param hello with a binder for each identity
   * @param framed the hello as received
   * @param before what precedes the hello in the transcript
   * @throws ProtocolViolation {@code decrypt_error}: "If this value is not present or does not
   *     validate, the server MUST abort the handshake"
   */
  public static void verify(
      PreSharedKey key,
      int index,
      ClientHello hello,
      Bytes framed,
      Hashes hashes,
      Transcript before)
      throws ProtocolViolation {
    Bytes received =
        hello.extensions().find(PreSharedKeyClientHello.class).orElseThrow().binders().get(index);
    Bytes truncated = hello.withoutBinders(framed);
    Secret expected = Secret.copyOf(binder(key, hashes, hello, before.hashWith(truncated)));
    if (!expected.equals(Secret.copyOf(received))) {
      throw ProtocolViolation.decryptError(
          Rfc.rfc9846("4.3.11", 8, 9),
          "ClientHello.pre_shared_key.binders[%d]: does not match the key".formatted(index));
    }
  }

  private static Bytes binder(
      PreSharedKey key, Hashes hashes, ClientHello hello, Bytes truncatedHash) {
    EarlySecret early =
        new KeySchedule(hashes, key.hash(), KeyLog.NONE, hello.random()).early(key.key());
    Bytes binder = early.binder(key.kind(), truncatedHash);
    early.destroy();
    return binder;
  }

  private static ClientHello with(
      ClientHello hello, List<PreSharedKey> keys, Instant now, List<Bytes> binders) {
    return hello.withExtensions(
        hello
            .extensions()
            .plus(
                new PreSharedKeyClientHello(
                    keys.stream().map(key -> key.offered(now)).toList(), binders)));
  }
}
