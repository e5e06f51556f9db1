package dev.clasp.tls.crypto.kex;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;

/**
 * The outside of an elliptic-curve point in TLS (RFC 9846 §4.3.8.2, RFC 8422 §5.4.1).
 *
 * <pre>{@code
 * struct {
 *     uint8 legacy_form = 4;
 *     opaque X[coordinate_length];
 *     opaque Y[coordinate_length];
 * } UncompressedPointRepresentation;
 * }</pre>
 *
 * <p>CT: none; shares are public.
 */
public final class UncompressedPoints {
  private static final int LEGACY_FORM = 4;

  private UncompressedPoints() {}

  /** Checks form and size; range and curve equation are the group's to check. */
  public static void requireShape(GroupAlgorithm group, Bytes share, int coordinateLength)
      throws InvalidKeyShare {
    int expected = 1 + 2 * coordinateLength;
    if (share.size() != expected) {
      throw new InvalidKeyShare(
          "%s share: %d bytes, expected %d (RFC 9846 §4.3.8.2)"
              .formatted(group, share.size(), expected));
    }
    if (share.get(0) != LEGACY_FORM) {
      throw new InvalidKeyShare(
          "%s share: legacy_form %d, expected 4 (RFC 9846 §4.3.8.2)"
              .formatted(group, share.get(0)));
    }
  }

  /** The error for a point whose coordinates are out of range or off the curve. */
  public static InvalidKeyShare notOnCurve(GroupAlgorithm group) {
    return new InvalidKeyShare(
        "%s share: not a point on the curve (RFC 9846 §4.3.8.2)".formatted(group));
  }
}
