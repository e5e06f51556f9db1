package example;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.TrustStore;
import java.nio.ByteBuffer;

class Main {
  public static void main(String[] arguments) throws Exception {
    CryptoProvider crypto = CryptoProviders.standard();
    ClientConfig config = ClientConfig.builder(crypto).trust(TrustStore.of()).build();
    TlsConnection connection =
        TlsConnection.start(crypto, Handshake.client(config, ReferenceIdentity.of("example.com")));
    ByteBuffer wire = ByteBuffer.allocate(1 << 15);
    connection.write(ByteBuffer.allocate(0), wire);
    System.out.println("a ClientHello of " + wire.position() + " bytes is ready to be sent");
  }
}
