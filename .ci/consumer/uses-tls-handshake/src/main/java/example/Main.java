package example;

import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.TrustStore;

class Main {
  public static void main(String[] arguments) {
    ClientConfig config =
        ClientConfig.builder(CryptoProviders.standard()).trust(TrustStore.of()).build();
    Step step = Handshake.client(config, ReferenceIdentity.of("example.com"));
    System.out.println(step.actions().size() + " action, then " + step.next().getClass().getSimpleName());
  }
}
