package dev.clasp.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Property(tries = 200)
  void equalContentIsEqual(@ForAll byte[] one, @ForAll byte[] other) {
    assertEquals(Arrays.equals(one, other), Secret.copyOf(one).equals(Secret.copyOf(other)));
    assertEquals(Secret.copyOf(one), Secret.copyOf(one));
  }

  @Property(tries = 100)
  void nothingPrintedTellsTheContent(@ForAll byte content) {
    Secret secret = Secret.copyOf(new byte[] {content, content, content});

    assertEquals("Secret[3 bytes]", secret.toString());
    assertEquals(Secret.zeros(3).hashCode(), secret.hashCode());
  }

  @Test
  void destroyingOverwritesTheContent() {
    Secret secret = Secret.copyOf(new byte[] {1, 2, 3});
    List<byte[]> kept = new ArrayList<>();
    secret.useIn(kept::add);
    secret.destroy();

    assertArrayEquals(new byte[3], kept.get(0));
    assertTrue(secret.isDestroyed());
    assertThrows(IllegalStateException.class, () -> secret.use(bytes -> bytes.length));
    assertThrows(IllegalStateException.class, () -> secret.slice(0, 1));
    assertThrows(IllegalStateException.class, () -> secret.equals(Secret.zeros(3)));
  }

  @Test
  void takingEmptiesTheSource() {
    byte[] source = {1, 2, 3};
    Secret secret = Secret.takeFrom(source);

    assertArrayEquals(new byte[3], source);
    assertEquals(Secret.copyOf(Bytes.of(1, 2, 3)), secret);
  }

  @Test
  void slicesAndSumsAreSecretsOfTheirOwn() {
    Secret secret = Secret.copyOf(Bytes.of(1, 2, 3));
    Secret slice = secret.slice(1, 3);
    Secret sum = slice.plus(secret);
    secret.destroy();

    assertEquals(Secret.copyOf(Bytes.of(2, 3)), slice);
    assertEquals(Secret.copyOf(Bytes.of(2, 3, 1, 2, 3)), sum);
    assertNotEquals(slice, sum);
    assertFalse(slice.isDestroyed());
  }
}
