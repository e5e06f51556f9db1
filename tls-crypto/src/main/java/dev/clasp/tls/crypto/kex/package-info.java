/**
 * What key-exchange groups share: every Diffie-Hellman function and every KEM becomes a {@link
 * dev.clasp.tls.crypto.KeyExchangeGroup} here, and a pair of them a hybrid one. No arithmetic. Read
 * {@code DiffieHellman} first.
 */
@NullMarked
package dev.clasp.tls.crypto.kex;

import org.jspecify.annotations.NullMarked;
