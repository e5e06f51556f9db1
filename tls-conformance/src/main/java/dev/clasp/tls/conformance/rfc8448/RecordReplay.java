package dev.clasp.tls.conformance.rfc8448;

import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.Fragment;
import dev.clasp.tls.record.PaddingPolicy;
import dev.clasp.tls.record.ReadHalf;
import dev.clasp.tls.record.ReadOutcome;
import dev.clasp.tls.record.RecordHeader;
import dev.clasp.tls.record.RecordLimits;
import dev.clasp.tls.record.WriteHalf;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Every record, both ways, under the keys the schedule derived. */
final class RecordReplay {
  private final CryptoProvider crypto;
  private final Trace trace;
  private final TrafficKeys keys;
  private final Checks checks;

  RecordReplay(CryptoProvider crypto, Trace trace, TrafficKeys keys, Checks checks) {
    this.crypto = crypto;
    this.trace = trace;
    this.keys = keys;
    this.checks = checks;
  }

  void replay() throws TlsException {
    for (Trace.Side sender : Trace.Side.values()) {
      List<Trace.Record> records =
          trace.records().stream().filter(record -> record.sender() == sender).toList();
      openAll(sender, records);
      sealAll(sender, records);
    }
  }

  private void openAll(Trace.Side sender, List<Trace.Record> records) {
    ReadHalf half = new ReadHalf(crypto);
    Optional<Epoch13.Kind> current = Optional.empty();
    for (int i = 0; i < records.size(); i++) {
      Trace.Record record = records.get(i);
      if (changesKeys(record, current)) {
        current = record.protection();
        half.changeKeys(keys.get(sender, current.orElseThrow()));
      }
      checks.add(
          name(record, i) + " opens",
          () -> Checks.difference(record.payload(), open(half, record)));
    }
  }

  private void sealAll(Trace.Side sender, List<Trace.Record> records) throws TlsException {
    WriteHalf half = new WriteHalf(crypto, PaddingPolicy.NONE);
    if (sender == Trace.Side.CLIENT) {
      half.legacyRecordVersion(RecordHeader.INITIAL_CLIENT_HELLO_VERSION);
    }
    Optional<Epoch13.Kind> current = Optional.empty();
    for (int i = 0; i < records.size(); i++) {
      Trace.Record record = records.get(i);
      if (changesKeys(record, current)) {
        current = record.protection();
        half.changeKeys(keys.get(sender, current.orElseThrow()));
      }
      checks.add(
          name(record, i) + " seals", () -> Checks.difference(record.bytes(), seal(half, record)));
      half.legacyRecordVersion(RecordHeader.VERSION);
    }
  }

  private static Bytes open(ReadHalf half, Trace.Record record) throws TlsException {
    ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    ReadOutcome outcome = half.open(record.bytes().asByteBuffer(), plaintext);
    return outcome instanceof Fragment fragment
        ? fragment.content()
        : Bytes.copyOf(plaintext.flip());
  }

  private static Bytes seal(WriteHalf half, Trace.Record record) throws TlsException {
    ByteBuffer wire = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    half.seal(record.type(), record.payload().asByteBuffer(), wire);
    return Bytes.copyOf(wire.flip());
  }

  /** A change_cipher_spec among protected records is unprotected and changes nothing. */
  private static boolean changesKeys(Trace.Record record, Optional<Epoch13.Kind> current) {
    return record.type() != ContentType.CHANGE_CIPHER_SPEC && !record.protection().equals(current);
  }

  private static String name(Trace.Record record, int index) {
    return "record: %s %d, %s".formatted(record.sender(), index + 1, record.type());
  }
}
