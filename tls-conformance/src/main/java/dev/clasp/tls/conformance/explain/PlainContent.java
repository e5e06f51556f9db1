package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.protocol.wire.Encodable;

/** The fields of what is no handshake message, for every version. */
final class PlainContent {
  private PlainContent() {}

  /**
   * An encoding that names the bytes.
   *
   * @param said of any kind but a handshake message
   */
  static Encodable of(Utterance said) {
    return switch (said.kind()) {
      case CHANGE_CIPHER_SPEC -> out -> out.fixed("type", said.content());
      case APPLICATION_DATA -> out -> out.fixed("data", said.content());
      case ALERT ->
          out -> {
            out.uint8("level", said.content().get(0));
            out.uint8("description", said.content().get(1));
          };
      case HANDSHAKE -> throw new IllegalArgumentException("a handshake message has its own");
    };
  }
}
