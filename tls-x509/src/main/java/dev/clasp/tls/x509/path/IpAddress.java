package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** IP addresses between text and octets, without asking a resolver. */
final class IpAddress {
  private static final int GROUPS = 8;

  private IpAddress() {}

  /** Reads dotted decimal, or IPv6 as RFC 4291 §2.2 writes it (square brackets allowed). */
  static Optional<Bytes> parse(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      return parse6(text.substring(1, text.length() - 1));
    }
    return text.contains(":") ? parse6(text) : parse4(text);
  }

  private static Optional<Bytes> parse4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    int[] octets = new int[4];
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
        return Optional.empty();
      }
      octets[i] = Integer.parseInt(parts[i]);
    }
    return Optional.of(Bytes.of(octets));
  }

  private static Optional<Bytes> parse6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text).filter(groups -> groups.size() == GROUPS).map(IpAddress::octets);
    }
    Optional<List<Integer>> head = groups(text.substring(0, gap));
    Optional<List<Integer>> tail = groups(text.substring(gap + 2));
    if (head.isEmpty() || tail.isEmpty() || head.get().size() + tail.get().size() >= GROUPS) {
      return Optional.empty();
    }
    List<Integer> all = new ArrayList<>(head.get());
    while (all.size() + tail.get().size() < GROUPS) {
      all.add(0);
    }
    all.addAll(tail.get());
    return Optional.of(octets(all));
  }

  private static Optional<List<Integer>> groups(String text) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return Optional.of(groups);
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      Optional<Bytes> dotted =
          i == parts.length - 1 && parts[i].contains(".") ? parse4(parts[i]) : Optional.empty();
      if (dotted.isPresent()) {
        groups.add(dotted.get().get(0) << 8 | dotted.get().get(1));
        groups.add(dotted.get().get(2) << 8 | dotted.get().get(3));
      } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
        groups.add(Integer.parseInt(parts[i], 16));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(groups);
  }

  private static Bytes octets(List<Integer> groups) {
    int[] octets = new int[2 * GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      octets[2 * i] = groups.get(i) >> 8;
      octets[2 * i + 1] = groups.get(i) & 0xFF;
    }
    return Bytes.of(octets);
  }

  /** Dotted decimal, or the canonical text of RFC 5952 §4; hexadecimal for any other length. */
  static String format(Bytes octets) {
    if (octets.size() == 4) {
      return "%d.%d.%d.%d".formatted(octets.get(0), octets.get(1), octets.get(2), octets.get(3));
    }
    if (octets.size() != 2 * GROUPS) {
      return octets.toHex();
    }
    List<Integer> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      groups.add(octets.get(2 * i) << 8 | octets.get(2 * i + 1));
    }
    int bestStart = 0;
    int bestLength = 1; // §4.2.2: a single group is not shortened
    for (int start = 0; start < GROUPS; start++) {
      int length = 0;
      while (start + length < GROUPS && groups.get(start + length) == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = start;
        bestLength = length;
      }
    }
    if (bestLength == 1) {
      return hex(groups);
    }
    return hex(groups.subList(0, bestStart))
        + "::"
        + hex(groups.subList(bestStart + bestLength, GROUPS));
  }

  private static String hex(List<Integer> groups) {
    return groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
  }
}
