package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.MacAlgorithm;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code gnutls-cli} and {@code gnutls-serv}, from version 3.7 on. */
final class GnutlsPeer implements Peer {
  private static final String CLIENT = "gnutls-cli";
  private static final String SERVER = "gnutls-serv";

  private static final Set<NamedGroup> GROUPS =
      Set.of(
          NamedGroup.X25519,
          NamedGroup.X448,
          NamedGroup.SECP256R1,
          NamedGroup.SECP384R1,
          NamedGroup.SECP521R1,
          NamedGroup.FFDHE2048,
          NamedGroup.FFDHE3072,
          NamedGroup.FFDHE4096,
          NamedGroup.FFDHE6144,
          NamedGroup.FFDHE8192);

  private final Set<Integer> codePoints = new HashSet<>();

  @Override
  public String name() {
    return "gnutls";
  }

  @Override
  public String wanted() {
    return "gnutls-cli and gnutls-serv (gnutls-bin)";
  }

  @Override
  public Optional<String> find() {
    if (!PeerProcess.isPresent(CLIENT) || !PeerProcess.isPresent(SERVER)) {
      return Optional.empty();
    }
    Matcher line =
        Pattern.compile("(?m)^TLS_\\S+\\s+0x(\\w\\w), 0x(\\w\\w)")
            .matcher(PeerProcess.run(CLIENT, "--list"));
    while (line.find()) {
      codePoints.add(Integer.parseInt(line.group(1) + line.group(2), 16));
    }
    return Optional.of(
        "GnuTLS " + PeerProcess.run(CLIENT, "--version").replaceAll("(?s)^\\S+ (\\S+).*", "$1"));
  }

  @Override
  public boolean has(Trial trial) {
    if (trial.suite12().isPresent()) {
      // gnutls-cli 3.7.9 crashes at an empty identity hint in a ServerKeyExchange.
      boolean crashes =
          trial.direction() == Direction.PEER_CONNECTS
              && trial.usesPsk()
              && trial.suite12().get().keyExchange().needsServerKeyExchange();
      return codePoints.contains(trial.suite12().get().codePoint().value()) && !crashes;
    }
    // Debian's is built without any algorithm.
    return trial.group().map(GROUPS::contains).orElse(true)
        && !trial.isAbout(Feature.CERTIFICATE_COMPRESSION);
  }

  @Override
  public PeerServer serve(Trial trial, Materials materials) throws IOException {
    int port = ProgramServer.freePort();
    IssuedCertificate.Location files = materials.files(trial.serverKey());
    Arguments command =
        new Arguments(
            SERVER, "--port", port, "--priority", priority(trial), "--x509certfile", files.chain());
    command.add("--x509keyfile", files.key());
    if (trial.usesPsk()) {
      String line = Materials.PSK_IDENTITY + ":" + Materials.PSK_KEY + "\n";
      Path keys = materials.file("psk.txt", line.getBytes(StandardCharsets.US_ASCII));
      command.add("--pskpasswd", keys);
    }
    if (trial.feature().isPresent()) {
      switch (trial.feature().get()) {
        case SESSION_IDS -> command.add("--noticket");
        case CLIENT_CERTIFICATE -> {
          command.add("--require-client-cert", "--verify-client-cert");
          command.add("--x509cafile", materials.authorityFile());
        }
        case ALPN -> command.add("--alpn", OurSide.PROTOCOLS.get(0));
        case STAPLING -> command.add("--ocsp-response", materials.statusFile(trial.serverKey()));
        case EARLY_DATA -> command.add("--earlydata");
        case TICKETS,
            CERTIFICATE_COMPRESSION,
            RECORD_SIZE_LIMIT,
            HELLO_RETRY_REQUEST,
            EXTERNAL_PSK,
            KEY_UPDATE,
            GREASE -> {}
      }
    }
    return ProgramServer.ready(
        PeerProcess.start(command.words()), port, "listening on IPv4 .*done");
  }

