/**
 * The scripted peer: a TCP connection, a record layer that sends whatever it is told, a key
 * schedule, and what both sides have said so far.
 *
 * <p>Nothing here decides what to send or what is right; {@code node} does. Records are sealed and
 * opened by {@code tls-record}, messages decoded by {@code tls-handshake}. Read {@link
 * dev.clasp.tls.conformance.peer.Peer} first.
 */
@NullMarked
package dev.clasp.tls.conformance.peer;

import org.jspecify.annotations.NullMarked;
