/**
 * The TLS 1.2 server behind the ClientHello: what it chooses, the flights it answers with, and one
 * record for each state of RFC 5246 §7.3.
 *
 * <pre>{@code
 * full handshake                                       abbreviated handshake
 *
 * ClientHello        ---->                             ClientHello        ---->
 *                    <----  ServerHelloFlight12                           <----  ResumedFlight12
 * [Certificate]      ---->  WaitCertificate
 * ClientKeyExchange  ---->  WaitClientKeyExchange
 * [CertificateVerify]---->  WaitCertificateVerify
 * ChangeCipherSpec   ---->  WaitChangeCipherSpec       ChangeCipherSpec   ---->  WaitChangeCipherSpec
 * Finished           ---->  WaitFinished               Finished           ---->  WaitFinished
 *                    <----  ServerFinishedFlight12
 *                           Connected12                                          Connected12
 * }</pre>
 *
 * <p>Read {@code ServerStart12}, {@code ServerChoice12}, {@code ServerHelloFlight12}, then the
 * states in this order.
 */
@NullMarked
package dev.clasp.tls.handshake.server.tls12;

import org.jspecify.annotations.NullMarked;
