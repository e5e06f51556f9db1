/**
 * The shipped {@link dev.clasp.tls.crypto.CryptoProvider}s, composed of the building blocks. Read
 * {@link dev.clasp.tls.crypto.provider.CryptoProviders}; there is nothing else for callers here.
 */
@NullMarked
package dev.clasp.tls.crypto.provider;

import org.jspecify.annotations.NullMarked;
