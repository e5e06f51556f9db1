package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The octets of a conversation as they crossed the wire, with the secrets to read them, for a file
 * that Wireshark opens.
 *
 * <p>Safe to read once the conversation is over.
 */
public final class Capture {
  /** Octets kept of one conversation; what comes later is left out. */
  private static final int MAX_OCTETS = 1 << 19;

  /**
   * Octets in one direction.
   *
   * @param connection from 0; a conversation may connect more than once
   * @param at when they were written or read
   * @param byUs whether the scripted peer sent them
   */
  public record Segment(int connection, Instant at, boolean byUs, Bytes octets) {}

  private final List<Segment> segments = new ArrayList<>();
  private final List<Role> connections = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private int octets;

  /** Notes all that crosses this transport, the next connection. */
  Transport around(Transport transport, Role ours) {
    int connection = connections.size();
    connections.add(ours);
    return new Noted(transport, connection);
  }

  void key(String line) {
    keys.add(line);
  }

  private void note(int connection, boolean byUs, Bytes bytes) {
    if (octets + bytes.size() <= MAX_OCTETS) {
      octets += bytes.size();
      segments.add(new Segment(connection, Instant.now(), byUs, bytes));
    }
  }

  /** In order. */
  public List<Segment> segments() {
    return List.copyOf(segments);
  }

  /** Of each connection the side that the scripted peer played. */
  public List<Role> connections() {
    return List.copyOf(connections);
  }

  /** Lines of a key log (RFC 9850). */
  public List<String> keys() {
    return List.copyOf(keys);
  }

  /** Passes everything on, and notes it. */
  private final class Noted implements Transport {
    private final Transport inner;
    private final int connection;

    Noted(Transport inner, int connection) {
      this.inner = inner;
      this.connection = connection;
    }

    @Override
    public void write(Bytes bytes) throws IOException {
      inner.write(bytes);
      note(connection, true, bytes);
    }

    @Override
    public Bytes read(long patience) throws IOException {
      Bytes bytes = inner.read(patience);
      note(connection, false, bytes);
      return bytes;
    }

    @Override
    public void close() {
      inner.close();
    }

    @Override
    public void reset() {
      inner.reset();
    }

    @Override
    public void abort() {
      inner.abort();
    }
  }
}
