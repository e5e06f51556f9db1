/**
 * The commands {@code clasp bench} and {@code clasp bench leak}, and the JMH benchmark behind the
 * first. What is measured lies in {@code operation}, what is made of it in {@code report}, the
 * timing-leak test in {@code leak}. Read {@link dev.clasp.tls.bench.Measurements} first.
 */
@NullMarked
package dev.clasp.tls.bench;

import org.jspecify.annotations.NullMarked;
