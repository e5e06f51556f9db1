package dev.clasp.tls.conformance.sites;

import java.util.List;

/**
 * One check of the stack: a place where it ends a connection because the peer broke a rule.
 *
 * @param code its name, the same as long as the class, the method and the rule are, such as {@code
 *     handshake.client.ServerHelloChecks.requireLegacyFields:RFC9846-4.2.3/5}
 * @param owner of the method, as class files write it: {@code dev/clasp/tls/…}
 * @param method its name and descriptor
 * @param instruction which of the method's instructions throws, from 0, labels and frames counted
 * @param line in the source file
 * @param kind how it throws
 * @param clauses the sections it names, such as {@code RFC 9846 §4.2.3}
 * @param requirements the sentences, by their ids in the ledger; empty where the clause has none
 */
public record Site(
    String code,
    String owner,
    String method,
    int instruction,
    int line,
    Kind kind,
    List<String> clauses,
    List<String> requirements) {
  /** How a site throws. */
  public enum Kind {
    /** With a {@code throw} statement. */
    THROW,
    /** With {@code Optional.orElseThrow}: there is nothing to go on with. */
    OR_ELSE_THROW
  }

  public Site {
    clauses = List.copyOf(clauses);
    requirements = List.copyOf(requirements);
  }
}
