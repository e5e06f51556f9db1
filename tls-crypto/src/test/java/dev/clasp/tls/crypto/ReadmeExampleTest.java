package dev.clasp.tls.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.hpke.Hpke;
import dev.clasp.tls.crypto.hpke.HpkeSuite;
import dev.clasp.tls.crypto.kat.Kat;
import dev.clasp.tls.crypto.keyfile.PrivateKeyFile;
import dev.clasp.tls.crypto.keyfile.PublicKeyFile;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void readKeysFromFiles(@TempDir Path directory) throws Exception {
    CryptoProvider crypto = CryptoProviders.standard();
    Path keyFile = Files.writeString(directory.resolve("key.pem"), pem("key-files.json", 8));
    Path publicKeyFile =
        Files.writeString(directory.resolve("public.pem"), pem("public-key-files.json", 0));
    Secret password = Secret.takeFrom("correct".getBytes(UTF_8));
    // example
    PrivateKeyFile file = PrivateKeyFile.parse(Secret.takeFrom(Files.readAllBytes(keyFile)));
    Secret decrypted = file.isEncrypted() ? file.pkcs8(password) : file.pkcs8();
    SigningKey fromFile = crypto.signingKeys().fromPkcs8(decrypted);
    decrypted.destroy();

    PublicKeyInfo otherKey = PublicKeyFile.read(Bytes.copyOf(Files.readAllBytes(publicKeyFile)));
    // end

    assertEquals(KeyKind.ED25519, fromFile.kind());
    assertEquals(KeyKind.ED25519, otherKey.kind());
  }

  private static String pem(String file, int index) {
    return Kat.load(file, file.startsWith("public") ? 2 : 9).get(index).text("pem");
  }

  @Test
  void encapsulateAKey() throws Exception {
    CryptoProvider crypto = CryptoProviders.standard();
    // example
    KeyExchangeGroup hybrid = crypto.group(GroupAlgorithm.X25519MLKEM768).orElseThrow();
    PendingKeyExchange client = hybrid.begin(crypto.random()); // share: 1216 bytes
    KeyExchangeReply reply = hybrid.respond(crypto.random(), client.share()); // share: 1120 bytes
    boolean agreed = client.complete(reply.share()).equals(reply.secret());
    // end

    assertTrue(agreed);
    assertEquals(1216, client.share().size());
    assertEquals(1120, reply.share().size());
  }

  @Test
  void encryptToAPublicKey() throws Exception {
    CryptoProvider crypto = CryptoProviders.standard();
    Bytes info = Bytes.of(9);
    // example
    HpkeSuite suite =
        new HpkeSuite(GroupAlgorithm.X25519, HashAlgorithm.SHA256, AeadAlgorithm.AES_128_GCM);
    Hpke hpke = new Hpke(crypto.hashes(), crypto.aeads(), suite);
    Hpke.RecipientKeys recipient = hpke.newKeys(crypto.random());

    Hpke.Sender sender = hpke.setupSender(crypto.random(), recipient.publicKey(), info);
    Bytes box = sender.context().seal(Bytes.empty(), Bytes.of(1, 2, 3));
    Bytes opened =
        hpke.setupRecipient(recipient, sender.encapsulatedKey(), info).open(Bytes.empty(), box);
    // end

    assertEquals(Bytes.of(1, 2, 3), opened);
  }

  @Test
  void aSignerThatAnswersLater() throws Exception {
    SigningKey inner =
        CryptoProviders.standard()
            .signingKeys()
            .fromPkcs8(
                PrivateKeyFile.parse(Secret.takeFrom(pem("key-files.json", 0).getBytes(UTF_8)))
                    .pkcs8());
    List<Runnable> calls = new ArrayList<>();
    Executor kms = calls::add;
    // example
    Signer local = inner.signer(SignatureAlgorithm.ED25519).orElseThrow();
    Signer remote =
        new Signer() {
          @Override
          public SignatureAlgorithm algorithm() {
            return local.algorithm();
          }

          @Override
          public Bytes sign(Bytes message) throws SigningFailed {
            return local.sign(message); // a call to the KMS that waits for its answer
          }

          @Override
          public void begin(Bytes message, SignatureAnswer answer) {
            kms.execute(() -> Signer.super.begin(message, answer)); // one that does not
          }
        };
    // end
    List<Bytes> answers = new ArrayList<>();
    remote.begin(
        Bytes.of(1),
        new SignatureAnswer() {
          @Override
          public void signed(Bytes signature) {
            answers.add(signature);
          }

          @Override
          public void failed(SigningFailed reason) {
            throw new AssertionError(reason);
          }
        });

    assertTrue(answers.isEmpty());
    calls.get(0).run();
    assertEquals(List.of(local.sign(Bytes.of(1))), answers);
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
    assertEquals(6, examples);
  }

  private static List<String> trimmed(Path file) throws IOException {
    return Arrays.stream(Files.readString(file).split("\n"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toList());
  }
}
