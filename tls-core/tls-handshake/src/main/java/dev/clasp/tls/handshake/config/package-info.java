/**
 * What an endpoint is willing to do: immutable values with safe defaults, each with its reason.
 *
 * <p>Nothing here is global, and no clock or randomness is hidden: both come with the
 * configuration. A knob that weakens sits on {@code dangerous()}. Read {@link
 * dev.clasp.tls.handshake.config.ClientConfig} and {@link
 * dev.clasp.tls.handshake.config.ServerConfig} first.
 */
@NullMarked
package dev.clasp.tls.handshake.config;

import org.jspecify.annotations.NullMarked;
