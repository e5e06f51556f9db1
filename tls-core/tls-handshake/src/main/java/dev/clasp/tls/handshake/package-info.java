/**
 * The handshake as pure values: a state takes a message and answers with the next state and an
 * ordered list of actions.
 *
 * <p>No I/O, no clock, no randomness but what the configuration injects. Whoever drives it (the
 * engine, a QUIC stack, the conformance harness) carries out the actions in order. Read {@link
 * dev.clasp.tls.handshake.HandshakeState} and {@link dev.clasp.tls.handshake.Step} first.
 */
@NullMarked
package dev.clasp.tls.handshake;

import org.jspecify.annotations.NullMarked;
