/**
 * Our own ML-KEM (FIPS 203) and the Keccak functions it needs (FIPS 202).
 *
 * <p>Nothing here branches, indexes or divides by what is secret; what is not secret is the matrix
 * and its seed, encapsulation keys and ciphertexts. Not exported. Read {@code MlKem} first, with
 * FIPS 203 beside it: the names are the standard's.
 */
@NullMarked
package dev.clasp.tls.crypto.mlkem;

import org.jspecify.annotations.NullMarked;
