package dev.clasp.tls.protocol;

import java.util.Arrays;
import java.util.List;

/**
 * A clause of a standard; the only place that formats a citation.
 *
 * <p>A check that keeps a rule names the rule's sentences too: {@code rfc9846("4.2.3", 6)} is the
 * sixth sentence of §4.2.3 that has a MUST, SHOULD or MAY. {@code vectors/requirements} has them
 * all; the conformance module checks that each exists, and lists the checks beside them.
 *
 * @param document such as {@code RFC 9846}
 * @param section such as {@code 4.2.3} or {@code E.4}; empty for the whole document
 * @param sentences their numbers in the section, from 1; empty where the rule has no such word
 */
public record Rfc(String document, String section, List<Integer> sentences) {
  public Rfc {
    sentences = List.copyOf(sentences);
  }

  /** A section of TLS 1.3, or some sentences of it. */
  public static Rfc rfc9846(String section, int... sentences) {
    return rfc(9846, section, sentences);
  }

  /** A section of TLS 1.2, or some sentences of it. */
  public static Rfc rfc5246(String section, int... sentences) {
    return rfc(5246, section, sentences);
  }

  public static Rfc rfc(int number, String section, int... sentences) {
    return new Rfc("RFC " + number, section, Arrays.stream(sentences).boxed().toList());
  }

  /** The section that the sentences are in. */
  public Rfc whole() {
    return new Rfc(document, section, List.of());
  }

  /** The ids of the sentences, such as {@code RFC9846#section-4.2.3/6}. */
  public List<String> requirements() {
    String part =
        !section.isEmpty() && Character.isLetter(section.charAt(0)) ? "appendix" : "section";
    String prefix = "%s#%s-%s/".formatted(document.replace(" ", ""), part, section);
    return sentences.stream().map(sentence -> prefix + sentence).toList();
  }

  /** {@code RFC 9846 §4.2.3}; readers look for the section. */
  @Override
  public String toString() {
    return section.isEmpty() ? document : document + " §" + section;
  }
}
