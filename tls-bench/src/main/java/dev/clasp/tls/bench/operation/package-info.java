/**
 * What can be measured, and by whose code: one {@link dev.clasp.tls.bench.operation.Subject} an
 * operation, with a maker for each peer. Nothing here measures. Read {@code Catalogue} first.
 */
@NullMarked
package dev.clasp.tls.bench.operation;

import org.jspecify.annotations.NullMarked;
