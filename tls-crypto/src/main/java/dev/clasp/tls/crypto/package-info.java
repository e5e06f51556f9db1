/**
 * What TLS needs of cryptography, as values and small interfaces.
 *
 * <p>{@link dev.clasp.tls.crypto.CryptoProvider} lists what is implemented, in preference order;
 * {@code dev.clasp.tls.crypto.provider} has the shipped ones. Bytes are held as {@link
 * dev.clasp.tls.crypto.Bytes} when public and as {@link dev.clasp.tls.crypto.Secret} when not. No
 * TLS message and no certificate is known here. Read {@code CryptoProvider} first.
 */
@NullMarked
package dev.clasp.tls.crypto;

import org.jspecify.annotations.NullMarked;
