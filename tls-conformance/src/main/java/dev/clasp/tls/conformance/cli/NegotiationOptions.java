package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite13;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What to offer or accept: the flags that {@code serve} and {@code connect} share. */
final class NegotiationOptions {
  static final CryptoProvider CRYPTO = CryptoProviders.standard();

  /** The suites that the provider can compute. */
  static final List<Suite13> SUITES =
      Stream.of(Suite13.values())
          .filter(suite -> CRYPTO.aeads().algorithms().contains(suite.aead()))
          .toList();

  /** The groups that the provider can compute. */
  static final List<NamedGroup> GROUPS =
      CRYPTO.groups().stream().map(group -> NamedGroup.of(group.algorithm())).toList();

  /** The schemes a TLS 1.3 handshake can be signed with, as far as the provider can check them. */
  static final List<SignatureScheme> SCHEMES =
      SignatureScheme.known().stream()
          .filter(SignatureScheme::signsHandshake13)
          .filter(
              scheme ->
                  scheme.algorithm().filter(CRYPTO.signatureAlgorithms()::contains).isPresent())
          .toList();

  @Option(
      names = "--suites",
      split = ",",
      paramLabel = "SUITE",
      converter = CodePoints.Suite.class,
      description = "Cipher suites, most preferred first, such as TLS_AES_128_GCM_SHA256.")
  private List<Suite13> suites = List.of();

  @Option(
      names = "--groups",
      split = ",",
      paramLabel = "GROUP",
      converter = CodePoints.Group.class,
      description = "Key exchange groups, most preferred first, such as x25519,secp256r1.")
  private List<NamedGroup> groups = List.of();

  @Option(
      names = "--schemes",
      split = ",",
      paramLabel = "SCHEME",
      converter = CodePoints.Scheme.class,
      description =
          "Signature schemes to accept from the peer, most preferred first, such as ed25519.")
  private List<SignatureScheme> schemes = List.of();

  @Option(
      names = "--alpn",
      split = ",",
      paramLabel = "PROTOCOL",
      description = "Application protocols (ALPN), most preferred first, such as h2,http/1.1.")
  private List<String> applicationProtocols = List.of();

  @Option(
      names = "--psk",
      paramLabel = "IDENTITY:HEX",
      converter = PskConverter.class,
      description =
          "A key that both sides have; with :sha384 behind it for suites with that hash. May be"
              + " given several times.")
  private List<ExternalPsk> psks = List.of();

  @Option(
      names = "--keylog",
      paramLabel = "FILE",
      description = "Append the secrets of the connections, in the format that Wireshark reads.")
  private Optional<Path> keyLog = Optional.empty();

  /** Empty for the default. */
  List<Suite13> suites() {
    return suites;
  }

  /** Empty for the default. */
  List<NamedGroup> groups() {
    return groups;
  }

  /** Empty for the default. */
  List<SignatureScheme> schemes() {
    return schemes;
  }

  /** Empty for none. */
  List<String> applicationProtocols() {
    return applicationProtocols;
  }

  /** Empty for none. */
  List<ExternalPsk> psks() {
    return psks;
  }

  Optional<Path> keyLog() {
    return keyLog;
  }
}
