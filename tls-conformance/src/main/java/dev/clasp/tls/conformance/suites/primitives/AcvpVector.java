package dev.clasp.tls.conformance.suites.primitives;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import java.math.BigInteger;

/**
 * One test of ACVP: the question with its group, and the answer, which lies in a file of its own or
 * beside the question.
 *
 * @param set what the file says of all its tests: algorithm, mode, revision
 * @param answer an empty object when there is none
 */
record AcvpVector(JsonNode set, JsonNode group, JsonNode test, JsonNode answer) {
  /** Such as {@code ML-KEM/keyGen}. */
  String kind() {
    String mode = set.path("mode").asText();
    String algorithm = set.path("algorithm").asText();
    return mode.isEmpty() ? algorithm : algorithm + "/" + mode;
  }

  /** Whether the file says that the input is good; true where it does not say. */
  boolean expectsAcceptance() {
    JsonNode passed = answer.has("testPassed") ? answer.get("testPassed") : test.path("testPassed");
    return passed.asBoolean(true);
  }

  boolean has(String field) {
    return answer.has(field) || test.has(field) || group.has(field);
  }

  /** Of the answer, the test or its group. */
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

  BigInteger integer(String field) {
    return new BigInteger(text(field), 16);
  }

  private JsonNode node(String field) {
    if (answer.has(field)) {
      return answer.get(field);
    }
    return test.has(field) ? test.get(field) : group.required(field);
  }
}
