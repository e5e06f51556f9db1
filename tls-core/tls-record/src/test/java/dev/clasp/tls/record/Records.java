package dev.clasp.tls.record;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.Suite13;
import java.nio.ByteBuffer;

/** Records and keys for the tests of this package. */
final class Records {
  static final CryptoProvider CRYPTO = CryptoProviders.standard();
  static final Epoch13 HANDSHAKE = epoch(Epoch13.Kind.HANDSHAKE, Suite13.TLS_AES_128_GCM_SHA256);
  static final Epoch13 APPLICATION =
      epoch(Epoch13.Kind.APPLICATION, Suite13.TLS_AES_128_GCM_SHA256);

  private Records() {}

  /** Some secret, the same for the same arguments. */
  static Epoch13 epoch(Epoch13.Kind kind, Suite13 suite) {
    byte[] secret = new byte[suite.hash().length()];
    java.util.Arrays.fill(secret, (byte) (1 + kind.ordinal()));
    return new Epoch13(kind, suite, Secret.takeFrom(secret));
  }

  static WriteHalf writer(Epoch13 epoch) throws LocalFault {
    WriteHalf half = new WriteHalf(CRYPTO, PaddingPolicy.NONE);
    half.changeKeys(epoch);
    return half;
  }

  static ReadHalf reader(Epoch13 epoch) {
    ReadHalf half = new ReadHalf(CRYPTO);
    half.changeKeys(epoch);
    return half;
  }

  static ByteBuffer sealed(WriteHalf half, ContentType type, Bytes content) throws LocalFault {
    ByteBuffer wire = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    half.seal(type, content.asByteBuffer(), wire);
    return wire.flip();
  }

  /** A protected record whose inner type and padding are the caller's to choose. */
  static ByteBuffer sealedAs(WriteHalf half, int type, Bytes content, int padding)
      throws LocalFault {
    RecordHeader header = half.header(type, content.size(), padding);
    ByteBuffer wire = ByteBuffer.allocate(header.recordLength());
    half.sealAs(header, type, content.asByteBuffer(), padding, wire);
    return wire.flip();
  }

  /** A record without protection, as the caller says. */
  static ByteBuffer raw(int type, int version, Bytes body) {
    ByteBuffer wire = ByteBuffer.allocate(RecordHeader.LENGTH + body.size());
    new RecordHeader(type, version, body.size()).writeTo(wire);
    return wire.put(body.asByteBuffer()).flip();
  }

  static ByteBuffer raw(ContentType type, Bytes body) {
    return raw(type.value(), RecordHeader.VERSION, body);
  }

  static ByteBuffer headerOnly(int type, int length) {
    ByteBuffer wire = ByteBuffer.allocate(RecordHeader.LENGTH);
    new RecordHeader(type, RecordHeader.VERSION, length).writeTo(wire);
    return wire.flip();
  }

  static ByteBuffer room() {
    return ByteBuffer.allocate(RecordLimits.MAX_PLAINTEXT);
  }

  static Bytes zeros(int length) {
    return Bytes.copyOf(new byte[length]);
  }

  static Bytes counting(int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) i;
    }
    return Bytes.copyOf(content);
  }
}
