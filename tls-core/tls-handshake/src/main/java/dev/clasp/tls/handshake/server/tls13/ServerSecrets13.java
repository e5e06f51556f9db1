package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.Exporter;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.handshake.schedule.HandshakeTrafficSecret;
import dev.clasp.tls.handshake.schedule.MainSecret;

/**
 * What the server still needs of the key schedule behind its Finished.
 *
 * @param client checks the client's Finished
 * @param main for what comes behind the client's Finished
 * @param application keys from here on; not to be read with before that
 */
record ServerSecrets13(
    HandshakeTrafficSecret client,
    MainSecret main,
    ApplicationKeys application,
    Exporter exporter) {}
