/** The commands as a user meets them: arguments in; text, exit codes and connections out. */
@NullMarked
package dev.clasp.tls.conformance.cli;

import org.jspecify.annotations.NullMarked;
