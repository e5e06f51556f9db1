/**
 * The building block on Bouncy Castle's lightweight API, and the only package that touches it.
 *
 * <p>No JCA provider is registered or asked for. Not exported. Read {@code BcAead} first.
 */
@NullMarked
package dev.clasp.tls.crypto.bc;

import org.jspecify.annotations.NullMarked;
