package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite12;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** {@code curl}, a client, as it comes: our server leaves it no choice. */
final class CurlPeer implements Peer {
  private static final Set<NamedGroup> GROUPS =
      Set.of(
          NamedGroup.X25519,
          NamedGroup.X448,
          NamedGroup.SECP256R1,
          NamedGroup.SECP384R1,
          NamedGroup.SECP521R1);
  private static final Set<Feature> FEATURES =
      Set.of(
          Feature.TICKETS,
          Feature.SESSION_IDS,
          Feature.CLIENT_CERTIFICATE,
          Feature.ALPN,
          Feature.STAPLING,
          Feature.HELLO_RETRY_REQUEST,
          Feature.KEY_UPDATE);

  @Override
  public String name() {
    return "curl";
  }

  @Override
  public String wanted() {
    return "curl with OpenSSL";
  }

  @Override
  public Optional<String> find() {
    if (!PeerProcess.isPresent("curl")) {
      return Optional.empty();
    }
    String version = PeerProcess.run("curl", "--version");
    return version.contains("OpenSSL/")
        ? Optional.of(version.replaceAll("(?s)^(curl \\S+).*?(OpenSSL/\\S+).*", "$1 $2"))
        : Optional.empty();
  }

  @Override
  public boolean has(Trial trial) {
    if (trial.direction() == Direction.PEER_SERVES) {
      return false;
    }
    if (trial.suite12().isPresent()) {
      Suite12 suite = trial.suite12().get();
      return suite.keyExchange().share() == KeyExchange12.Share.ECDHE
          && !suite.keyExchange().usesPsk()
          && suite.protection().isModern()
          && !suite.toString().contains("CCM");
    }
    // curl never asks for a ticket in TLS 1.2.
    return !(trial.isAbout(Feature.TICKETS) && !trial.isTls13())
        && trial.suite13().map(suite -> !suite.toString().contains("CCM")).orElse(true)
        && trial.group().map(GROUPS::contains).orElse(true)
        && trial.feature().map(FEATURES::contains).orElse(true);
  }

  @Override
  public PeerServer serve(Trial trial, Materials materials) {
    throw new IllegalStateException("curl is no server");
  }

  @Override
  public String connect(Trial trial, int port, Materials materials) throws IOException {
    Arguments command =
        new Arguments("curl", "--silent", "--show-error", "--noproxy", "*", "--max-time", "10");
    command.add(
        "--cacert",
        materials.authorityFile(),
        "--resolve",
        "localhost:%d:127.0.0.1".formatted(port));
    if (trial.isAbout(Feature.CLIENT_CERTIFICATE)) {
      IssuedCertificate.Location files = materials.files(KeyType.P256);
      command.add("--cert", files.chain(), "--key", files.key());
    }
    if (trial.isAbout(Feature.STAPLING)) {
      command.add("--cert-status"); // fails without
    }
    for (int i = 0; i < trial.connections(); i++) {
      command.add("https://localhost:%d/".formatted(port));
    }
    return PeerProcess.run(command.words().toArray(new String[0]));
  }
}
