package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.NamedGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code openssl s_client} and {@code s_server}, from version 3.0 on. */
final class OpensslPeer implements Peer {
  private static final String PROGRAM = "openssl";
  private static final String ANSWER = "HTTP/1.0 200 OK\r\n\r\nOpenSSL answers.\n";

  private static final Optional<KeyExchange12.Share> DHE = Optional.of(KeyExchange12.Share.DHE);

  /** IANA's names to OpenSSL's. */
  private final Map<String, String> suites = new HashMap<>();

  private final Set<NamedGroup> groups =
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

  @Override
  public String name() {
    return "openssl";
  }

  @Override
  public String wanted() {
    return "openssl";
  }

  @Override
  public Optional<String> find() {
    if (!PeerProcess.isPresent(PROGRAM)) {
      return Optional.empty();
    }
    String list =
        PeerProcess.run(
            PROGRAM, "ciphers", "-stdname", "-psk", "-tls1_2", "ALL:COMPLEMENTOFALL:@SECLEVEL=0");
    Matcher line = Pattern.compile("(?m)^(TLS_\\S+) +- (\\S+)").matcher(list);
    while (line.find()) {
      suites.put(line.group(1), line.group(2));
    }
    return Optional.of(PeerProcess.run(PROGRAM, "version").replaceAll("(?s)^(\\S+ \\S+).*", "$1"));
  }

  @Override
  public boolean has(Trial trial) {
    if (trial.suite12().isPresent()) {
      return suites.containsKey(trial.suite12().get().toString());
    }
    if (trial.group().isPresent()) {
      return groups.contains(trial.group().get());
    }
    return !trial.isAbout(Feature.RECORD_SIZE_LIMIT)
        && !trial.isAbout(Feature.CERTIFICATE_COMPRESSION);
  }

  @Override
  public PeerServer serve(Trial trial, Materials materials) throws IOException {
    Arguments command = new Arguments(PROGRAM, "s_server", "-accept", "127.0.0.1:0");
    if (trial.hasCertificate()) {
      certificate(command, trial.serverKey(), materials);
    } else {
      command.add("-nocert");
    }
    common(command, trial);
    if (trial.suite12().map(suite -> suite.keyExchange().share()).equals(DHE)) {
      command.add("-dhparam", parameters(materials)); // its own choice for PSK has 1024 bits
    }
    // It has no page to answer early data with.
    boolean early = trial.isAbout(Feature.EARLY_DATA);
    command.add(early ? new Object[] {"-early_data", "-no_anti_replay"} : new Object[] {"-www"});
    if (trial.isAbout(Feature.SESSION_IDS)) {
      command.add("-no_ticket");
    }
    if (trial.isAbout(Feature.CLIENT_CERTIFICATE)) {
      command.add("-Verify", "1", "-verify_return_error", "-CAfile", materials.authorityFile());
    }
    if (trial.isAbout(Feature.ALPN)) {
      command.add("-alpn", OurSide.PROTOCOLS.get(0));
    }
    if (trial.isAbout(Feature.STAPLING)) {
      command.add("-status_file", materials.statusFile(trial.serverKey()));
    }
    if (trial.isAbout(Feature.HELLO_RETRY_REQUEST)) {
      command.add("-groups", "P-256");
    }
    ProgramServer server =
        ProgramServer.printing(PeerProcess.start(command.words()), "ACCEPT .*:(\\d+)");
    return early ? server.answering(ANSWER) : server;
  }

  /** Of a file given by -cert it sends the first certificate only. */
  private static void certificate(Arguments command, KeyType type, Materials materials)
      throws IOException {
    IssuedCertificate.Location files = materials.files(type);
    command.add("-cert", files.chain(), "-key", files.key());
    command.add("-cert_chain", materials.issuerFile());
  }

  private static synchronized Path parameters(Materials materials) {
    Path file = materials.folder().resolve("ffdhe2048.pem");
    if (!Files.exists(file)) {
      PeerProcess.run(
          PROGRAM,
          "genpkey",
          "-genparam",
          "-algorithm",
          "DH",
          "-pkeyopt",
          "group:ffdhe2048",
          "-out",
          file.toString());
    }
    return file;
  }

  @Override
  public String connect(Trial trial, int port, Materials materials) throws IOException {
    Arguments command =
        new Arguments(
            PROGRAM, "s_client", "-connect", "127.0.0.1:" + port, "-servername", "localhost");
    if (trial.hasCertificate()) {
      command.add("-verify_return_error", "-verify_hostname", "localhost");
      command.add("-CAfile", materials.authorityFile());
    }
    common(command, trial);
    if (trial.isAbout(Feature.SESSION_IDS)) {
      command.add("-no_ticket");
    }
    if (trial.isAbout(Feature.CLIENT_CERTIFICATE)) {
      certificate(command, KeyType.P256, materials);
    }
    if (trial.isAbout(Feature.ALPN)) {
      command.add("-alpn", OurSide.PROTOCOLS.get(0));
    }
    if (trial.isAbout(Feature.STAPLING)) {
      command.add("-status");
    }
    if (trial.connections() == 1) {
      String output = exchange(command, true);
      if (trial.isAbout(Feature.STAPLING) && !output.contains("OCSP Response Status: successful")) {
        throw new PeerFailure("no stapled response in " + output);
      }
      return output;
    }
    Path session = Files.createTempFile(materials.folder(), "session", "");
    String first =
        exchange(new Arguments(command.words().toArray()).add("-sess_out", session), true);
    Arguments again = new Arguments(command.words().toArray()).add("-sess_in", session);
    boolean early = trial.isAbout(Feature.EARLY_DATA);
    if (early) {
      Path request = materials.file("request", TrialRun.REQUEST);
      again.add("-early_data", request);
    }
    return first + exchange(again, !early);
  }

  private static String exchange(Arguments command, boolean asks) {
    try (PeerProcess client = PeerProcess.start(command.words())) {
      if (asks) {
        client.say("GET / HTTP/1.0\r\n\r\n");
      }
      client.await("Clasp answers. \n");
      client.endInput();
      return client.toString();
    }
  }

  /** What client and server say alike. */
  private void common(Arguments command, Trial trial) {
    if (trial.isTls13()) {
      command.add("-tls1_3");
      // What a key without a hash goes with; the rest comes in two suites that all have.
      command.add(
          "-ciphersuites",
          trial
              .suite13()
              .map(Object::toString)
              .orElse(
                  trial.usesPsk()
                      ? "TLS_AES_128_GCM_SHA256"
                      : "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384"));
      trial.group().ifPresent(group -> command.add("-groups", name(group)));
    } else {
      command.add("-tls1_2");
      command.add("-cipher", suites.get(trial.suite12OrUsual().toString()) + ":@SECLEVEL=0");
      if (!trial.encryptThenMac()) {
        command.add("-no_etm");
      }
    }
    if (trial.usesPsk()) {
      command.add("-psk_identity", Materials.PSK_IDENTITY, "-psk", Materials.PSK_KEY);
    }
  }

  /** As OpenSSL spells it. */
  static String name(NamedGroup group) {
    return switch (group.value()) {
      case 23 -> "P-256";
      case 24 -> "P-384";
      case 25 -> "P-521";
      case 29 -> "X25519";
      case 30 -> "X448";
      default -> group.toString();
    };
  }
}
