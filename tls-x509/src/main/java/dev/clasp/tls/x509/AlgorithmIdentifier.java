package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.Optional;

/**
 * An algorithm and its parameters (RFC 5280 §4.1.1.2).
 *
 * @param algorithm the identifier
 * @param parameters their DER; empty when absent
 */
public record AlgorithmIdentifier(Oid algorithm, Bytes parameters) {

  /** Reads the content of the SEQUENCE. */
  public static AlgorithmIdentifier decode(DerValue sequence) throws DerException {
    DerReader in = sequence.reader();
    Oid algorithm = in.expect(Tag.OBJECT_IDENTIFIER, sequence.field()).asOid();
    Bytes parameters = in.isEmpty() ? Bytes.empty() : in.next(sequence.field()).encoded();
    in.end();
    return new AlgorithmIdentifier(algorithm, parameters);
  }

  /**
   * The signature algorithm it names; empty when it names none that is implemented. RSASSA-PSS is
   * taken for that of an {@code rsaEncryption} key: the identifier does not tell.
   */
  public Optional<SignatureAlgorithm> signatureAlgorithm() {
    return SignatureAlgorithms.find(this, false);
  }
}
