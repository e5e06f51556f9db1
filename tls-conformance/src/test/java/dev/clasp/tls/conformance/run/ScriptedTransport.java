package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.peer.Transport;
import dev.clasp.tls.crypto.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A peer in memory: answers reads from a list, then closes or says nothing; keeps what it got. */
final class ScriptedTransport implements Transport {
  private final Deque<Bytes> answers;
  private final boolean closesAtEnd;
  private final int writesUntilBroken;
  final List<Bytes> written = new ArrayList<>();

  private ScriptedTransport(List<Bytes> answers, boolean closesAtEnd, int writesUntilBroken) {
    this.answers = new ArrayDeque<>(answers);
    this.closesAtEnd = closesAtEnd;
    this.writesUntilBroken = writesUntilBroken;
  }

  static ScriptedTransport thatCloses(Bytes... answers) {
    return new ScriptedTransport(List.of(answers), true, Integer.MAX_VALUE);
  }

  static ScriptedTransport thatStaysOpen(Bytes... answers) {
    return new ScriptedTransport(List.of(answers), false, Integer.MAX_VALUE);
  }

  /** Every write fails; reading works. */
  static ScriptedTransport thatHasClosed(Bytes... answers) {
    return new ScriptedTransport(List.of(answers), true, 0);
  }

  @Override
  public void write(Bytes bytes) throws IOException {
    if (written.size() >= writesUntilBroken) {
      throw new IOException("Broken pipe");
    }
    written.add(bytes);
  }

  @Override
  public Bytes read(long patience) throws IOException {
    if (!answers.isEmpty()) {
      return answers.remove();
    }
    if (closesAtEnd) {
      throw new EOFException("closed by the peer");
    }
    throw new InterruptedIOException("nothing came");
  }

  @Override
  public void close() {
    // Nothing to give back.
  }

  @Override
  public void reset() {
    // Nothing to give back.
  }

  @Override
  public void abort() {
    // Nothing waits.
  }
}
