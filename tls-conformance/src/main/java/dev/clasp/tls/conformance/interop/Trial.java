package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One thing to try with a peer, in one version and one direction. */
public record Trial(ProtocolVersion version, Subject subject, Direction direction) {
  /** All that Clasp has and a peer may have, in the order of the report. */
  public static List<Trial> all() {
    List<Trial> trials = new ArrayList<>();
    for (Suite13 suite : Suite13.values()) {
      add(trials, ProtocolVersion.TLS13, new Subject.OfSuite13(suite));
    }
    for (NamedGroup group : OurSide.groups()) {
      add(trials, ProtocolVersion.TLS13, new Subject.OfGroup(group));
    }
    for (KeyType type : KeyType.values()) {
      add(trials, ProtocolVersion.TLS13, new Subject.OfKey(type));
    }
    addFeatures(trials, ProtocolVersion.TLS13);
    for (Suite12 suite : Suite12.values()) {
      Subject.OfSuite12 subject = new Subject.OfSuite12(suite, false);
      add(trials, ProtocolVersion.TLS12, subject);
      if (subject.isCbc()) {
        add(trials, ProtocolVersion.TLS12, new Subject.OfSuite12(suite, true));
      }
    }
    addFeatures(trials, ProtocolVersion.TLS12);
    return trials;
  }

  private static void addFeatures(List<Trial> trials, ProtocolVersion version) {
    for (Feature feature : Feature.values()) {
      if (feature.isIn(version)) {
        for (Direction direction : feature.directions()) {
          trials.add(new Trial(version, new Subject.OfFeature(feature), direction));
        }
      }
    }
  }

  private static void add(List<Trial> trials, ProtocolVersion version, Subject subject) {
    for (Direction direction : Direction.values()) {
      trials.add(new Trial(version, subject, direction));
    }
  }

  /**
   * Those of the first suite of each key exchange, and all that are not about suites of TLS 1.2.
   */
  public static List<Trial> sample(List<Trial> trials) {
    Set<KeyExchange12> clients = EnumSet.noneOf(KeyExchange12.class);
    Set<KeyExchange12> servers = EnumSet.noneOf(KeyExchange12.class);
    return trials.stream()
        .filter(
            trial ->
                trial
                    .suite12()
                    .map(
                        suite ->
                            (trial.direction() == Direction.PEER_CONNECTS ? clients : servers)
                                .add(suite.keyExchange()))
                    .orElse(true))
        .toList();
  }

  boolean isTls13() {
    return version.equals(ProtocolVersion.TLS13);
  }

  boolean isAbout(Feature feature) {
    return feature().filter(feature::equals).isPresent();
  }

  Optional<Feature> feature() {
    return subject instanceof Subject.OfFeature of ? Optional.of(of.feature()) : Optional.empty();
  }

  Optional<Suite13> suite13() {
    return subject instanceof Subject.OfSuite13 of ? Optional.of(of.suite()) : Optional.empty();
  }

  Optional<Suite12> suite12() {
    return subject instanceof Subject.OfSuite12 of ? Optional.of(of.suite()) : Optional.empty();
  }

  Optional<NamedGroup> group() {
    return subject instanceof Subject.OfGroup of ? Optional.of(of.group()) : Optional.empty();
  }

  boolean usesPsk() {
    return isAbout(Feature.EXTERNAL_PSK)
        || suite12().filter(suite -> suite.keyExchange().usesPsk()).isPresent();
  }

  /** Whether the server shows a certificate. */
  boolean hasCertificate() {
    return !isAbout(Feature.EXTERNAL_PSK)
        && suite12().map(suite -> suite.keyExchange().hasCertificate()).orElse(true);
  }

  /** The suite to have in TLS 1.2, where a feature or a key is tried: what every stack has. */
  Suite12 suite12OrUsual() {
    return suite12().orElse(Suite12.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
  }

  boolean encryptThenMac() {
    return subject instanceof Subject.OfSuite12 of && of.encryptThenMac();
  }

  /** The key of the server's certificate. */
  KeyType serverKey() {
    if (subject instanceof Subject.OfKey of) {
      return of.type();
    }
    if (isTls13()) {
      return KeyType.P256;
    }
    return suite12OrUsual().keyExchange().certificate() == KeyExchange12.Certificate.ECDSA_SIGNING
        ? KeyType.P256
        : KeyType.RSA_2048;
  }

  /** How many connections it takes, one after the other. */
  int connections() {
    return feature().filter(Feature::resumes).isPresent() ? 2 : 1;
  }

  /** A name for machines, such as {@code 1.3/features/ALPN/server}. */
  public String id() {
    return "%s/%s/%s/%s"
        .formatted(
            isTls13() ? "1.3" : "1.2",
            subject.section().replace(' ', '-'),
            subject.toString().replaceAll("[^A-Za-z0-9_.-]+", "-"),
            direction.peerRole());
  }

  @Override
  public String toString() {
    return "TLS %s, %s, peer as %s"
        .formatted(isTls13() ? "1.3" : "1.2", subject, direction.peerRole());
  }
}
