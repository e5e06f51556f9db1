package dev.clasp.tls.conformance.property;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What several properties draw. */
final class Draws {
  /** The extensions of an honest ClientHello, as its definitions name them. */
  static final List<String> HELLO_13 =
      List.of(
          "'$ext_server_name'",
          "'$ext_supported_versions'",
          "'$ext_supported_groups'",
          "'$ext_signature_algorithms'",
          "'$ext_key_share'");

  static final List<String> HELLO_12 =
      List.of(
          "'$ext_server_name'",
          "'$ext_supported_groups'",
          "'$ext_point_formats'",
          "'$ext_signature_algorithms'",
          "'$ext_extended_master_secret'");

  /** Code points that no registry of TLS has given to anybody. */
  private static final int UNASSIGNED_FIRST = 0x5100;

  private static final int UNASSIGNED_LAST = 0x55FF;

  private Draws() {}

  static Arbitrary<byte[]> octets(int least, int most) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(least).ofMaxSize(most);
  }

  static Arbitrary<Integer> between(int first, int last) {
    return Arbitraries.integers().between(first, last);
  }

  static Arbitrary<Boolean> either() {
    return Arbitraries.of(false, true);
  }

  static Arbitrary<Integer> unassigned() {
    return between(UNASSIGNED_FIRST, UNASSIGNED_LAST);
  }

  /** Handshake types but these. */
  static Arbitrary<Integer> handshakeTypeBut(Integer... legal) {
    Set<Integer> left = Set.of(legal);
    return between(0, 255).filter(type -> !left.contains(type));
  }

  /**
   * One octet of a message changed: {@code 'xors': {position: mask}}.
   *
   * @param first position, negative ones from the end
   */
  static Arbitrary<String> flip(int first, int last) {
    return Combinators.combine(between(first, last), between(1, 255))
        .as((position, mask) -> "'xors': {'%d': %d}".formatted(position, mask));
  }

  /** Some unassigned values among the given ones, in any order; the given ones are all there. */
  static Arbitrary<String> among(List<String> known) {
    return unassigned()
        .map(Steps::codePoint)
        .list()
        .uniqueElements()
        .ofMaxSize(6)
        .flatMap(
            unknown ->
                Arbitraries.shuffle(
                    java.util.stream.Stream.concat(known.stream(), unknown.stream()).toList()))
        .map(all -> "[%s]".formatted(String.join(", ", all)));
  }

  /** Unknown extensions, each where it says in an honest list. */
  static Arbitrary<List<String>> withUnknown(List<String> honest) {
    return Combinators.combine(unassigned(), octets(0, 64), between(0, honest.size()))
        .as(Tuple::of)
        .list()
        .uniqueElements(Tuple.Tuple1::get1)
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(
            unknown -> {
              List<String> all = new java.util.ArrayList<>(honest);
              unknown.forEach(
                  each ->
                      all.add(
                          each.get3(),
                          "{'type': %s, 'data': %s}"
                              .formatted(Steps.codePoint(each.get1()), Steps.hex(each.get2()))));
              return all;
            });
  }

  /** A list in which one element is there a second time. */
  static Arbitrary<List<String>> withRepeated(List<String> honest) {
    return Combinators.combine(between(0, honest.size() - 1), between(0, honest.size()))
        .as(
            (repeated, position) -> {
              List<String> all = new java.util.ArrayList<>(honest);
              all.add(position, honest.get(repeated));
              return all;
            });
  }
}
