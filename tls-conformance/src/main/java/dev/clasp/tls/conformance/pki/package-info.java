/**
 * Certificates and keys for test servers and clients: made on the spot ({@link
 * dev.clasp.tls.conformance.pki.CertificateAuthority}) or read from PEM files ({@link
 * dev.clasp.tls.conformance.pki.PemFiles}). Made for loopback and tests: keys are written to disk
 * unencrypted. Judging certificates is the job of {@code tls-x509}.
 */
@NullMarked
package dev.clasp.tls.conformance.pki;

import org.jspecify.annotations.NullMarked;
