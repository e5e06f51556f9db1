package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.PremasterDecryption;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.authentication.ServerParamsContent;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.message.ServerKeyExchangeContent;
import dev.clasp.tls.handshake.schedule.KeySchedule12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.schedule.Premaster;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays one handshake of {@code vectors/tls12} and compares everything in it.
 *
 * <ul>
 *   <li>{@code message}: decoded and encoded again, the same bytes
 *   <li>{@code premaster}: decrypted, agreed on, or put together from the PSK
 *   <li>{@code main secret}: from the premaster secret, classic or extended
 *   <li>{@code key block}: each key and IV
 *   <li>{@code signature}: of ServerKeyExchange, with the key of the certificate
 *   <li>{@code verify_data}: of both Finished, from the main secret alone; {@code schedule} from
 *       the schedule's own type
 *   <li>{@code application data}: what both sides sent, out of their records
 *   <li>{@code record}: sealed again, the same bytes, where nothing in it is the sender's choice
 *       but the IV
 * </ul>
 */
final class HandshakeReplay {
  private final CryptoProvider crypto;
  private final RecordedHandshake recorded;
  private final Checks checks;
  private final Observer12 observer;

  private HandshakeReplay(CryptoProvider crypto, RecordedHandshake recorded) {
    this.crypto = crypto;
    this.recorded = recorded;
    this.checks = new Checks(recorded.name());
    this.observer =
        new Observer12(crypto, checks, seen -> Optional.of(Secret.copyOf(recorded.mainSecret())));
  }

  static List<Check> of(CryptoProvider crypto, RecordedHandshake recorded) {
    HandshakeReplay replay = new HandshakeReplay(crypto, recorded);
    try {
      for (SentRecord record : recorded.records()) {
        replay.observer.read(record);
      }
      replay.compare();
    } catch (TlsException e) {
      replay.checks.failed("replay to the end", e);
    }
    return replay.checks.all();
  }

  private void compare() throws TlsException {
    checks.add("hellos", this::differenceOfHellos);
    comparePremaster();
    compareSchedule();
    compareKeyBlock();
    Optional<ServerKeyExchange> exchange = observer.find(ServerKeyExchange.class);
    if (exchange.isPresent()) {
      ServerKeyExchangeContent content = exchange.get().content(recorded.suite().keyExchange());
      if (content.signedParams().isPresent()) {
        checks.add("signature: server_key_exchange", () -> differenceOfSignature(content));
      }
    }
    for (Sender sender : Sender.values()) {
      checks.add(
          "application data: " + sender,
          () ->
              Checks.difference(
                  recorded.applicationData().getOrDefault(sender, Bytes.empty()),
                  observer.applicationData(sender)));
    }
    new SealAgain(crypto, observer, checks).compare();
  }

  private String differenceOfHellos() {
    Hellos12 hellos = observer.hellos();
    if (hellos.suite() != recorded.suite()) {
      return "suite is " + hellos.suite();
    }
    if (hellos.extendedMainSecret() != recorded.extendedMainSecret()) {
      return "extended_main_secret is " + hellos.extendedMainSecret();
    }
    return hellos.encryptThenMac() == recorded.encryptThenMac()
        ? ""
        : "encrypt_then_mac is " + hellos.encryptThenMac();
  }

  private void comparePremaster() throws TlsException {
    if (recorded.premaster().isEmpty()) {
      return;
    }
    Bytes expected = recorded.premaster().get();
    KeyExchange12 kind = recorded.suite().keyExchange();
    if (recorded.serverRsaPrivateKey().isPresent()) {
      Bytes key = recorded.serverRsaPrivateKey().get();
      Bytes encrypted =
          observer.find(ClientKeyExchange.class).orElseThrow().content(kind).value().orElseThrow();
      checks.add(
          "premaster: decrypted",
          () -> Checks.difference(expected, withPsk(decrypt(key, encrypted))));
    } else if (kind == KeyExchange12.PSK) {
      Secret psk = Secret.copyOf(recorded.psk().orElseThrow());
      checks.add("premaster: from the PSK", () -> Checks.difference(expected, Premaster.psk(psk)));
    }
    for (Map.Entry<Sender, Bytes> key : recorded.x25519PrivateKeys().entrySet()) {
      checks.add(
          "premaster: agreed by the " + key.getKey(),
          () -> Checks.difference(expected, agree(key.getKey(), key.getValue())));
    }
  }

