/**
 * The TLS 1.3 client behind the ServerHello: one record for each state of RFC 9846 appendix A.1,
 * one class for the flight it sends.
 *
 * <p>Read in the order of the states: {@code WaitEncryptedExtensions}, {@code
 * WaitCertificateOrRequest}, {@code WaitCertificate}, {@code WaitCertificateVerify}, {@code
 * WaitFinished}, {@code Connected13}.
 */
@NullMarked
package dev.clasp.tls.handshake.client.tls13;

import org.jspecify.annotations.NullMarked;
