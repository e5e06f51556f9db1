/**
 * Whether time tells secrets apart: Welch's t-test on two classes of secrets, after dudect
 * (Reparaz, Balasch, Verbauwhede: "Dude, is my code constant time?"). A report, never a gate: a
 * busy machine and a JIT compiler give neither proof nor disproof. Read {@code LeakTest} first.
 */
@NullMarked
package dev.clasp.tls.bench.leak;

import org.jspecify.annotations.NullMarked;
