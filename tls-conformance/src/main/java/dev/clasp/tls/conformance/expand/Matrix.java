package dev.clasp.tls.conformance.expand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.MatrixSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The cells of a conversation's matrix. */
public final class Matrix {
  private Matrix() {}

  /**
   * Every cell, in a fixed order.
   *
   * @throws NoValue when the target gives an axis no values
   */
  public static List<Cell> cells(MatrixSpec spec, Scope scope) throws FormatException, NoValue {
    List<List<JsonNode>> values = new ArrayList<>();
    for (String axis : spec.axes()) {
      values.add(scope.axis(axis, spec.location()));
    }
    Optional<Where> where =
        spec.where().isPresent()
            ? Optional.of(Where.parse(spec.where().get(), spec.axes(), spec.location()))
            : Optional.empty();
    int[] sizes = values.stream().mapToInt(List::size).toArray();
    List<Cell> cells = new ArrayList<>();
    for (int[] row : CoveringArray.rows(sizes, spec.strength())) {
      Map<String, JsonNode> cell = new LinkedHashMap<>();
      for (int axis = 0; axis < row.length; axis++) {
        cell.put(spec.axes().get(axis), values.get(axis).get(row[axis]));
      }
      if (where.isEmpty() || where.get().holds(cell)) {
        cells.add(new Cell(cell));
      }
    }
    return cells;
  }

  /** {@code count} of the cells, drawn with {@code random}, in their order. */
  public static List<Cell> sample(List<Cell> cells, int count, RandomGenerator random) {
    if (cells.size() <= count) {
      return cells;
    }
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      indices.add(i);
    }
    for (int i = 0; i < count; i++) {
      Collections.swap(indices, i, i + random.nextInt(indices.size() - i));
    }
    return indices.subList(0, count).stream().sorted().map(cells::get).toList();
  }
}
