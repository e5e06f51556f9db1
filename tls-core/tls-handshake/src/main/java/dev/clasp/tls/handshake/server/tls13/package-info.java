/**
 * The TLS 1.3 server behind the ClientHello: the flight it answers with, and one record for each
 * state of RFC 9846 appendix A.2.
 *
 * <p>Read {@code ServerFlight13}, then {@code WaitCertificate}, {@code WaitCertificateVerify},
 * {@code WaitFinished}, {@code Connected13}.
 */
@NullMarked
package dev.clasp.tls.handshake.server.tls13;

import org.jspecify.annotations.NullMarked;
