package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;

/** One step of a running conversation, its arguments read. Holds nothing of a run. */
public sealed interface Node {
  /** Changes local state or writes past the record layer; goes on at once. */
  non-sealed interface Command extends Node {
    /**
     * @throws IOException when the peer has closed the connection
     */
    void run(Peer peer) throws IOException, TlsException, ScriptException, CheckFailed;
  }

  /** Makes one message to send. */
  non-sealed interface Generator extends Node {
    Outgoing generate(Peer peer) throws ScriptException;

    /**
     * The message is made: the transcript takes it, also when it waits in a queue.
     *
     * @param bytes as they will be sent; modifiers may have changed them
     */
    default void made(Peer peer, Bytes bytes) throws ScriptException {
      // Most messages are outside the handshake.
    }

    /** The message is on its way: keys follow. */
    default void sent(Peer peer) throws ScriptException, TlsException {
      // Most messages change no keys.
    }
  }

  /** Takes one message. */
  non-sealed interface Expectation extends Node {
    /** Whether the type of the message is the one waited for; nothing else is looked at. */
    boolean matches(Received received);

    /**
     * Looks at everything else, and takes over what the message says.
     *
     * @throws CheckFailed when it is wrong: the conversation fails, no sibling is tried
     * @throws TlsException when it does not decode
     */
    void take(Peer peer, Received received) throws CheckFailed, TlsException, ScriptException;
  }
}
