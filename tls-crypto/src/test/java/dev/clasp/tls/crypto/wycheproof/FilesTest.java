package dev.clasp.tls.crypto.wycheproof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** No file of Wycheproof is left out without a reason. */
class FilesTest {
  private static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry("aes_cbc_pkcs5", "TLS pads in its own way"),
          Map.entry("hmac_sha1", "no suite with SHA-1 is implemented"),
          Map.entry("primality", "no primes are generated"),
          Map.entry("rsa_pkcs1_2048", "RSA decryption here says nothing of the padding"),
          Map.entry("rsa_pkcs1_3072", "RSA decryption here says nothing of the padding"),
          Map.entry("rsa_pkcs1_4096", "RSA decryption here says nothing of the padding"),
          Map.entry("x25519_asn", "x25519 in a key format that TLS does not use"),
          Map.entry("x448_asn", "x448 in a key format that TLS does not use"),
          Map.entry("mldsa_44_sign_noseed", "a private key without its encoding as PKCS#8"),
          Map.entry("mldsa_65_sign_noseed", "a private key without its encoding as PKCS#8"),
          Map.entry("mldsa_87_sign_noseed", "a private key without its encoding as PKCS#8"),
          Map.entry("mlkem_512_semi_expanded_decaps", "TLS never imports a decapsulation key"),
          Map.entry("mlkem_768_semi_expanded_decaps", "TLS never imports a decapsulation key"),
          Map.entry("mlkem_1024_semi_expanded_decaps", "TLS never imports a decapsulation key"));

  @Test
  void everyFileIsRunOrHasAReason() throws IOException {
    Assumptions.assumeTrue(
        Wycheproof.directory().isPresent(), "Wycheproof skipped: no data on this machine");
    Path directory = Wycheproof.directory().orElseThrow();

    Set<String> expected = Suite.all().stream().map(Suite::file).collect(Collectors.toSet());
    expected.addAll(NOT_RUN.keySet());
    try (Stream<Path> files = Files.list(directory)) {
      Set<String> present =
          files
              .map(file -> file.getFileName().toString().replace("_test.json", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(new TreeSet<>(expected), present);
    }
  }
}
