package dev.clasp.tls.protocol;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A message of a kind the state does not wait for; always fatal (RFC 9846 §4, §6.2). */
public final class UnexpectedMessage extends TlsException {
  private static final long serialVersionUID = 1L;

  private final transient Set<HandshakeType> expected;
  private final String found;

  private UnexpectedMessage(String found, Set<HandshakeType> expected, Rfc clause, String what) {
    super(
        Optional.of(AlertDescription.UNEXPECTED_MESSAGE),
        Optional.of(clause),
        what,
        Optional.empty());
    this.expected = Set.copyOf(expected);
    this.found = found;
  }

  /** A handshake message the state does not wait for. */
  public static UnexpectedMessage of(HandshakeType found, Set<HandshakeType> expected, Rfc clause) {
    return of(found.toString(), expected, clause);
  }

  /** Anything else that came instead, such as a record of another type. */
  public static UnexpectedMessage of(String found, Set<HandshakeType> expected, Rfc clause) {
    String wanted =
        expected.isEmpty() ? "no handshake message" : new TreeSet<>(expected).toString();
    return new UnexpectedMessage(
        found, expected, clause, "message: %s, expected %s".formatted(found, wanted));
  }

  public Set<HandshakeType> expected() {
    return expected;
  }

  public String found() {
    return found;
  }
}
