package dev.clasp.tls.handshake.codec;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.HandshakeType;

/**
 * One whole handshake message, not yet decoded.
 *
 * @param body without type and length
 * @param raw as received, type and length included; what the transcript hashes
 * @param endsRecord whether the record that held its last byte ends with it, so that keys may
 *     change behind it (RFC 9846 §5.1)
 */
public record HandshakeFrame(HandshakeType type, Bytes body, Bytes raw, boolean endsRecord) {}
