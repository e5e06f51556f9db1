package dev.clasp.tls.conformance.comparison;

/**
 * One comparison of a computed value with a published one.
 *
 * @param trace such as {@code RFC 8448 §3 Simple 1-RTT Handshake}
 * @param what was compared, such as {@code schedule: c hs traffic}; unique in its trace
 * @param detail why it failed; empty when it passed
 */
public record Check(String trace, String what, boolean passed, String detail) {}
