package example;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.provider.CryptoProviders;

class Main {
  public static void main(String[] arguments) throws Exception {
    CryptoProvider crypto = CryptoProviders.standard();
    KeyExchangeGroup x25519 = crypto.group(GroupAlgorithm.X25519).orElseThrow();
    var alice = x25519.begin(crypto.random());
    var bob = x25519.respond(crypto.random(), alice.share());
    if (!alice.complete(bob.share()).equals(bob.secret())) throw new AssertionError();
    System.out.println("Alice and Bob share a secret of " + bob.secret().size() + " bytes");
  }
}
