/**
 * A strict reader for DER (ITU-T X.690): definite minimal lengths, canonical booleans, integers and
 * bit strings, nothing left over. Values are views into the bytes they came from, and every error
 * names the field and the byte. Start with {@link DerReader}. What the bytes mean is told
 * elsewhere.
 */
@NullMarked
package dev.clasp.tls.x509.der;

import org.jspecify.annotations.NullMarked;
