/**
 * What client and server do alike once the handshake is complete (RFC 9846 §4.7).
 *
 * <p>Functions on values; the states that call them are in the packages of the roles.
 */
@NullMarked
package dev.clasp.tls.handshake.posthandshake;

import org.jspecify.annotations.NullMarked;
