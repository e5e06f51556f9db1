package example;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.record.PaddingPolicy;
import dev.clasp.tls.record.ReadHalf;
import dev.clasp.tls.record.WriteHalf;
import java.nio.ByteBuffer;

class Main {
  public static void main(String[] arguments) throws Exception {
    CryptoProvider crypto = CryptoProviders.standard();
    Epoch13 epoch =
        new Epoch13(
            Epoch13.Kind.APPLICATION, Suite13.TLS_AES_128_GCM_SHA256, crypto.random().secret(32));
    WriteHalf write = new WriteHalf(crypto, PaddingPolicy.NONE);
    ReadHalf read = new ReadHalf(crypto);
    write.changeKeys(epoch);
    read.changeKeys(epoch);
    ByteBuffer wire = ByteBuffer.allocate(100);
    ByteBuffer plaintext = ByteBuffer.allocate(100);
    write.seal(ContentType.APPLICATION_DATA, ByteBuffer.wrap("hello".getBytes()), wire);
    read.open(wire.flip(), plaintext);
    System.out.println(new String(plaintext.array(), 0, plaintext.position()) + " in " + wire.limit() + " bytes");
  }
}
