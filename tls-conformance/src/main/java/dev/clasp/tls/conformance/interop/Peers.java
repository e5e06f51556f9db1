package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite12;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** The stacks we know how to talk to, and what each of them has. */
public final class Peers {
  private static final Set<NamedGroup> NIST =
      Set.of(NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1);
  private static final Set<NamedGroup> HYBRIDS =
      Set.of(
          NamedGroup.X25519MLKEM768, NamedGroup.SECP256R1MLKEM768, NamedGroup.SECP384R1MLKEM1024);

  private Peers() {}

  /**
   * All of them, here or not: programs, what we build, and every JSSE provider of this JVM.
   *
   * @param folder where what we build is kept
   * @param mayDownload whether what we build may be downloaded first
   */
  public static List<Peer> all(Path folder, boolean mayDownload) {
    Workshop workshop = new Workshop(folder, mayDownload);
    List<Peer> peers = new ArrayList<>();
    peers.add(new OpensslPeer());
    peers.add(node(workshop));
    peers.add(new GnutlsPeer());
    peers.add(new NssPeer());
    peers.add(go(workshop));
    peers.add(rustls(workshop));
    peers.add(new CurlPeer());
    for (Provider provider : Security.getProviders("SSLContext.TLSv1.3")) {
      peers.add(jsse(provider));
    }
    return peers;
  }

  /** OpenSSL 3.5 in Node.js, whose options are few. */
  static Peer node(Workshop workshop) {
    return new SmallProgram(
        "node",
        "Node.js 24 or newer (with --fetch npm downloads it)",
        workshop::node,
        trial ->
            trial.suite12().map(Peers::isModern).orElse(true)
                && !trial.encryptThenMac()
                && trial.suite13().map(suite -> !suite.toString().contains("CCM")).orElse(true)
                && trial
                    .group()
                    .map(group -> !group.toString().startsWith("brainpool"))
                    .orElse(true)
                && lacksNone(
                    trial,
                    Feature.SESSION_IDS,
                    Feature.EXTERNAL_PSK,
                    Feature.EARLY_DATA,
                    Feature.RECORD_SIZE_LIMIT,
                    Feature.CERTIFICATE_COMPRESSION));
  }

  /** No finite fields, no CCM, no pre-shared keys, no encrypt-then-MAC. */
  static Peer go(Workshop workshop) {
    return new SmallProgram(
        "go",
        "go",
        workshop::go,
        trial ->
            trial.suite12().map(Peers::isInGo).orElse(true)
                && !trial.encryptThenMac()
                && trial.suite13().map(suite -> !suite.toString().contains("CCM")).orElse(true)
                && trial
                    .group()
                    .map(
                        group ->
                            NIST.contains(group)
                                || HYBRIDS.contains(group)
                                || group.equals(NamedGroup.X25519))
                    .orElse(true)
                && !isAbout(trial, KeyType.RSA_PSS_2048)
                && lacksNone(
                    trial,
                    Feature.SESSION_IDS,
                    Feature.EXTERNAL_PSK,
                    Feature.EARLY_DATA,
                    Feature.RECORD_SIZE_LIMIT,
                    Feature.CERTIFICATE_COMPRESSION));
  }

  private static boolean isInGo(Suite12 suite) {
    return !suite.keyExchange().usesPsk()
        && suite.keyExchange().share() != KeyExchange12.Share.DHE
        && !suite.toString().contains("CCM")
        && !suite.toString().contains("CBC_SHA384")
        && !suite.toString().endsWith("256_CBC_SHA256");
  }

