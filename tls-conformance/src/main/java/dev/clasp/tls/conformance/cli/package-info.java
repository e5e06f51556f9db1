/**
 * The {@code clasp} command: reads flags, calls the rest, prints. {@link
 * dev.clasp.tls.conformance.cli.Main} lists the subcommands; each has a class of its own. What a
 * command does beyond flags and printing lives elsewhere: sockets in {@code net}, certificates in
 * {@code pki}.
 */
@NullMarked
package dev.clasp.tls.conformance.cli;

import org.jspecify.annotations.NullMarked;
