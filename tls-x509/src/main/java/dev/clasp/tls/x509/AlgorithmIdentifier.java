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
    AlgorithmIdentifier identifier = readFields(in, sequence.field());
    in.end();
    return identifier;
  }

  /** Reads the SEQUENCE that comes next. */
  static AlgorithmIdentifier read(DerReader in, String field) throws DerException {
    int outer = in.enter(Tag.SEQUENCE, field);
    AlgorithmIdentifier identifier = readFields(in, field);
    in.leave(outer, field);
    return identifier;
  }

  private static AlgorithmIdentifier readFields(DerReader in, String field) throws DerException {
    Oid algorithm = in.oid(field);
    return new AlgorithmIdentifier(
        algorithm, in.isEmpty() ? Bytes.empty() : in.next(field).encoded());
  }

  /**
   * The signature algorithm it names; empty when it names none that is implemented. RSASSA-PSS is
   * taken for that of an {@code rsaEncryption} key: the identifier does not tell.
   */
  public Optional<SignatureAlgorithm> signatureAlgorithm() {
    return SignatureAlgorithms.find(this, false);
  }
}
