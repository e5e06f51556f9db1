/**
 * The building block on the platform's own cryptography ({@code javax.crypto}, {@code
 * java.security}), and the only package that touches it.
 *
 * <p>Algorithms are asked for by name, so whatever providers the machine's policy puts first do the
 * work. Not exported. Read {@code JcaAead} first.
 */
@NullMarked
package dev.clasp.tls.crypto.jca;

import org.jspecify.annotations.NullMarked;
