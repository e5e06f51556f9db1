/**
 * Hybrid public key encryption in its base mode (RFC 9180), as Encrypted Client Hello needs it:
 * with X25519 or P-256, HKDF, AES-GCM or ChaCha20-Poly1305. Read {@link
 * dev.clasp.tls.crypto.hpke.Hpke} first.
 */
@NullMarked
package dev.clasp.tls.crypto.hpke;

import org.jspecify.annotations.NullMarked;
