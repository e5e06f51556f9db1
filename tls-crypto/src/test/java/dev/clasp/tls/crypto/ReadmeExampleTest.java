package dev.clasp.tls.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compiles and runs the examples of README.md, and notices when the two differ. */
class ReadmeExampleTest {
  @Test
  void agreeOnAKeyAndSealAMessage() throws Exception {
    // example
    CryptoProvider crypto = CryptoProviders.standard();
    KeyExchangeGroup x25519 = crypto.group(GroupAlgorithm.X25519).orElseThrow();

    PendingKeyExchange alice = x25519.begin(crypto.random());
    KeyExchangeReply bob = x25519.respond(crypto.random(), alice.share());
    Secret shared = alice.complete(bob.share()); // equals bob.secret()

    Tls13Kdf kdf = new Tls13Kdf(crypto.hashes(), HashAlgorithm.SHA256);
    Secret key = kdf.expandLabel(kdf.extract(Secret.zeros(32), shared), "key", Bytes.empty(), 16);
    Aead aead = crypto.aeads().keyed(AeadAlgorithm.AES_128_GCM, key);
    ByteBuffer sealed = ByteBuffer.allocate(5 + aead.algorithm().tagLength());
    aead.seal(
        new byte[12], ByteBuffer.allocate(0), ByteBuffer.wrap("hello".getBytes(UTF_8)), sealed);
    // end

    assertEquals(bob.secret(), shared);
    assertEquals(0, sealed.remaining());
  }

  @Test
  void readAKeySignAndVerify() throws Exception {
    CryptoProvider crypto = CryptoProviders.standard();
    String seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    Secret pkcs8 = Secret.copyOf(Bytes.fromHex("302e020100300506032b657004220420" + seed));
    String point = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    Bytes spki = Bytes.fromHex("302a300506032b6570032100" + point);
    Bytes message = Bytes.of(1, 2, 3);
    // example
    SigningKey signingKey = crypto.signingKeys().fromPkcs8(pkcs8);
    Signer signer = signingKey.signer(signingKey.algorithms().get(0)).orElseThrow();
    Bytes signature = signer.sign(message);

    PublicKeyInfo publicKey = PublicKeyInfo.decode(spki);
    boolean good = crypto.verifiers().verify(signer.algorithm(), publicKey, message, signature);
    // end

    assertTrue(good);
  }

  @Test
  void theReadmeShowsThisCode() throws IOException {
    List<String> readme = trimmed(Path.of("README.md"));
    List<String> source =
        trimmed(Path.of("src/test/java/dev/clasp/tls/crypto/ReadmeExampleTest.java"));
    int from = 0;
    int examples = 0;
    while (source.subList(from, source.size()).contains("// example")) {
      int start = from + source.subList(from, source.size()).indexOf("// example") + 1;
      int end = start + source.subList(start, source.size()).indexOf("// end");
      List<String> example = source.subList(start, end);
      assertTrue(
          Collections.indexOfSubList(readme, example) >= 0,
          () -> "README.md lacks\n" + String.join("\n", example));
      from = end;
      examples++;
    }
    assertEquals(2, examples);
  }

  private static List<String> trimmed(Path file) throws IOException {
    return Arrays.stream(Files.readString(file).split("\n"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toList());
  }
}
