package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.AlgorithmIdentifier;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.der.DerWriter;
import dev.clasp.tls.x509.der.Tag;
import java.util.List;
import java.util.Optional;

/**
 * The working public key of RFC 5280 §6.1.2 (h) to (j): a DSA key without parameters has those of
 * the key that certifies it (§6.1.4 (f), RFC 3279 §2.3.2).
 */
final class WorkingKeys {
  private WorkingKeys() {}

  /** Whether the certificate leaves it to the path to say what its key is. */
  static boolean leavesOutParameters(Certificate certificate) {
    AlgorithmIdentifier algorithm = certificate.publicKeyAlgorithm();
    return algorithm.parameters().isEmpty() && algorithm.algorithm().equals(Oids.DSA);
  }

  /**
   * The whole key of one certificate in its path; empty when nobody above has the parameters.
   *
   * @param path leaf first, anchor last
   */
  static Optional<Bytes> of(List<Certificate> path, int index) {
    Certificate certificate = path.get(index);
    if (!leavesOutParameters(certificate)) {
      return Optional.of(certificate.subjectPublicKeyInfo());
    }
    for (int above = index + 1; above < path.size(); above++) {
      AlgorithmIdentifier algorithm = path.get(above).publicKeyAlgorithm();
      if (!algorithm.algorithm().equals(Oids.DSA)) {
        return Optional.empty();
      }
      if (!algorithm.parameters().isEmpty()) {
        return Optional.of(completed(certificate, algorithm.parameters()));
      }
    }
    return Optional.empty();
  }

  private static Bytes completed(Certificate certificate, Bytes parameters) {
    Bytes identifier = DerWriter.element(Tag.OBJECT_IDENTIFIER, Oids.DSA.content());
    Bytes algorithm = DerWriter.element(Tag.SEQUENCE, identifier.plus(parameters));
    Bytes wholeOctets = Bytes.of(0); // no unused bits
    Bytes key = DerWriter.element(Tag.BIT_STRING, wholeOctets.plus(certificate.subjectPublicKey()));
    return DerWriter.element(Tag.SEQUENCE, algorithm.plus(key));
  }
}
