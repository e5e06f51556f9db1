package dev.clasp.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.provider.CryptoProviders;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final Bytes CONTEXT = Bytes.of(1, 2);
  private static final Bytes CONTENT = Bytes.fromHex("00010203");
  private static final Secret SECRET = Secret.copyOf(Bytes.fromHex("a0a1a2"));

  private final Envelope envelope = new Envelope(CRYPTO, CRYPTO.random().secret(32));

  @Test
  void opensWhatItSealed() throws Exception {
    Bytes sealed = envelope.seal(CONTEXT, CONTENT, SECRET);

    Envelope.Opened opened = envelope.open(CONTEXT, sealed);

    assertEquals(CONTENT, opened.content());
    assertEquals(SECRET, opened.secret());
    assertEquals(Envelope.OVERHEAD + CONTENT.size() + SECRET.size(), sealed.size());
  }

  @Test
  void sealsTheSameDifferentlyEachTime() {
    assertNotEquals(
        envelope.seal(CONTEXT, CONTENT, SECRET), envelope.seal(CONTEXT, CONTENT, SECRET));
  }

  @Test
  void refusesEveryChangedByteAndEveryPrefix() {
    byte[] sealed = envelope.seal(CONTEXT, CONTENT, SECRET).toArray();
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThrows(AuthenticationFailed.class, () -> envelope.open(CONTEXT, Bytes.copyOf(changed)));
      Bytes prefix = Bytes.copyOf(sealed, 0, i);
      assertThrows(AuthenticationFailed.class, () -> envelope.open(CONTEXT, prefix));
    }
  }

  @Test
  void refusesAnotherKeyAndOtherAssociatedData() {
    Bytes sealed = envelope.seal(CONTEXT, CONTENT, SECRET);
    Envelope other = new Envelope(CRYPTO, CRYPTO.random().secret(32));

    assertThrows(AuthenticationFailed.class, () -> other.open(CONTEXT, sealed));
    assertThrows(AuthenticationFailed.class, () -> envelope.open(Bytes.of(1, 3), sealed));
  }

  @Test
  void refusesAShortKey() {
    Secret shortKey = Secret.zeros(31);
    assertThrows(IllegalArgumentException.class, () -> new Envelope(CRYPTO, shortKey));
  }
}
