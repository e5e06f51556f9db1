package dev.clasp.tls.x509.path;

import java.util.Optional;

/**
 * The whole search: what was tried, in order, and what was found.
 *
 * @param leaf the root of the tree of attempts
 * @param primary the decisive finding; absent when a path was accepted
 * @param usage what the search took
 */
public record Explanation(Attempt leaf, Optional<Finding> primary, Usage usage) {}
