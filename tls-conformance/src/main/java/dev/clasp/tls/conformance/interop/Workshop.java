package dev.clasp.tls.conformance.interop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Builds the peers that are small programs of ours.
 *
 * @param folder where they are kept from one run to the next
 * @param mayDownload whether package managers may be asked for the stacks: cargo for rustls, npm
 *     for a Node.js with OpenSSL 3.5
 */
record Workshop(Path folder, boolean mayDownload) {
  private static final String NODE = "node@24";

  /** Go's crypto/tls, which comes with the compiler. */
  Optional<SmallProgram.Found> go() throws IOException {
    if (!PeerProcess.isPresent("go")) {
      return Optional.empty();
    }
    Path source = unpack("go", "main.go").resolve("main.go");
    Path program = source.resolveSibling("peer");
    PeerProcess.run("go", "build", "-o", program.toString(), source.toString());
    String version =
        PeerProcess.run("go", "version").replaceAll("(?s)^go version go(\\S+).*", "$1");
    return Optional.of(new SmallProgram.Found("Go " + version, List.of(program.toString())));
  }

  /** rustls with ring. */
  Optional<SmallProgram.Found> rustls() throws IOException {
    Path program = folder.resolve("rustls/target/release/clasp-rustls-peer");
    if (!PeerProcess.isPresent("cargo") || (!mayDownload && !Files.exists(program))) {
      return Optional.empty();
    }
    Path manifest = unpack("rustls", "Cargo.toml", "src/main.rs").resolve("Cargo.toml");
    PeerProcess.run("cargo", "build", "--release", "--manifest-path", manifest.toString());
    String tree =
        PeerProcess.run(
            "cargo",
            "tree",
            "--manifest-path",
            manifest.toString(),
            "--depth",
            "1",
            "--prefix",
            "none");
    String version = tree.replaceAll("(?s).*\\brustls v(\\S+).*", "$1");
    return Optional.of(new SmallProgram.Found("rustls " + version, List.of(program.toString())));
  }

  /** A Node.js whose OpenSSL is 3.5 or newer: the one on the path, or npm's. */
  Optional<SmallProgram.Found> node() throws IOException {
    Path npms = folder.resolve("node/node_modules/node/bin/node");
    if (PeerProcess.isPresent("node") && isRecent(openssl("node"))) {
      return node("node");
    }
    if (!Files.isExecutable(npms) && mayDownload && PeerProcess.isPresent("npm")) {
      PeerProcess.run("npm", "install", "--prefix", folder.resolve("node").toString(), NODE);
    }
    return Files.isExecutable(npms) && isRecent(openssl(npms.toString()))
        ? node(npms.toString())
        : Optional.empty();
  }

  private Optional<SmallProgram.Found> node(String program) throws IOException {
    Path script = unpack("node", "peer.js").resolve("peer.js");
    return Optional.of(
        new SmallProgram.Found(
            "OpenSSL %s in Node.js".formatted(openssl(program)),
            List.of(program, script.toString())));
  }

  private static String openssl(String node) {
    return PeerProcess.run(node, "-p", "process.versions.openssl").trim();
  }

  private static boolean isRecent(String openssl) {
    String[] numbers = openssl.split("\\.", -1);
    return Integer.parseInt(numbers[0]) > 3
        || (numbers[0].equals("3") && Integer.parseInt(numbers[1]) >= 5);
  }

  /** Writes sources to a folder of that name, where they are not there already as they are. */
  private Path unpack(String name, String... sources) throws IOException {
    Path home = folder.resolve(name);
    for (String source : sources) {
      Path file = home.resolve(source);
      Files.createDirectories(file.getParent());
      try (InputStream in = Workshop.class.getResourceAsStream(name + "/" + source)) {
        if (in == null) {
          throw new IllegalStateException(name + "/" + source + " is missing beside its class");
        }
        byte[] text = in.readAllBytes();
        if (!Files.exists(file) || !Arrays.equals(text, Files.readAllBytes(file))) {
          Path fresh = Files.write(file.resolveSibling("fresh"), text);
          Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return home;
  }
}
