package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A list that nodes of one run share ({@code {"$ref": …}}): the fragments of a message. */
public final class SharedList {
  /** What happens once the last fragment is sent. */
  @FunctionalInterface
  public interface Sent {
    void run() throws ScriptException, dev.clasp.tls.protocol.TlsException;
  }

  private final Deque<Bytes> fragments = new ArrayDeque<>();
  private int contentType;
  private Optional<Sent> sent = Optional.empty();

  /** Takes the rest of a message. */
  public void fill(int type, List<Bytes> rest, Sent whenSent) {
    contentType = type;
    fragments.addAll(rest);
    sent = Optional.of(whenSent);
  }

  public int contentType() {
    return contentType;
  }

  /** Takes the next fragment out. */
  public Bytes pop() throws ScriptException {
    if (fragments.isEmpty()) {
      throw new ScriptException("fragment_list is empty, expected what split_message left");
    }
    return fragments.remove();
  }

  /** Takes everything out, joined. */
  public Bytes popAll() throws ScriptException {
    Bytes all = pop();
    while (!fragments.isEmpty()) {
      all = all.plus(pop());
    }
    return all;
  }

  /** What to do now if nothing is left. */
  public Optional<Sent> completed() {
    if (!fragments.isEmpty()) {
      return Optional.empty();
    }
    Optional<Sent> now = sent;
    sent = Optional.empty();
    return now;
  }
}