  /** With ring. Its client does not show what was stapled. */
  static Peer rustls(Workshop workshop) {
    return new SmallProgram(
        "rustls",
        "cargo (with --fetch it downloads rustls)",
        workshop::rustls,
        trial ->
            trial.suite12().map(Peers::isModern).orElse(true)
                && !trial.encryptThenMac()
                && trial.suite13().map(suite -> !suite.toString().contains("CCM")).orElse(true)
                && trial
                    .group()
                    .map(
                        group ->
                            Set.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1)
                                .contains(group))
                    .orElse(true)
                && !isAbout(trial, KeyType.RSA_PSS_2048)
                && !isAbout(trial, KeyType.P521)
                && !(trial.isAbout(Feature.STAPLING)
                    && trial.direction() == Direction.PEER_CONNECTS)
                && lacksNone(trial, Feature.EXTERNAL_PSK, Feature.RECORD_SIZE_LIMIT));
  }

  /** A provider of this JVM; what it lacks is known of those that are widespread. */
  public static Peer jsse(Provider provider) {
    return switch (provider.getName()) {
      case "SunJSSE" -> new JssePeer("jsse", provider, Peers::lackedBySunJsse);
      case "BCJSSE" -> new JssePeer("bouncycastle", provider, Peers::lackedByBouncyCastle);
      case "Conscrypt" -> new JssePeer("conscrypt", provider, Peers::lackedByConscrypt);
      default ->
          new JssePeer(
              provider.getName().toLowerCase(Locale.ROOT),
              provider,
              trial -> trial.feature().isPresent() && lackedByJsse(trial));
    };
  }

  /** What the interfaces of JSSE do not reach. */
  private static boolean lackedByJsse(Trial trial) {
    boolean sessionIdOfServer =
        trial.isAbout(Feature.SESSION_IDS) && trial.direction() == Direction.PEER_SERVES;
    return sessionIdOfServer
        || trial.usesPsk()
        || !lacksNone(
            trial,
            Feature.EXTERNAL_PSK,
            Feature.EARLY_DATA,
            Feature.STAPLING,
            Feature.RECORD_SIZE_LIMIT,
            Feature.CERTIFICATE_COMPRESSION);
  }

  private static boolean lackedBySunJsse(Trial trial) {
    boolean group =
        trial
            .group()
            .map(
                each ->
                    !NIST.contains(each)
                        && !Set.of(
                                NamedGroup.X25519,
                                NamedGroup.X448,
                                NamedGroup.FFDHE2048,
                                NamedGroup.FFDHE3072,
                                NamedGroup.FFDHE4096,
                                NamedGroup.FFDHE6144,
                                NamedGroup.FFDHE8192)
                            .contains(each))
            .orElse(false);
    return group || lackedByJsse(trial);
  }

  /** Version 1.84, by default: TLS 1.2 resumes by session id, TLS 1.3 not at all. */
  private static boolean lackedByBouncyCastle(Trial trial) {
    boolean group =
        trial
            .group()
            .map(
                each ->
                    !NIST.contains(each)
                        && !Set.of(
                                NamedGroup.X25519,
                                NamedGroup.X448,
                                NamedGroup.FFDHE2048,
                                NamedGroup.FFDHE3072,
                                NamedGroup.FFDHE4096,
                                NamedGroup.X25519MLKEM768)
                            .contains(each))
            .orElse(false);
    boolean connects = trial.direction() == Direction.PEER_CONNECTS;
    return group
        || (!connects && isAbout(trial, KeyType.ED25519))
        || (!connects && trial.isAbout(Feature.HELLO_RETRY_REQUEST)) // it has the first group
        || trial.isAbout(Feature.TICKETS)
        || lackedByJsse(trial);
  }

  /**
   * BoringSSL behind version 2.5, a client: its server finds no certificate with the platform's key
   * managers.
   */
  private static boolean lackedByConscrypt(Trial trial) {
    boolean key =
        isAbout(trial, KeyType.RSA_PSS_2048)
            || isAbout(trial, KeyType.P521)
            || isAbout(trial, KeyType.ED25519);
    return key
        || trial.direction() == Direction.PEER_SERVES
        || (trial.isAbout(Feature.TICKETS) && !trial.isTls13())
        || trial
            .group()
            .map(
                each ->
                    !Set.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1)
                        .contains(each))
            .orElse(false)
        || lackedByJsse(trial);
  }

  /** An ephemeral key and an AEAD: what libraries have that leave the past behind. */
  private static boolean isModern(Suite12 suite) {
    return suite.keyExchange().share() == KeyExchange12.Share.ECDHE
        && !suite.keyExchange().usesPsk()
        && suite.protection().isModern()
        && !suite.toString().contains("CCM");
  }

  private static boolean isAbout(Trial trial, KeyType type) {
    return trial.subject() instanceof Subject.OfKey of && of.type() == type;
  }

  private static boolean lacksNone(Trial trial, Feature... lacked) {
    Predicate<Feature> isLacked = Set.of(lacked)::contains;
    return trial.feature().filter(isLacked).isEmpty();
  }
}
