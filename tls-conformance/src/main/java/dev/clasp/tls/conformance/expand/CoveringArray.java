package dev.clasp.tls.conformance.expand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Few rows in which every combination of any {@code strength} axes occurs.
 *
 * <p>Greedy, as in AETG: each row starts from a combination not yet covered and takes, axis by
 * axis, the value that covers most. The same input gives the same rows. Not the smallest array
 * possible, but within a small factor of the product of the largest axes.
 */
final class CoveringArray {
  /** One value for each of some axes: {@code values[i]} for axis {@code axes[i]}. */
  private record Combination(List<Integer> axes, List<Integer> values) {
    boolean agreesWith(int[] row) {
      for (int i = 0; i < axes.size(); i++) {
        int chosen = row[axes.get(i)];
        if (chosen >= 0 && chosen != values.get(i)) {
          return false;
        }
      }
      return true;
    }

    boolean coveredBy(int[] row) {
      for (int i = 0; i < axes.size(); i++) {
        if (row[axes.get(i)] != values.get(i)) {
          return false;
        }
      }
      return true;
    }
  }

  private final int[] sizes;

  private CoveringArray(int[] sizes) {
    this.sizes = sizes.clone();
  }

  /**
   * The rows, each an index for every axis.
   *
   * @param sizes how many values each axis has
   * @param strength 1 or more; as many as there are axes, or more, gives the whole product
   */
  static List<int[]> rows(int[] sizes, int strength) {
    CoveringArray array = new CoveringArray(sizes);
    if (strength == 1) {
      return array.eachValueOnce();
    }
    return strength >= sizes.length ? array.product() : array.greedy(strength);
  }

  /** As many rows as the longest axis has values; shorter axes start again. */
  private List<int[]> eachValueOnce() {
    List<int[]> rows = new ArrayList<>();
    int longest = Arrays.stream(sizes).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      int[] row = new int[sizes.length];
      for (int axis = 0; axis < sizes.length; axis++) {
        row[axis] = i % sizes[axis];
      }
      rows.add(row);
    }
    return rows;
  }

  private List<int[]> product() {
    List<int[]> rows = List.of(new int[sizes.length]);
    for (int axis = 0; axis < sizes.length; axis++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] row : rows) {
        for (int value = 0; value < sizes[axis]; value++) {
          int[] next = row.clone();
          next[axis] = value;
          longer.add(next);
        }
      }
      rows = longer;
    }
    return rows;
  }

  private List<int[]> greedy(int strength) {
    Set<Combination> uncovered = new LinkedHashSet<>();
    collect(strength, 0, List.of(), List.of(), uncovered);
    List<int[]> rows = new ArrayList<>();
    while (!uncovered.isEmpty()) {
      int[] row = new int[sizes.length];
      Arrays.fill(row, -1);
      Combination first = uncovered.iterator().next();
      for (int i = 0; i < first.axes().size(); i++) {
        row[first.axes().get(i)] = first.values().get(i);
      }
      for (int axis = 0; axis < sizes.length; axis++) {
        if (row[axis] < 0) {
          row[axis] = best(row, axis, uncovered);
        }
      }
      uncovered.removeIf(combination -> combination.coveredBy(row));
      rows.add(row);
    }
    return rows;
  }

  /** The value of {@code axis} that agrees with most of what is still uncovered. */
  private int best(int[] row, int axis, Set<Combination> uncovered) {
    int best = 0;
    long most = -1;
    for (int value = 0; value < sizes[axis]; value++) {
      int[] tried = row.clone();
      tried[axis] = value;
      int candidate = value;
      long gain =
          uncovered.stream()
              .filter(each -> each.axes().contains(axis) && each.agreesWith(tried))
              .filter(each -> each.values().get(each.axes().indexOf(axis)) == candidate)
              .count();
      if (gain > most) {
        most = gain;
        best = value;
      }
    }
    return best;
  }

  private void collect(
      int missing,
      int from,
      List<Integer> axes,
      List<Integer> values,
      Set<Combination> combinations) {
    if (missing == 0) {
      combinations.add(new Combination(axes, values));
      return;
    }
    for (int axis = from; axis < sizes.length; axis++) {
      for (int value = 0; value < sizes[axis]; value++) {
        collect(missing - 1, axis + 1, plus(axes, axis), plus(values, value), combinations);
      }
    }
  }

  private static List<Integer> plus(List<Integer> list, int last) {
    List<Integer> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }
}