  private Secret decrypt(Bytes key, Bytes encrypted) throws InvalidKey {
    PremasterDecryption decryption =
        crypto
            .signingKeys()
            .fromPkcs8(Secret.copyOf(key))
            .premasterDecryption()
            .orElseThrow(() -> new InvalidKey("no premaster secret with this key"));
    int version = observer.hellos().client().legacyVersion().value();
    return decryption.decrypt(crypto.random(), version, encrypted);
  }

  private Secret withPsk(Secret decrypted) {
    return recorded
        .psk()
        .map(psk -> Premaster.rsaPsk(decrypted, Secret.copyOf(psk)))
        .orElse(decrypted);
  }

  private Secret agree(Sender owner, Bytes privateKey) throws TlsException, InvalidKeyShare {
    KeyExchange12 kind = recorded.suite().keyExchange();
    Bytes peer =
        owner == Sender.CLIENT
            ? observer
                .find(ServerKeyExchange.class)
                .orElseThrow()
                .content(kind)
                .params()
                .orElseThrow()
                .publicValue()
            : observer
                .find(ClientKeyExchange.class)
                .orElseThrow()
                .content(kind)
                .value()
                .orElseThrow();
    return Premaster.ecdhe(
        KnownKeys.begin(crypto, GroupAlgorithm.X25519, privateKey).complete(peer));
  }

  /** From the premaster secret to both Finished, or from the session's secret. */
  private void compareSchedule() {
    KeySchedule12 schedule = observer.schedule();
    Optional<MainSecret12> main = Optional.empty();
    if (recorded.resumed()) {
      main =
          Optional.of(
              schedule.resumed(
                  Secret.copyOf(recorded.mainSecret()), recorded.extendedMainSecret()));
    } else if (recorded.premaster().isPresent()) {
      Secret premaster = Secret.copyOf(recorded.premaster().get());
      MainSecret12 derived =
          recorded.extendedMainSecret()
              ? schedule.extendedMain(premaster, observer.throughClientKeyExchange().orElseThrow())
              : schedule.main(premaster);
      checks.add(
          "main secret", () -> Checks.difference(recorded.mainSecret(), derived.forSession()));
      main = Optional.of(derived);
    }
    main.ifPresent(this::compareFinished);
  }

  private void compareFinished(MainSecret12 main) {
    List<Finished> both =
        observer.messages().stream()
            .filter(Finished.class::isInstance)
            .map(Finished.class::cast)
            .toList();
    Bytes clients = both.get(recorded.resumed() ? 1 : 0).verifyData();
    Bytes servers = both.get(recorded.resumed() ? 0 : 1).verifyData();
    checks.add(
        "schedule: client finished",
        () -> {
          main.verifyClient(clients, observer.beforeFinished(Sender.CLIENT).orElseThrow());
          return "";
        });
    checks.add(
        "schedule: server finished",
        () -> {
          main.verifyServer(servers, observer.beforeFinished(Sender.SERVER).orElseThrow());
          return "";
        });
  }

  private void compareKeyBlock() {
    for (Sender sender : Sender.values()) {
      Epoch12 epoch = Observer12.epoch(observer.keyBlock(), sender);
      compareKey(sender + "_write_MAC_key", epoch.macKey());
      compareKey(sender + "_write_key", epoch.encKey());
      compareKey(sender + "_write_IV", epoch.fixedIv());
    }
  }

  private void compareKey(String name, Secret actual) {
    Optional<Bytes> expected = Optional.ofNullable(recorded.keyBlock().get(name));
    if (expected.isPresent() || actual.size() > 0) {
      checks.add(
          "key block: " + name, () -> Checks.difference(expected.orElse(Bytes.empty()), actual));
    }
  }

  private String differenceOfSignature(ServerKeyExchangeContent content)
      throws TlsException, InvalidKey, DerException {
    Certificate12 chain = observer.find(Certificate12.class).orElseThrow();
    PublicKeyInfo key =
        PublicKeyInfo.decode(
            Certificate.parse(chain.certificateList().get(0)).subjectPublicKeyInfo());
    Hellos12 hellos = observer.hellos();
    Bytes signed =
        new ServerParamsContent(
                hellos.client().random(), hellos.server().random(), content.params().orElseThrow())
            .bytes();
    var signature = content.signedParams().orElseThrow();
    boolean valid =
        crypto
            .verifiers()
            .verify(
                signature.algorithm().algorithm12().orElseThrow(),
                key,
                signed,
                signature.signature());
    return valid ? "" : "does not verify with " + signature.algorithm();
  }
}
