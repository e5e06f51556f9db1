/** The blocking drivers with our own stack on both ends, and with peers that misbehave. */
@NullMarked
package dev.clasp.tls.conformance.net;

import org.jspecify.annotations.NullMarked;
