package dev.clasp.tls.bench.operation;

import dev.clasp.tls.record.RecordLimits;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The JDK's AES-128-GCM without a protocol around it: a new nonce and five bytes of AAD a record.
 */
final class CipherLoop implements Loop {
  private static final byte[] HEADER = {23, 3, 3, 64, 17};

  private final SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
  private final byte[] nonce = new byte[12];
  private final ByteBuffer wire = ByteBuffer.allocate(1 << 15);
  private final Cipher sealer;
  private final Cipher opener;

  CipherLoop() {
    try {
      sealer = Cipher.getInstance("AES/GCM/NoPadding");
      opener = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void handshake() {}

  @Override
  public int transfer(ByteBuffer source, ByteBuffer target) throws GeneralSecurityException {
    int end = source.limit();
    int arrived = 0;
    while (source.position() < end) {
      source.limit(Math.min(end, source.position() + RecordLimits.MAX_PLAINTEXT));
      arrived += transferRecord(source, target);
    }
    source.limit(end);
    return arrived;
  }

  private int transferRecord(ByteBuffer source, ByteBuffer target) throws GeneralSecurityException {
    for (int i = nonce.length - 1; ++nonce[i] == 0; i--) {
      // carry
    }
    GCMParameterSpec parameters = new GCMParameterSpec(128, nonce);
    wire.clear();
    sealer.init(Cipher.ENCRYPT_MODE, key, parameters);
    sealer.updateAAD(HEADER);
    sealer.doFinal(source, wire);
    opener.init(Cipher.DECRYPT_MODE, key, parameters);
    opener.updateAAD(HEADER);
    return opener.doFinal(wire.flip(), target);
  }
}
