package dev.clasp.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ConstantTimeTest {
  @Property(tries = 500)
  void masksSayYesOrNo(@ForAll int a, @ForAll int b) {
    assertEquals(a == 0 ? -1 : 0, ConstantTime.zeroMask(a));
    assertEquals(a == b ? -1 : 0, ConstantTime.equalMask(a, b));
    assertEquals(-1, ConstantTime.equalMask(a, a));
    assertEquals(a, ConstantTime.select(-1, a, b));
    assertEquals(b, ConstantTime.select(0, a, b));
  }

  @Property(tries = 500)
  void comparesLikeArrays(@ForAll byte[] a, @ForAll byte[] b) {
    assertEquals(Arrays.equals(a, b), ConstantTime.equal(a, b));
    assertEquals(Arrays.equals(a, new byte[a.length]), ConstantTime.isZero(a));
  }

  @Property(tries = 200)
  void copiesOnlyWhenTold(@ForAll byte[] source) {
    byte[] kept = new byte[source.length];
    byte[] replaced = new byte[source.length];
    ConstantTime.copyIf(0, source, kept);
    ConstantTime.copyIf(-1, source, replaced);

    assertArrayEquals(new byte[source.length], kept);
    assertArrayEquals(source, replaced);
  }
}
