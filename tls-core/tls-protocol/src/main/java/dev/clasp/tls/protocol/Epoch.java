package dev.clasp.tls.protocol;

/**
 * Keys for one direction, handed by the handshake to the record layer.
 *
 * <p>The handshake gives secrets with their suite, never ciphers; the record layer derives keys and
 * IVs from what TLS 1.3 gives. That keeps the two strangers and lets QUIC take the handshake alone.
 */
public sealed interface Epoch permits Epoch12, Epoch13 {}
