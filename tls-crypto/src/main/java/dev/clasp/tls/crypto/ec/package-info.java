/**
 * Our own elliptic-curve arithmetic for the hot path of a handshake, written for what HotSpot
 * compiles well: limbs in {@code long}, products split by {@link java.lang.Math#multiplyHigh}.
 *
 * <p>Everything that touches a secret is free of branches, indices and divisions that depend on it;
 * what is not says so in its name. Not exported. Read {@code Field25519} first, then {@code
 * X25519}.
 */
@NullMarked
package dev.clasp.tls.crypto.ec;

import org.jspecify.annotations.NullMarked;
