package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * max_fragment_length (RFC 6066 §4): the client asks for, and the server grants, shorter records.
 *
 * <pre>{@code
 * enum{
 *     2^9(1), 2^10(2), 2^11(3), 2^12(4), (255)
 * } MaxFragmentLength;
 * }</pre>
 *
 * @param code 0 to 255; a receiver that supports the extension must refuse all but 1 to 4 with
 *     illegal_parameter
 */
public record MaxFragmentLength(int code) implements Extension {
  public static MaxFragmentLength decode(WireReader in) throws DecodeException {
    return new MaxFragmentLength(in.uint8("max_fragment_length"));
  }

  /**
   * The code of a length.
   *
   * @param bytes 2^9, 2^10, 2^11 or 2^12
   */
  public static MaxFragmentLength ofBytes(int bytes) {
    return new MaxFragmentLength(Integer.numberOfTrailingZeros(bytes) - 8);
  }

  /** The length that the code means, in bytes; 0 for a code without a meaning. */
  public int bytes() {
    return code >= 1 && code <= 4 ? 1 << (8 + code) : 0;
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.MAX_FRAGMENT_LENGTH;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint8("max_fragment_length", code);
  }
}
