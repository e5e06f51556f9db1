package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A log's promise to show a certificate to everyone (RFC 6962 §3.2), parsed but not judged.
 *
 * <pre>{@code
 * struct {
 *     Version sct_version;
 *     LogID id;
 *     uint64 timestamp;
 *     CtExtensions extensions;
 *     digitally-signed struct { ... };
 * } SignedCertificateTimestamp;
 * }</pre>
 *
 * @param version 0 is v1, the only one there is
 * @param logId SHA-256 of the log's key
 * @param timestamp when the log saw the certificate
 * @param extensions opaque, and signed
 * @param hashAlgorithm as TLS 1.2 numbers it: 4 is SHA-256
 * @param signatureAlgorithm as TLS 1.2 numbers it: 1 is RSA, 3 is ECDSA
 * @param signature by the log
 */
public record SignedCertificateTimestamp(
    int version,
    Bytes logId,
    Instant timestamp,
    Bytes extensions,
    int hashAlgorithm,
    int signatureAlgorithm,
    Bytes signature) {
  private static final int LOG_ID_LENGTH = 32;
  private static final String LIST = "SignedCertificateTimestampList";
  private static final String SCT = "SignedCertificateTimestamp";

  /** Checks what {@link #decodeList} reads from the extension of a certificate. */
  static void check(DerReader in) throws DerException {
    in.skip(Tag.OCTET_STRING, LIST);
    Vector whole = new Vector(in.source(), in.position() - in.lastLength(), in.position(), LIST);
    Vector list = whole.vector(LIST);
    whole.end();
    if (list.at == list.end) {
      throw new DerException(LIST, list.at, "empty, expected at least 1 (RFC 6962 §3.3)");
    }
    while (list.at < list.end) {
      Vector one = list.vector(SCT);
      one.step(1 + LOG_ID_LENGTH);
      timestamp(one);
      one.step((int) one.number(2)); // extensions
      one.step(2); // the two algorithms
      one.step((int) one.number(2)); // signature
      one.end();
    }
  }

  private static long timestamp(Vector in) throws DerException {
    long timestamp = in.number(Long.BYTES);
    if (timestamp < 0) {
      throw new DerException(SCT, in.at, "timestamp beyond all reason");
    }
    return timestamp;
  }

  /** Reads a SignedCertificateTimestampList (§3.3), of which none may be empty. */
  public static List<SignedCertificateTimestamp> decodeList(Bytes encoded) throws DerException {
    Vector whole = new Vector(encoded, 0, encoded.size(), LIST);
    Vector list = whole.vector(LIST);
    whole.end();
    List<SignedCertificateTimestamp> timestamps = new ArrayList<>(2);
    while (list.at < list.end) {
      timestamps.add(decode(list.vector(SCT)));
    }
    if (timestamps.isEmpty()) {
      throw new DerException(LIST, 0, "empty, expected at least 1 (RFC 6962 §3.3)");
    }
    return Collections.unmodifiableList(timestamps);
  }

  private static SignedCertificateTimestamp decode(Vector in) throws DerException {
    int version = (int) in.number(1);
    Bytes logId = in.bytes(LOG_ID_LENGTH);
    long timestamp = timestamp(in);
    Bytes extensions = in.bytes((int) in.number(2));
    int hash = (int) in.number(1);
    int algorithm = (int) in.number(1);
    Bytes signature = in.bytes((int) in.number(2));
    in.end();
    return new SignedCertificateTimestamp(
        version, logId, Instant.ofEpochMilli(timestamp), extensions, hash, algorithm, signature);
  }

  /** Walks over a part of the input. */
  private static final class Vector {
    private final Bytes source;
    private final int end;
    private final String field;
    private int at;

    Vector(Bytes source, int from, int end, String field) {
      this.source = source;
      this.at = from;
      this.end = end;
      this.field = field;
    }

    /** The content of a vector with a 16-bit length, and steps behind it. */
    Vector vector(String its) throws DerException {
      int length = (int) number(2);
      int from = step(length);
      return new Vector(source, from, from + length, its);
    }

    long number(int octets) throws DerException {
      int from = step(octets);
      long number = 0;
      for (int i = from; i < from + octets; i++) {
        number = number << 8 | source.get(i);
      }
      return number;
    }

    Bytes bytes(int length) throws DerException {
      int from = step(length);
      return source.slice(from, from + length);
    }

    private int step(int length) throws DerException {
      if (length > end - at) {
        throw new DerException(field, at, "%d bytes, but %d are left".formatted(length, end - at));
      }
      at += length;
      return at - length;
    }

    void end() throws DerException {
      if (at < end) {
        throw new DerException(field, at, "%d bytes too many".formatted(end - at));
      }
    }
  }
}