  @Override
  public String connect(Trial trial, int port, Materials materials) throws IOException {
    Arguments command =
        new Arguments(
            CLIENT, "--port", port, "--priority", priority(trial), "--sni-hostname", "localhost");
    if (trial.hasCertificate()) {
      command.add("--verify-hostname", "localhost", "--x509cafile", materials.authorityFile());
    }
    if (trial.usesPsk()) {
      command.add("--pskusername", Materials.PSK_IDENTITY, "--pskkey", Materials.PSK_KEY);
    }
    Path response = materials.folder().resolve("saved-%d.ocsp".formatted(port));
    if (trial.feature().isPresent()) {
      switch (trial.feature().get()) {
        case TICKETS -> command.add("--resume").add(waiting(trial));
        case SESSION_IDS -> command.add("--resume", "--noticket");
        case CLIENT_CERTIFICATE -> {
          IssuedCertificate.Location files = materials.files(KeyType.P256);
          command.add("--x509certfile", files.chain(), "--x509keyfile", files.key());
        }
        case ALPN -> command.add("--alpn", OurSide.PROTOCOLS.get(0));
        case STAPLING -> command.add("--save-ocsp", response);
        case RECORD_SIZE_LIMIT -> command.add("--recordsize", "512");
        case EARLY_DATA -> {
          Path request = materials.file("request", TrialRun.REQUEST);
          command.add("--resume", "--waitresumption", "--earlydata", request);
        }
        case CERTIFICATE_COMPRESSION, HELLO_RETRY_REQUEST, EXTERNAL_PSK, KEY_UPDATE, GREASE -> {}
      }
    }
    command.add("127.0.0.1");
    try (PeerProcess client = PeerProcess.start(command.words())) {
      client.await("Handshake was completed");
      if (trial.connections() > 1) {
        client.await("This is a resumed session");
      }
      if (!trial.isAbout(Feature.EARLY_DATA)) {
        client.say("GET / HTTP/1.0\r\n\r\n");
      }
      client.await("Clasp answers. ");
      if (trial.isAbout(Feature.STAPLING) && !Files.exists(response)) {
        throw new PeerFailure("no stapled response saved by " + client);
      }
      return client.toString();
    }
  }

  private static Object[] waiting(Trial trial) {
    return trial.isTls13() ? new Object[] {"--waitresumption"} : new Object[0];
  }

  private static String priority(Trial trial) {
    if (!trial.isTls13()) {
      Suite12 suite = trial.suite12OrUsual();
      return "NONE:+VERS-TLS1.2:+COMP-NULL:+SIGN-ALL:+GROUP-ALL:+CTYPE-ALL:+%s:+%s:+%s%s"
          .formatted(
              suite.keyExchange().toString().replace('_', '-'),
              cipher(suite.protection()),
              mac(suite.protection()),
              trial.encryptThenMac() ? "" : ":%NO_ETM");
    }
    StringBuilder priority = new StringBuilder("NORMAL:-VERS-ALL:+VERS-TLS1.3");
    trial.suite13().ifPresent(suite -> priority.append(":-CIPHER-ALL:+").append(cipher(suite)));
    trial.group().ifPresent(group -> only(priority, group));
    if (trial.usesPsk()) {
      priority.append(":+DHE-PSK:+ECDHE-PSK:+PSK");
    }
    return priority.toString();
  }

  private static void only(StringBuilder priority, NamedGroup group) {
    priority.append(":-GROUP-ALL:+GROUP-").append(group.toString().toUpperCase(Locale.ROOT));
  }

  private static String cipher(Suite13 suite) {
    return switch (suite) {
      case TLS_AES_128_GCM_SHA256 -> "AES-128-GCM";
      case TLS_AES_256_GCM_SHA384 -> "AES-256-GCM";
      case TLS_CHACHA20_POLY1305_SHA256 -> "CHACHA20-POLY1305";
      case TLS_AES_128_CCM_SHA256 -> "AES-128-CCM";
      case TLS_AES_128_CCM_8_SHA256 -> "AES-128-CCM-8";
    };
  }

  private static String cipher(Protection12 protection) {
    return (protection instanceof Protection12.Aead aead
            ? aead.algorithm().name()
            : ((Protection12.Cbc) protection).cipher().name())
        .replace('_', '-');
  }

  private static String mac(Protection12 protection) {
    return protection instanceof Protection12.Cbc cbc ? mac(cbc.mac()) : "AEAD";
  }

  private static String mac(MacAlgorithm algorithm) {
    return algorithm.name().replace("HMAC_", "");
  }
}
