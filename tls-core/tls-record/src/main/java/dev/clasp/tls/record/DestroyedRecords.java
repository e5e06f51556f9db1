package dev.clasp.tls.record;

import dev.clasp.tls.protocol.ContentType;
import java.nio.ByteBuffer;

/**
 * Takes the place of keys that are gone: "MUST forget the secret values and keys" (RFC 9846 §6).
 */
final class DestroyedRecords implements RecordOpener, RecordSealer {
  @Override
  public void check(RecordHeader header) {
    throw gone();
  }

  @Override
  public boolean protectsChangeCipherSpec() {
    return true;
  }

  @Override
  public int roomFor(RecordHeader header) {
    throw gone();
  }

  @Override
  public ContentType open(
      long sequenceNumber, RecordHeader header, ByteBuffer body, ByteBuffer plaintext) {
    throw gone();
  }

  @Override
  public int outerType(int type) {
    throw gone();
  }

  @Override
  public int bodyLength(int contentLength, int padding) {
    throw gone();
  }

  @Override
  public long recordLimit() {
    return 0;
  }

  @Override
  public void seal(
      long sequenceNumber,
      RecordHeader header,
      int type,
      ByteBuffer content,
      int padding,
      ByteBuffer wire) {
    throw gone();
  }

  private static IllegalStateException gone() {
    return new IllegalStateException("record layer used after its keys were destroyed");
  }
}
