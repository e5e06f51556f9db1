/** Where a handshake starts, for drivers and for consumers without our record layer. */
@NullMarked
package dev.clasp.tls.handshake.start;

import org.jspecify.annotations.NullMarked;
