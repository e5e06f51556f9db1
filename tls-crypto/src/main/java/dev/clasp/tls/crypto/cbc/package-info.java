/**
 * CBC encryption with HMAC, as the CBC suites of TLS 1.2 combine them: MAC-then-encrypt (RFC 5246
 * §6.2.3.2), opened so that neither padding nor MAC shows in time or errors, and encrypt-then-MAC
 * (RFC 7366). Read {@link dev.clasp.tls.crypto.cbc.MacThenEncrypt} first.
 */
@NullMarked
package dev.clasp.tls.crypto.cbc;

import org.jspecify.annotations.NullMarked;
