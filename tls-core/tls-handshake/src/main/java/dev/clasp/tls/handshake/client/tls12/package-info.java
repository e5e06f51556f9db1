/**
 * The TLS 1.2 client behind the ServerHello: one class for each message it waits for (RFC 5246
 * §7.3) and one for each flight it sends.
 *
 * <pre>{@code
 * ServerHello12 --- full ---> WaitCertificate -> WaitCertificateStatus -> WaitServerKeyExchange
 *     |                          -> WaitRequestOrDone -> WaitDone -> ClientSecondFlight12 --+
 *     |                                                                                     |
 *     +---- abbreviated -----> WaitNewSessionTicket -> WaitChangeCipherSpec <---------------+
 *                                                          -> WaitFinished -> Connected12
 * }</pre>
 *
 * <p>States the cipher suite has no use for are left out. Read {@link
 * dev.clasp.tls.handshake.client.tls12.ServerHello12} first.
 */
@NullMarked
package dev.clasp.tls.handshake.client.tls12;

import org.jspecify.annotations.NullMarked;
