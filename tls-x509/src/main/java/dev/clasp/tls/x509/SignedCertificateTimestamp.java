package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
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

  /** Reads a SignedCertificateTimestampList (§3.3), of which none may be empty. */
  public static List<SignedCertificateTimestamp> decodeList(Bytes encoded) throws DerException {
    ByteBuffer in = encoded.asByteBuffer();
    ByteBuffer list = vector(in, LIST);
    if (in.hasRemaining()) {
      throw new DerException(LIST, in.position(), "%d bytes too many".formatted(in.remaining()));
    }
    List<SignedCertificateTimestamp> timestamps = new ArrayList<>();
    while (list.hasRemaining()) {
      timestamps.add(decode(vector(list, LIST)));
    }
    if (timestamps.isEmpty()) {
      throw new DerException(LIST, 0, "empty, expected at least 1 (RFC 6962 §3.3)");
    }
    return List.copyOf(timestamps);
  }

  private static SignedCertificateTimestamp decode(ByteBuffer in) throws DerException {
    require(in, 1 + LOG_ID_LENGTH + Long.BYTES, SCT);
    int version = in.get() & 0xFF;
    byte[] logId = new byte[LOG_ID_LENGTH];
    in.get(logId);
    long timestamp = in.getLong();
    if (timestamp < 0) {
      throw new DerException(SCT, in.position(), "timestamp beyond all reason");
    }
    Bytes extensions = Bytes.copyOf(vector(in, SCT));
    require(in, 2, SCT);
    int hash = in.get() & 0xFF;
    int algorithm = in.get() & 0xFF;
    Bytes signature = Bytes.copyOf(vector(in, SCT));
    if (in.hasRemaining()) {
      throw new DerException(SCT, in.position(), "%d bytes too many".formatted(in.remaining()));
    }
    return new SignedCertificateTimestamp(
        version,
        Bytes.copyOf(logId),
        Instant.ofEpochMilli(timestamp),
        extensions,
        hash,
        algorithm,
        signature);
  }

  /** The content of a vector with a 16-bit length, and steps behind it. */
  private static ByteBuffer vector(ByteBuffer in, String field) throws DerException {
    require(in, 2, field);
    int length = in.getShort() & 0xFFFF;
    require(in, length, field);
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  private static void require(ByteBuffer in, int length, String field) throws DerException {
    if (in.remaining() < length) {
      throw new DerException(
          field, in.position(), "%d bytes, but %d are left".formatted(length, in.remaining()));
    }
  }
}
