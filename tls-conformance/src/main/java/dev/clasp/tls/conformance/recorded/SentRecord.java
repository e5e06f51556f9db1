package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.crypto.Bytes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One record on the wire.
 *
 * @param bytes header included
 */
record SentRecord(Sender sender, Bytes bytes) {
  private static final int HEADER = 5;

  int type() {
    return bytes.get(0);
  }

  /** Cuts what both sides sent into whole records, in the order in which they were complete. */
  static List<SentRecord> cut(List<SentRecord> pieces) {
    Map<Sender, Bytes> pending = new EnumMap<>(Sender.class);
    List<SentRecord> records = new ArrayList<>();
    for (SentRecord piece : pieces) {
      Bytes bytes = pending.getOrDefault(piece.sender(), Bytes.empty()).plus(piece.bytes());
      while (bytes.size() >= HEADER && bytes.size() >= lengthOf(bytes)) {
        records.add(new SentRecord(piece.sender(), bytes.first(lengthOf(bytes))));
        bytes = bytes.slice(lengthOf(bytes), bytes.size());
      }
      pending.put(piece.sender(), bytes);
    }
    if (!pending.values().stream().allMatch(Bytes::isEmpty)) {
      throw new IllegalArgumentException("a record is cut off");
    }
    return records;
  }

  private static int lengthOf(Bytes bytes) {
    return HEADER + (bytes.get(3) << 8 | bytes.get(4));
  }
}
