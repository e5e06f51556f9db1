/**
 * What connections leave behind for later ones: sessions, where they are kept, and the tickets that
 * carry them (RFC 9846 §2.2, §4.7.1; RFC 5246 §7.3, RFC 5077).
 *
 * <p>For both versions and both roles. No clock is hidden: what expires does so by an {@link
 * java.time.InstantSource} or an instant that is passed in. Read {@link
 * dev.clasp.tls.handshake.session.Session} first.
 */
@NullMarked
package dev.clasp.tls.handshake.session;

import org.jspecify.annotations.NullMarked;
