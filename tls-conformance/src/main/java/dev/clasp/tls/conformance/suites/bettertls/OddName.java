package dev.clasp.tls.conformance.suites.bettertls;

import dev.clasp.tls.crypto.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * One more entry in the subjectAltName: bytes under any context tag, also those that no GeneralName
 * has.
 *
 * @param tag 0 to 15; 2 is dNSName, 6 uniformResourceIdentifier, 7 iPAddress
 */
record OddName(int tag, Bytes value) {
  static OddName text(int tag, String text) {
    return new OddName(tag, Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
