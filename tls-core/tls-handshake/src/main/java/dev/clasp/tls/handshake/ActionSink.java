package dev.clasp.tls.handshake;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.TlsException;

/** Carries out actions; one method for each kind, so that none can be forgotten. */
public interface ActionSink {
  void send(Bytes messages) throws TlsException;

  void sendChangeCipherSpec() throws TlsException;

  void changeWriteKeys(Epoch epoch) throws TlsException;

  void changeReadKeys(Epoch epoch, RecordBoundary boundary) throws TlsException;

  void skipEarlyData(long maxBytes) throws TlsException;

  void limitRecords(int sent, int received) throws TlsException;

  void sendWarning(AlertDescription description) throws TlsException;

  void offerEarlyData(long maxBytes) throws TlsException;

  void acceptEarlyData(long maxBytes) throws TlsException;

  void dropWriteKeys() throws TlsException;

  void report(HandshakeEvent event) throws TlsException;
}
