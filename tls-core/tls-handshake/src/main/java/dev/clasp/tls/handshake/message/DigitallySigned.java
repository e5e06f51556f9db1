package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * DigitallySigned (RFC 5246 §4.7): a signature over something that is not repeated beside it.
 *
 * <pre>{@code
 * struct {
 *     SignatureAndHashAlgorithm algorithm;
 *     opaque signature<0..2^16-1>;
 * } DigitallySigned;
 * }</pre>
 *
 * @param algorithm hash and signature, one byte each; the pairs of TLS 1.3 keep their code points
 *     (RFC 9846 §4.3.3)
 */
public record DigitallySigned(SignatureScheme algorithm, Bytes signature) implements Encodable {
  public static DigitallySigned decode(WireReader in) throws DecodeException {
    return new DigitallySigned(
        new SignatureScheme(in.uint16("algorithm")), in.opaque16("signature", 0, 0xFFFF));
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint16("algorithm", algorithm.value());
    out.opaque16("signature", signature);
  }
}
