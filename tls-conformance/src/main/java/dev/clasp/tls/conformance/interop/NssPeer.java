package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** NSS by {@code tstclnt} and {@code selfserv}, with certificate databases by {@code certutil}. */
final class NssPeer implements Peer {
  private static final String CLIENT = "tstclnt";
  private static final String SERVER = "selfserv";
  private static final Set<String> PROGRAMS = Set.of(CLIENT, SERVER, "certutil", "pk12util");

  private static final Map<NamedGroup, String> GROUPS =
      Map.of(
          NamedGroup.SECP256R1, "P256",
          NamedGroup.SECP384R1, "P384",
          NamedGroup.SECP521R1, "P521",
          NamedGroup.X25519, "x25519",
          NamedGroup.FFDHE2048, "FF2048",
          NamedGroup.FFDHE3072, "FF3072",
          NamedGroup.FFDHE4096, "FF4096",
          NamedGroup.FFDHE6144, "FF6144",
          NamedGroup.FFDHE8192, "FF8192");

  @Override
  public String name() {
    return "nss";
  }

  @Override
  public String wanted() {
    return "tstclnt, selfserv, certutil and pk12util (libnss3-tools)";
  }

  @Override
  public Optional<String> find() {
    return PROGRAMS.stream().allMatch(PeerProcess::isPresent)
        ? Optional.of("NSS") // none of its programs tells a version
        : Optional.empty();
  }

  @Override
  public boolean has(Trial trial) {
    if (trial.suite12().isPresent()) {
      return has(trial.suite12().get()) && !trial.encryptThenMac();
    }
    if (trial.suite13().isPresent()) {
      return !trial.suite13().get().toString().contains("CCM");
    }
    if (trial.group().isPresent()) {
      return GROUPS.containsKey(trial.group().get());
    }
    if (trial.subject() instanceof Subject.OfKey of) {
      return of.type() != KeyType.ED25519;
    }
    return switch (trial.feature().orElseThrow()) {
      // selfserv takes the ticket and rejects the early data, and we do not know why.
      case CERTIFICATE_COMPRESSION, EARLY_DATA -> false;
      // selfserv signs OCSP responses itself, with a CA's key that it would have to be given; its
      // -z has no effect, for tstclnt and OpenSSL neither.
      case STAPLING, EXTERNAL_PSK -> trial.direction() == Direction.PEER_CONNECTS;
      case ALPN -> trial.direction() == Direction.PEER_SERVES; // tstclnt offers none
      default -> true;
    };
  }

  /** No PSK, no CCM, no SHA-384 with CBC but for ECDHE. */
  private static boolean has(Suite12 suite) {
    boolean sha384 =
        suite.protection() instanceof Protection12.Cbc cbc && cbc.mac().name().contains("384");
    return !suite.keyExchange().usesPsk()
        && !suite.toString().contains("CCM")
        && (!sha384 || suite.keyExchange().share() == KeyExchange12.Share.ECDHE)
        && !suite.toString().matches("TLS_ECDHE_\\w+_WITH_AES_256_CBC_SHA256");
  }

  @Override
  public PeerServer serve(Trial trial, Materials materials) throws IOException {
    int port = ProgramServer.freePort();
    Arguments command =
        new Arguments(SERVER, "-p", port, "-d", database(trial.serverKey(), materials), "-v");
    boolean rsa = trial.serverKey().toString().startsWith("rsa");
    command.add(rsa ? "-n" : "-e", "own", "-G");
    common(command, trial);
    if (trial.isAbout(Feature.CLIENT_CERTIFICATE)) {
      command.add("-r", "-r");
    }
    if (trial.isAbout(Feature.ALPN)) {
      command.add("-Q");
    }
    if (trial.isAbout(Feature.HELLO_RETRY_REQUEST)) {
      command.add("-I", "P256");
    }
    return ProgramServer.ready(PeerProcess.start(command.words()), port, "About to call accept");
  }

  @Override
  public String connect(Trial trial, int port, Materials materials) throws IOException {
    KeyType key = trial.isAbout(Feature.CLIENT_CERTIFICATE) ? KeyType.P256 : trial.serverKey();
    Arguments command = new Arguments(CLIENT, "-h", "localhost", "-p", port, "-4", "-G", "-v");
    command.add("-d", database(key, materials));
    common(command, trial);
    if (trial.isAbout(Feature.CLIENT_CERTIFICATE)) {
      command.add("-n", "own");
    }
    if (trial.isAbout(Feature.STAPLING)) {
      command.add("-T");
    }
    // From a file, since it does not see the end of a pipe; for several connections by -A, since
    // what it reads from its standard input is gone after the first.
    Path request = materials.file("request", TrialRun.REQUEST);
    if (trial.connections() > 1) {
      command.add("-A", request, "-L", trial.connections());
      try (PeerProcess client = PeerProcess.startReading(request, command.words())) {
        if (client.exitCode() != 0) {
          throw new PeerFailure("tstclnt failed: " + client);
        }
        return client.toString();
      }
    }
    try (PeerProcess client = PeerProcess.startReading(request, command.words())) {
      client.await("Clasp answers. \n");
      if (trial.isAbout(Feature.STAPLING)) {
        client.await("Received 1 Cert Status items");
      }
      return client.toString();
    }
  }

  private static void common(Arguments command, Trial trial) {
    String version = trial.isTls13() ? "tls1.3" : "tls1.2";
    command.add("-V", version + ":" + version);
    int suite =
        trial.isTls13()
            ? trial.suite13().orElse(Suite13.TLS_AES_128_GCM_SHA256).codePoint().value()
            : trial.suite12OrUsual().codePoint().value();
    // With -c, -L makes tstclnt 3.87 crash behind the first connection. Our side has one suite
    // anyway.
    if (trial.connections() == 1 || trial.direction() == Direction.PEER_SERVES) {
      command.add("-c", ":%04X".formatted(suite));
    }
    trial
        .group()
        .ifPresent(
            group -> command.add("-I", Optional.ofNullable(GROUPS.get(group)).orElseThrow()));
    if (trial.isTls13() && trial.serverKey() == KeyType.RSA_PSS_2048) {
      command.add("-J", "rsa_pss_pss_sha256,ecdsa_secp256r1_sha256"); // not among its defaults
    }
    if (trial.isAbout(Feature.TICKETS)) {
      command.add("-u");
    }
    if (trial.usesPsk()) {
      command.add("-z", "0x" + Materials.PSK_KEY + ":" + Materials.PSK_IDENTITY);
    }
  }

  /** A database that trusts the CA and has such a key and its certificate. */
  private static synchronized String database(KeyType type, Materials materials) {
    Path folder = materials.folder().resolve("nss-" + type);
    String database = "sql:" + folder;
    if (Files.exists(folder)) {
      return database;
    }
    try {
      Files.createDirectory(folder);
      Path keys = folder.resolve("own.p12");
      String password = Platform.writeKeyStore(materials.certificate(type), type, keys);
      PeerProcess.run("certutil", "-N", "-d", database, "--empty-password");
      PeerProcess.run(
          "certutil",
          "-A",
          "-d",
          database,
          "-n",
          "ca",
          "-t",
          "CT,C,C",
          "-i",
          materials.authorityFile().toString());
      PeerProcess.run("pk12util", "-i", keys.toString(), "-d", database, "-W", password, "-K", "");
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a certificate database", e);
    }
  }
}
