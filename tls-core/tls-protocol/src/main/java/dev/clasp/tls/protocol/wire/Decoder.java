package dev.clasp.tls.protocol.wire;

import dev.clasp.tls.protocol.DecodeException;

/** Reads one value; the reader stands behind it afterwards. */
@FunctionalInterface
public interface Decoder<T> {
  T decode(WireReader in) throws DecodeException;
}
