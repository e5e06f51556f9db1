package dev.clasp.tls.x509.path;

/**
 * What one validation took, to be laid beside its {@link Budget}.
 *
 * @param signatures signature verifications
 * @param candidates possible issuers looked at
 * @param nameConstraintProducts names times constraints
 */
public record Usage(int signatures, int candidates, long nameConstraintProducts) {}
