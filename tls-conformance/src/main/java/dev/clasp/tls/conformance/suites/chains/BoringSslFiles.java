package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.conformance.suites.SuiteFiles;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Pem;
import dev.clasp.tls.x509.der.DerException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The PEM files of one of libpki's tests, by what their blocks are called. */
final class BoringSslFiles {
  private BoringSslFiles() {}

  /** The files of one test, wherever it is below the directory. */
  static Stream<Path> of(Path directory, String test) throws UnusableSuite {
    return SuiteFiles.below(directory, ".pem").stream()
        .filter(file -> contains(file.toAbsolutePath(), test));
  }

  private static boolean contains(Path file, String test) {
    for (Path part : file) {
      if (part.toString().equals(test)) {
        return true;
      }
    }
    return false;
  }

  static String id(Path file, String test) {
    String whole = file.toAbsolutePath().toString().replace('\\', '/');
    return whole.substring(whole.indexOf(test));
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  static Optional<Bytes> block(Path file, String label) throws UnusableSuite, DerException {
    List<Bytes> blocks = Pem.blocks(SuiteFiles.text(file), label);
    return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.get(0));
  }

  static Certificate certificate(Path file, String label) throws UnusableSuite, DerException {
    return Certificate.parse(required(file, label));
  }

  static Bytes required(Path file, String label) throws UnusableSuite, DerException {
    Optional<Bytes> block = block(file, label);
    if (block.isEmpty()) {
      throw new UnusableSuite(file, "no block " + label);
    }
    return block.get();
  }
}
