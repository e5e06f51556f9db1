/**
 * The key schedule of RFC 9846 §7 as types: a secret that does not exist yet cannot be asked for.
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
 * <p>Every method that derives from a transcript checks where the transcript ends, so the diagram
 * is executable. Read {@link dev.clasp.tls.handshake.schedule.KeySchedule} first, then the three
 * stages.
 */
@NullMarked
package dev.clasp.tls.handshake.schedule;

import org.jspecify.annotations.NullMarked;
