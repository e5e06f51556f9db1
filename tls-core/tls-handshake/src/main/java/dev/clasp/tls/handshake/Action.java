package dev.clasp.tls.handshake;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.TlsException;

/**
 * One thing a step asks its driver to do. The order of a step's actions is the order to do them.
 */
public sealed interface Action {
  void applyTo(ActionSink sink) throws TlsException;

  /**
   * Send handshake bytes under the current write keys; they are encoded and in the transcript.
   *
   * @param messages one or more whole messages, framed
   */
  record Send(Bytes messages) implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.send(messages);
    }
  }

  /** Send a change_cipher_spec record (RFC 9846 §E.4, RFC 5246 §7.1). */
  record SendChangeCipherSpec() implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.sendChangeCipherSpec();
    }
  }

  /** Protect everything sent from here on with these keys. */
  record ChangeWriteKeys(Epoch epoch) implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.changeWriteKeys(epoch);
    }
  }

  /** Expect everything received from here on under these keys. */
  record ChangeReadKeys(Epoch epoch, RecordBoundary boundary) implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.changeReadKeys(epoch, boundary);
    }
  }

  /**
   * Drop the early data we did not accept (RFC 9846 §4.3.10): records that do not open under the
   * read keys, or application data records while there are none, up to the first record that does.
   *
   * @param maxBytes record bodies dropped before it is an error after all, in bytes
   */
  record SkipEarlyData(long maxBytes) implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.skipEarlyData(maxBytes);
    }
  }

  /**
   * Bound the content of records from here on (RFC 6066 §4, RFC 8449 §4).
   *
   * @param sent the most a record of ours may hold, in bytes
   * @param received the most a record of the peer's may hold, in bytes; more is {@code
   *     record_overflow}
   */
  record LimitRecords(int sent, int received) implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.limitRecords(sent, received);
    }
  }

  /** Send an alert of level warning, which does not end the connection (RFC 5246 §7.2.2). */
  record SendWarning(AlertDescription description) implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.sendWarning(description);
    }
  }

  /**
   * Let the application write early data, until the write keys change again (RFC 9846 §4.3.10).
   *
   * @param maxBytes of application data, in bytes
   */
  record OfferEarlyData(long maxBytes) implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.offerEarlyData(maxBytes);
    }
  }

  /**
   * Take application data as early data, until the read keys change again (RFC 9846 §4.3.10).
   *
   * @param maxBytes of application data before it is an error, in bytes
   */
  record AcceptEarlyData(long maxBytes) implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.acceptEarlyData(maxBytes);
    }
  }

  /** Send everything from here on in the clear again: the early data was rejected by a retry. */
  record DropWriteKeys() implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.dropWriteKeys();
    }
  }

  /** Tell the application. */
  record Report(HandshakeEvent event) implements Action {
    @Override
    public void applyTo(ActionSink sink) throws TlsException {
      sink.report(event);
    }
  }
}
