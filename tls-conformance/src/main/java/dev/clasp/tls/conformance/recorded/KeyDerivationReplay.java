package dev.clasp.tls.conformance.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls12Prf;
import java.util.ArrayList;
import java.util.List;

/**
 * The extended main secret (RFC 7627 §4) and the key block (RFC 5246 §6.3), formula by formula:
 * {@code vectors/tls12/key-derivation.json}. Its hashes are not all those of cipher suites, so it
 * is the PRF that computes them here, not the schedule.
 */
final class KeyDerivationReplay {
  private static final String FORMAT = "clasp-tls12-kdf-1";

  private KeyDerivationReplay() {}

  static List<Check> of(CryptoProvider crypto) {
    List<Check> all = new ArrayList<>();
    for (JsonNode one : Tls12Files.json(Tls12Files.KEY_DERIVATION, FORMAT).required("cases")) {
      Checks checks = new Checks("key-derivation: " + one.required("id").asText());
      HashAlgorithm hash = HashAlgorithm.valueOf(one.required("hash").asText());
      Tls12Prf prf = new Tls12Prf(crypto.hashes(), hash);
      Secret premaster = Secret.copyOf(Tls12Files.hex(one, "premaster"));
      Bytes main = Tls12Files.hex(one, "main_secret");
      Bytes block = Tls12Files.hex(one, "key_block");
      Bytes randoms =
          Tls12Files.hex(one, "server_random").plus(Tls12Files.hex(one, "client_random"));
      checks.add(
          "extended main secret",
          () ->
              Checks.difference(
                  main,
                  prf.derive(
                      premaster,
                      "extended master secret",
                      Tls12Files.hex(one, "session_hash"),
                      main.size())));
      checks.add(
          "key block",
          () ->
              Checks.difference(
                  block, prf.derive(Secret.copyOf(main), "key expansion", randoms, block.size())));
      all.addAll(checks.all());
    }
    return all;
  }
}
