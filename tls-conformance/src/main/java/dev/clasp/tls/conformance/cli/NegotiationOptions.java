package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.TlsConfig;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.SuiteParameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What to offer or accept: the flags that {@code serve} and {@code connect} share. */
final class NegotiationOptions {
  static final CryptoProvider CRYPTO = CryptoProviders.standard();

  static final List<ProtocolVersion> VERSIONS =
      List.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13);

  /** The groups that the provider can compute. */
  static final List<NamedGroup> GROUPS =
      CRYPTO.groups().stream().map(group -> NamedGroup.of(group.algorithm())).toList();

  /** The schemes a handshake can be signed with, as far as the provider can check them. */
  static final List<SignatureScheme> SCHEMES =
      SignatureScheme.known().stream()
          .filter(scheme -> scheme.signsHandshake13() || scheme.algorithm12().isPresent())
          .filter(
              scheme ->
                  scheme.algorithm().filter(CRYPTO.signatureAlgorithms()::contains).isPresent())
          .toList();

  @Option(
      names = "--tls",
      split = ",",
      paramLabel = "VERSION",
      converter = CodePoints.Version.class,
      description = "Protocol versions: 1.2, 1.3 or both. By default both, or those of --suites.")
  private List<ProtocolVersion> versions = List.of();

  @Option(
      names = "--legacy",
      description = {
        "Allow what RFC 10015 and others have deprecated in TLS 1.2: RSA and finite-field key"
            + " exchange, CBC and CCM suites, and peers without extended main secret."
      })
  private boolean legacy;

  @Option(
      names = "--suites",
      split = ",",
      paramLabel = "SUITE",
      converter = CodePoints.Suite.class,
      description = "Cipher suites, most preferred first, such as TLS_AES_128_GCM_SHA256.")
  private List<SuiteParameters> suites = List.of();

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

  /** Empty for none. */
  List<ExternalPsk> psks() {
    return psks;
  }

  /** Whether {@code --suites} was given. */
  boolean choosesSuites() {
    return !suites.isEmpty();
  }

  boolean legacy() {
    return legacy;
  }

  /** Makes the choices that were made; the others stay at their default. */
  <B extends TlsConfig.Builder<B>> void applyTo(B builder) throws CommandFailure {
    List<Suite13> suites13 = suites(Suite13.class);
    List<Suite12> suites12 = suites(Suite12.class);
    if (legacy) {
      builder.legacy().allowMissingExtendedMainSecret();
    }
    if (!versions.isEmpty()) {
      builder.versions(versions);
    } else if (!suites.isEmpty() && suites12.isEmpty()) {
      builder.versions(List.of(ProtocolVersion.TLS13));
    } else if (!suites.isEmpty() && suites13.isEmpty()) {
      builder.versions(List.of(ProtocolVersion.TLS12));
    }
    if (!suites13.isEmpty()) {
      builder.suites(suites13);
    }
    if (!suites12.isEmpty()) {
      Optional<Suite12> old = suites12.stream().filter(Suite12::isLegacy).findFirst();
      if (old.isPresent() && !legacy) {
        throw CommandFailure.usage("--suites %s: needs --legacy".formatted(old.get()));
      }
      builder.suites12(suites12);
    }
    if (!groups.isEmpty()) {
      builder.groups(groups);
    }
    if (!schemes.isEmpty()) {
      builder.signatureSchemes(schemes);
    }
    builder.applicationProtocols(applicationProtocols).externalPsks(psks);
  }

  private <T extends SuiteParameters> List<T> suites(Class<T> version) {
    return suites.stream().filter(version::isInstance).map(version::cast).toList();
  }

  Optional<Path> keyLog() {
    return keyLog;
  }
}
