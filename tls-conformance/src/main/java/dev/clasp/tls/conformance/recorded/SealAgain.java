package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.PaddingPolicy;
import dev.clasp.tls.record.RecordHeader;
import dev.clasp.tls.record.RecordLimits;
import dev.clasp.tls.record.WriteHalf;
import java.nio.ByteBuffer;

/**
 * Seals what was opened and compares the records. An explicit nonce is the sender's choice and ours
 * another, so records with one are left out; the IV of CBC is handed in.
 */
final class SealAgain {
  private final CryptoProvider crypto;
  private final Observer12 observer;
  private final Checks checks;

  SealAgain(CryptoProvider crypto, Observer12 observer, Checks checks) {
    this.crypto = crypto;
    this.observer = observer;
    this.checks = checks;
  }

  void compare() throws TlsException {
    for (Sender sender : Sender.values()) {
      Epoch12 epoch = Observer12.epoch(observer.keyBlock(), sender);
      if (epoch.suite().protection() instanceof Protection12.Aead aead
          && aead.recordIvLength() > 0) {
        continue;
      }
      IvSource ivs = new IvSource();
      WriteHalf half = new WriteHalf(crypto.withRandom(ivs::fill), PaddingPolicy.NONE);
      half.changeKeys(epoch);
      int number = 0;
      for (Observer12.Opened opened : observer.opened()) {
        if (opened.record().sender() == sender) {
          checks.add(
              "record: %s %d, %s".formatted(sender, number++, opened.type()),
              () -> Checks.difference(opened.record().bytes(), seal(half, ivs, opened)));
        }
      }
    }
  }

  private static Bytes seal(WriteHalf half, IvSource ivs, Observer12.Opened opened)
      throws TlsException {
    ivs.next = opened.record().bytes().slice(RecordHeader.LENGTH, opened.record().bytes().size());
    ByteBuffer wire = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    half.seal(opened.type(), opened.content().asByteBuffer(), wire);
    return Bytes.copyOf(wire.flip());
  }

  /** Gives the IV of the record at hand. */
  private static final class IvSource {
    private Bytes next = Bytes.empty();

    void fill(byte[] target) {
      if (target.length != CbcAlgorithm.BLOCK_LENGTH) {
        throw new IllegalArgumentException("asked for %d bytes".formatted(target.length));
      }
      next.first(target.length).copyTo(target, 0);
    }
  }
}
