/**
 * How a peer proves who it is, and the proofs the checks hand out: certificates, signatures, and
 * the alert for each way to fail (RFC 9846 §4.5).
 *
 * <p>Shared by client and server as functions and values. Read {@link
 * dev.clasp.tls.handshake.authentication.CertificateVerifyContent} first.
 */
@NullMarked
package dev.clasp.tls.handshake.authentication;

import org.jspecify.annotations.NullMarked;
