package dev.clasp.tls.bench.operation;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.SuiteParameters;
import java.util.List;
import java.util.stream.Stream;

/**
 * What two sides agree on, whoever they are.
 *
 * @param suite decides the version, too
 * @param certificate of the server, and of the client if it has one
 * @param group of the key exchange
 * @param kind how they meet
 * @param clientAuth whether the server asks for a certificate
 */
record Scenario(
    SuiteParameters suite, KeyType certificate, NamedGroup group, Kind kind, boolean clientAuth) {
  enum Kind {
    /** As strangers. */
    FULL,
    /** With the ticket of their last meeting, and a key exchange all the same. */
    RESUMED,
    /** As {@link #RESUMED}, and the client says something at once. */
    EARLY_DATA
  }

  /** A full handshake of TLS 1.3 with x25519 and AES-128-GCM. */
  static Scenario of(KeyType certificate) {
    return new Scenario(
        Suite13.TLS_AES_128_GCM_SHA256, certificate, NamedGroup.X25519, Kind.FULL, false);
  }

  /** A full handshake of TLS 1.2 with x25519, if it has an exchange at all. */
  static Scenario of(Suite12 suite, KeyType certificate) {
    return new Scenario(suite, certificate, NamedGroup.X25519, Kind.FULL, false);
  }

  Scenario with(NamedGroup other) {
    return new Scenario(suite, certificate, other, kind, clientAuth);
  }

  Scenario with(Kind other) {
    return new Scenario(suite, certificate, group, other, clientAuth);
  }

  Scenario withClientAuth() {
    return new Scenario(suite, certificate, group, kind, true);
  }

  boolean resumes() {
    return kind != Kind.FULL;
  }

  /**
   * The group, and behind it the certificate's curve: TLS 1.2, and some peers in TLS 1.3 too, sign
   * with a curve only if they have it as a group.
   */
  List<NamedGroup> groups() {
    NamedGroup curve = certificate == KeyType.P384 ? NamedGroup.SECP384R1 : NamedGroup.SECP256R1;
    return Stream.of(group, curve).distinct().toList();
  }

  List<String> groupNames() {
    return groups().stream().map(NamedGroup::toString).toList();
  }

  boolean isTls13() {
    return suite instanceof Suite13;
  }

  ProtocolVersion version() {
    return isTls13() ? ProtocolVersion.TLS13 : ProtocolVersion.TLS12;
  }
}
