/**
 * The key schedules of RFC 9846 §7 and of TLS 1.2 as types: a secret that does not exist yet cannot
 * be asked for.
 *
 * <pre>{@code
 * KeySchedule.early(psk)  --toHandshake(shared secret)-->  HandshakeSecret  --toMain()-->  MainSecret
 *   EarlySecret
 *     binder(kind, hash)            clientTraffic(CH..SH)             clientTraffic(CH..SF)
 *     clientEarlyTraffic(CH)        serverTraffic(CH..SH)             serverTraffic(CH..SF)
 *     earlyExporter(CH)               verifyData(CH..)                  next()
 *                                                                     exporter(CH..SF)
 *                                                                     resumption(CH..CF) -> psk(nonce)
 * }</pre>
 *
 * <p>TLS 1.2 has {@link dev.clasp.tls.handshake.schedule.KeySchedule12} in its place.
 *
 * <p>Every method that derives from a transcript checks where the transcript ends, so the diagram
 * is executable. Read {@link dev.clasp.tls.handshake.schedule.KeySchedule} first, then the three
 * stages.
 */
@NullMarked
package dev.clasp.tls.handshake.schedule;

import org.jspecify.annotations.NullMarked;
