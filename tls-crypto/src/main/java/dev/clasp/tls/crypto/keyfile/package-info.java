/**
 * Keys as people store them: PEM and DER, in each of the usual structures, under a password or not.
 * Everything becomes what the rest of the module reads: PKCS#8 and SubjectPublicKeyInfo. Start with
 * {@link dev.clasp.tls.crypto.keyfile.PrivateKeyFile}.
 */
@NullMarked
package dev.clasp.tls.crypto.keyfile;

import org.jspecify.annotations.NullMarked;
