package dev.clasp.tls.conformance.expand;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.MatrixSpec;
import dev.clasp.tls.conformance.conversation.Param;
import dev.clasp.tls.conformance.peer.SeededRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Cells of a matrix. */
class MatrixTest {
  private static final Location HERE = Location.unknown();

  @Test
  void strengthOneTakesEachValueOnceAndStartsShorterAxesAgain() throws Exception {
    List<Cell> cells = cells(1, Optional.empty(), 5, 2);

    assertEquals(
        List.of("a=0,b=0", "a=1,b=1", "a=2,b=0", "a=3,b=1", "a=4,b=0"),
        cells.stream().map(Cell::label).toList());
  }

  @Test
  void fullStrengthIsTheProduct() throws Exception {
    assertEquals(24, cells(MatrixSpec.FULL, Optional.empty(), 4, 3, 2).size());
  }

  @Property(tries = 50)
  void pairwiseCoversEveryPair(
      @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 1, max = 5) Integer> sizes) {
    int[] axes = sizes.stream().mapToInt(Integer::intValue).toArray();

    List<int[]> rows = CoveringArray.rows(axes, 2);

    for (int a = 0; a < axes.length; a++) {
      for (int b = a + 1; b < axes.length; b++) {
        int first = a;
        int second = b;
        Set<List<Integer>> pairs =
            rows.stream().map(row -> List.of(row[first], row[second])).collect(Collectors.toSet());
        assertEquals(axes[a] * axes[b], pairs.size());
      }
    }
  }

  @Test
  void pairwiseIsMuchSmallerThanTheProduct() {
    int rows = CoveringArray.rows(new int[] {5, 5, 5, 5}, 2).size();

    assertTrue(rows >= 25 && rows <= 45, () -> "rows: " + rows);
  }

  @Test
  void whereLeavesOutCells() throws Exception {
    List<Cell> cells = cells(MatrixSpec.FULL, Optional.of("$a != $b and $a != 0"), 3, 3);

    assertEquals(
        List.of("a=1,b=0", "a=1,b=2", "a=2,b=0", "a=2,b=1"),
        cells.stream().map(Cell::label).toList());
  }

  @Test
  void whereNamesWhatItCannotRead() {
    FormatException noAxis =
        assertThrows(FormatException.class, () -> cells(1, Optional.of("$a == $nothing"), 2, 2));
    FormatException noComparison =
        assertThrows(FormatException.class, () -> cells(1, Optional.of("$a < 3"), 2, 2));

    assertAll(
        () -> assertEquals("where: $nothing is no axis, expected one of [a, b]", noAxis.what()),
        () ->
            assertEquals(
                "where: found \"$a < 3\", expected $axis == value or $axis != value",
                noComparison.what()));
  }

  @Test
  void aSampleIsTheSameForTheSameSeedAndKeepsTheOrder() throws Exception {
    List<Cell> all = cells(1, Optional.empty(), 100);

    List<Cell> one = Matrix.sample(all, 7, new SeededRandom(42, "x"));
    List<Cell> same = Matrix.sample(all, 7, new SeededRandom(42, "x"));
    List<Cell> other = Matrix.sample(all, 7, new SeededRandom(43, "x"));

    assertAll(
        () -> assertEquals(one, same),
        () -> assertTrue(!one.equals(other), "another seed, another sample"),
        () -> assertEquals(7, new HashSet<>(one).size()),
        () -> assertEquals(one, all.stream().filter(one::contains).toList()));
  }

  @Test
  void aDefaultFollowsWhatItMentions() throws Exception {
    Scope scope =
        scope(
            Map.of(
                "group", preset("group", TextNode.valueOf("x25519")),
                "share", preset("share", TextNode.valueOf("$group"))));

    JsonNode outside = scope.resolve(TextNode.valueOf("$share"), HERE);
    JsonNode inside =
        scope
            .with(Map.of("group", TextNode.valueOf("secp256r1")))
            .resolve(TextNode.valueOf("$share"), HERE);

    assertAll(
        () -> assertEquals("x25519", outside.asText()),
        () -> assertEquals("secp256r1", inside.asText()));
  }

  @Test
  void aDefaultThatMentionsItselfIsAMistake() {
    Scope scope = scope(Map.of("a", preset("a", TextNode.valueOf("$a"))));

    FormatException error =
        assertThrows(FormatException.class, () -> scope.resolve(TextNode.valueOf("$a"), HERE));

    assertEquals("the default of $a mentions itself", error.what());
  }

  @Test
  void aListOfTheTargetWithoutTheDefaultGivesItsFirstMember() throws Exception {
    Param param =
        new Param(
            "group",
            List.of(),
            Optional.of("groups.tls13"),
            List.of(TextNode.valueOf("x448")),
            Optional.of(TextNode.valueOf("secp256r1")),
            HERE);
    Scope scope =
        Scope.of(Map.of(), Map.of("group", param), capability -> List.of("x448", "x25519"));

    assertEquals("x25519", scope.resolve(TextNode.valueOf("$group"), HERE).asText());
  }

  private static List<Cell> cells(int strength, Optional<String> where, int... sizes)
      throws Exception {
    Map<String, Param> params = new HashMap<>();
    List<String> axes =
        IntStream.range(0, sizes.length).mapToObj(i -> String.valueOf((char) ('a' + i))).toList();
    for (int i = 0; i < sizes.length; i++) {
      List<JsonNode> values =
          IntStream.range(0, sizes[i]).mapToObj(v -> (JsonNode) IntNode.valueOf(v)).toList();
      params.put(
          axes.get(i),
          new Param(axes.get(i), values, Optional.empty(), List.of(), Optional.empty(), HERE));
    }
    return Matrix.cells(
        new MatrixSpec(axes, strength, where, OptionalInt.empty(), HERE), scope(params));
  }

  private static Scope scope(Map<String, Param> params) {
    return Scope.of(Map.of(), params, capability -> List.of());
  }

  private static Param preset(String name, JsonNode value) {
    return new Param(name, List.of(), Optional.empty(), List.of(), Optional.of(value), HERE);
  }
}
