package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.protocol.Suite13;

/**
 * The key the server takes (RFC 9846 §4.3.11), and how.
 *
 * @param index of its identity in the ClientHello: {@code selected_identity}
 * @param suite with the key's hash
 * @param keyExchange psk_dhe_ke; else psk_ke, without forward secrecy
 */
public record SelectedPsk(int index, PreSharedKey key, Suite13 suite, boolean keyExchange) {}
