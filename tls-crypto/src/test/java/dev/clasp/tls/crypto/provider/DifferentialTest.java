package dev.clasp.tls.crypto.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.MessageHash;
import dev.clasp.tls.crypto.Secret;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Two makers that agree on arbitrary inputs are seldom wrong in the same way. */
class DifferentialTest {
  private static final CryptoProvider JCA = CryptoProviders.jca();
  private static final CryptoProvider BOUNCY_CASTLE = CryptoProviders.bouncyCastle();

  @Property(tries = 300)
  void hashes(
      @ForAll HashAlgorithm algorithm,
      @ForAll @Size(max = 500) byte[] first,
      @ForAll @Size(max = 500) byte[] second) {
    assertEquals(
        hashInPieces(BOUNCY_CASTLE, algorithm, first, second),
        JCA.hashes().digest(algorithm, Bytes.copyOf(first).plus(Bytes.copyOf(second))));
    assertEquals(
        hashInPieces(JCA, algorithm, first, second),
        BOUNCY_CASTLE.hashes().digest(algorithm, Bytes.copyOf(first).plus(Bytes.copyOf(second))));
  }

  /** With a fork in between that must not disturb what goes on. */
  private static Bytes hashInPieces(
      CryptoProvider provider, HashAlgorithm algorithm, byte[] first, byte[] second) {
    MessageHash hash = provider.hashes().hash(algorithm);
    hash.update(first, 0, first.length);
    MessageHash fork = hash.fork();
    fork.update(new byte[] {1}, 0, 1);
    assertEquals(
        provider.hashes().digest(algorithm, Bytes.copyOf(first).plus(Bytes.of(1))), fork.finish());
    assertEquals(provider.hashes().digest(algorithm, Bytes.copyOf(first)), hash.current());
    hash.update(second, 0, second.length);
    return hash.finish();
  }

  @Property(tries = 100)
  void sha1Identifiers(@ForAll @Size(max = 300) byte[] input) {
    Bytes abc = Bytes.of('a', 'b', 'c'); // FIPS 180-4's example
    assertEquals(
        Bytes.fromHex("a9993e364706816aba3e25717850c26c9cd0d89d"),
        JCA.hashes().sha1ForIdentifiers(abc));
    assertEquals(
        JCA.hashes().sha1ForIdentifiers(Bytes.copyOf(input)),
        BOUNCY_CASTLE.hashes().sha1ForIdentifiers(Bytes.copyOf(input)));
  }

  @Property(tries = 300)
  void hmacs(
      @ForAll HashAlgorithm algorithm,
      @ForAll @Size(max = 300) byte[] key,
      @ForAll @Size(max = 500) byte[] message) {
    assertEquals(hmac(JCA, algorithm, key, message), hmac(BOUNCY_CASTLE, algorithm, key, message));
  }

  /** Computed twice with one object, since finishing starts anew under the same key. */
  private static Bytes hmac(
      CryptoProvider provider, HashAlgorithm algorithm, byte[] key, byte[] message) {
    Hmac hmac = provider.hashes().hmac(algorithm, Secret.copyOf(key));
    byte[] tags = new byte[2 * hmac.length()];
    hmac.update(message, 0, message.length);
    hmac.finish(tags, 0);
    hmac.update(message, 0, message.length);
    hmac.finish(tags, hmac.length());
    Bytes both = Bytes.copyOf(tags);
    assertEquals(both.first(hmac.length()), both.last(hmac.length()));
    return both.first(hmac.length());
  }

  @Property(tries = 300)
  void aeads(
      @ForAll boolean chaCha,
      @ForAll boolean longKey,
      @ForAll long seed,
      @ForAll @Size(max = 40) byte[] header,
      @ForAll @Size(max = 700) byte[] message)
      throws AuthenticationFailed {
    AeadAlgorithm algorithm =
        chaCha
            ? AeadAlgorithm.CHACHA20_POLY1305
            : longKey ? AeadAlgorithm.AES_256_GCM : AeadAlgorithm.AES_128_GCM;
    Secret key = Providers.seeded(seed).secret(algorithm.keyLength());
    byte[] nonce = Providers.seeded(~seed).bytes(AeadAlgorithm.NONCE_LENGTH).toArray();
    Aead jca = JCA.aeads().keyed(algorithm, key);
    Aead bouncyCastle = BOUNCY_CASTLE.aeads().keyed(algorithm, key);

    Bytes sealed = seal(jca, nonce, header, message);
    assertEquals(sealed, seal(bouncyCastle, nonce, header, message));
    assertEquals(Bytes.copyOf(message), open(jca, nonce, header, sealed));
    assertEquals(Bytes.copyOf(message), open(bouncyCastle, nonce, header, sealed));
    Bytes longer = sealed.plus(Bytes.of(0));
    assertThrows(AuthenticationFailed.class, () -> open(jca, nonce, header, longer));
    assertThrows(AuthenticationFailed.class, () -> open(bouncyCastle, nonce, header, longer));
  }

  private static Bytes seal(Aead aead, byte[] nonce, byte[] header, byte[] message) {
    ByteBuffer sealed = ByteBuffer.allocate(message.length + aead.algorithm().tagLength());
    aead.seal(nonce, ByteBuffer.wrap(header), ByteBuffer.wrap(message), sealed);
    return Bytes.copyOf(sealed.flip());
  }

  private static Bytes open(Aead aead, byte[] nonce, byte[] header, Bytes sealed)
      throws AuthenticationFailed {
    ByteBuffer opened = ByteBuffer.allocate(sealed.size());
    aead.open(nonce, ByteBuffer.wrap(header), sealed.asByteBuffer(), opened);
    return Bytes.copyOf(opened.flip());
  }
}
