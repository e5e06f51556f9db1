package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.WireWriter;
import dev.clasp.tls.record.RecordHeader;
import java.util.Optional;

/**
 * A record on the wire, field by field (RFC 9846 §5.1, §5.2, RFC 5246 §6.2.3).
 *
 * @param bytes header included
 * @param keys what protects it; empty for none
 */
record RecordContent(Bytes bytes, Optional<Epoch> keys) implements Encodable {
  @Override
  public void encodeTo(WireWriter out) {
    out.fixed("type", bytes.slice(0, 1));
    out.fixed("version", bytes.slice(1, 3));
    out.fixed("length", bytes.slice(3, RecordHeader.LENGTH));
    Bytes body = bytes.slice(RecordHeader.LENGTH, bytes.size());
    if (keys.isEmpty()) {
      out.fixed("fragment", body);
    } else if (keys.get() instanceof Epoch13 epoch) {
      split(out, 0, "nonce_explicit", body, "encrypted_record", epoch.suite().aead().tagLength());
    } else {
      tls12(out, (Epoch12) keys.get(), body);
    }
  }

  private static void tls12(WireWriter out, Epoch12 epoch, Bytes body) {
    Protection12 protection = epoch.suite().protection();
    int iv = protection.recordIvLength();
    if (protection instanceof Protection12.Aead aead) {
      split(out, iv, "nonce_explicit", body, "content", aead.algorithm().tagLength());
    } else {
      int mac = epoch.encryptThenMac() ? protection.macKeyLength() : 0;
      split(out, iv, "IV", body, "ciphertext", mac);
    }
  }

  /** What does not fit stays in one piece: a record that was refused. */
  private static void split(
      WireWriter out, int front, String frontName, Bytes body, String name, int tag) {
    if (body.size() < front + tag) {
      out.fixed(name, body);
      return;
    }
    if (front > 0) {
      out.fixed(frontName, body.first(front));
    }
    out.fixed(name, body.slice(front, body.size() - tag));
    if (tag > 0) {
      out.fixed("tag", body.last(tag));
    }
  }
}
