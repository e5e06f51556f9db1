package dev.clasp.tls.conformance.suites.primitives;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;

/**
 * One test of Wycheproof with its group and the algorithm of its file.
 *
 * @param algorithm such as {@code AES-GCM}
 */
record WycheproofVector(String algorithm, JsonNode group, JsonNode test) {
  /** What kind of test it is, such as {@code AeadTest}. */
  String type() {
    return group.get("type").asText();
  }

  /** {@code valid}, {@code invalid} or {@code acceptable}. */
  String result() {
    return test.get("result").asText();
  }

  boolean hasFlag(String flag) {
    for (JsonNode set : test.path("flags")) {
      if (set.asText().equals(flag)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the test or its group has the field. */
  boolean has(String field) {
    return test.has(field) || group.has(field);
  }

  /** Of the test, or of its group. */
  String text(String field) {
    return node(field).asText();
  }

  int number(String field) {
    return node(field).intValue();
  }

  Bytes bytes(String field) {
    return Bytes.fromHex(text(field));
  }

  /** Of a published test key. */
  Secret secret(String field) {
    return Secret.copyOf(bytes(field));
  }

  private JsonNode node(String field) {
    return test.has(field) ? test.get(field) : group.required(field);
  }
}
