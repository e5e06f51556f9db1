package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A peer that is a small program of ours on another stack; all take the same words. */
final class SmallProgram implements Peer {
  private final String name;
  private final String wanted;
  private final Finder finder;
  private final Predicate<Trial> has;
  private Optional<Found> found = Optional.empty(); // set before anything is tried

  /**
   * @param version with the stack's name
   * @param command how the program is started
   */
  record Found(String version, List<String> command) {}

  /** Finds the stack and builds the program, if that is needed. */
  @FunctionalInterface
  interface Finder {
    Optional<Found> find() throws IOException;
  }

  SmallProgram(String name, String wanted, Finder finder, Predicate<Trial> has) {
    this.name = name;
    this.wanted = wanted;
    this.finder = finder;
    this.has = has;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String wanted() {
    return wanted;
  }

  @Override
  public Optional<String> find() throws IOException {
    found = finder.find();
    return found.map(Found::version);
  }

  @Override
  public boolean has(Trial trial) {
    return has.test(trial);
  }

  @Override
  public PeerServer serve(Trial trial, Materials materials) throws IOException {
    Arguments command = words("server", trial, materials);
    own(command, trial.serverKey(), materials);
    if (trial.isAbout(Feature.STAPLING)) {
      command.add("ocsp=" + materials.statusFile(trial.serverKey()));
    }
    if (trial.isAbout(Feature.HELLO_RETRY_REQUEST)) {
      command.add("group=23", "groupname=P-256");
    }
    return ProgramServer.printing(PeerProcess.start(command.words()), "port (\\d+)\\s");
  }

  @Override
  public String connect(Trial trial, int port, Materials materials) throws IOException {
    Arguments command = words("client", trial, materials);
    command.add("port=" + port, "connections=" + trial.connections());
    if (trial.isAbout(Feature.CLIENT_CERTIFICATE)) {
      own(command, KeyType.P256, materials);
    }
    try (PeerProcess client = PeerProcess.start(command.words())) {
      client.await("(?s)(Clasp answers. \n.*){" + trial.connections() + "}");
      if (trial.isAbout(Feature.STAPLING)) {
        client.await("(?m)^stapled");
      }
      if (client.exitCode() != 0) {
        throw new PeerFailure("failed: " + client);
      }
      return client.toString();
    }
  }

  private Arguments words(String role, Trial trial, Materials materials) throws IOException {
    Arguments command = new Arguments(found.orElseThrow().command().toArray());
    command.add("role=" + role, "version=" + (trial.isTls13() ? "1.3" : "1.2"));
    command.add("ca=" + materials.authorityFile());
    trial.feature().ifPresent(feature -> command.add("feature=" + feature.name()));
    if (trial.isTls13()) {
      trial.suite13().ifPresent(suite -> command.add("suite=" + suite.codePoint().value()));
      trial.suite13().ifPresent(suite -> command.add("suitename=" + suite));
    } else {
      command.add("suite=" + trial.suite12OrUsual().codePoint().value());
    }
    trial.group().ifPresent(group -> command.add("group=" + group.value()));
    trial.group().ifPresent(group -> command.add("groupname=" + OpensslPeer.name(group)));
    if (trial.isAbout(Feature.ALPN)) {
      command.add("alpn=" + OurSide.PROTOCOLS.get(0));
    }
    return command;
  }

  private static void own(Arguments command, KeyType type, Materials materials) {
    IssuedCertificate.Location files = materials.files(type);
    command.add("cert=" + files.chain(), "key=" + files.key());
  }
}
