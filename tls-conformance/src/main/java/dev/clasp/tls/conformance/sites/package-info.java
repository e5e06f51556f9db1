/**
 * Where the stack enforces a rule: every throw of an exception that ends a connection, found in the
 * class files, with the sentences it names.
 *
 * <p>Nothing is loaded or run. Read {@link dev.clasp.tls.conformance.sites.Site} first.
 */
@NullMarked
package dev.clasp.tls.conformance.sites;

import org.jspecify.annotations.NullMarked;
