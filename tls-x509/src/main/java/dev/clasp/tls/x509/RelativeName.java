package dev.clasp.tls.x509;

import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A RelativeDistinguishedName: a set of attributes, nearly always of one.
 *
 * @param attributes in an order of our own, so that equal sets are equal lists
 */
public record RelativeName(List<NameAttribute> attributes) {
  public RelativeName {
    attributes = attributes.size() == 1 ? List.copyOf(attributes) : sorted(attributes);
  }

  private static List<NameAttribute> sorted(List<NameAttribute> attributes) {
    return attributes.stream()
        .sorted(
            Comparator.comparing((NameAttribute attribute) -> attribute.type().toString())
                .thenComparing(NameAttribute::canonical))
        .toList();
  }

  /** Reads the content of a SET, or of the [1] that replaces its tag in a DistributionPointName. */
  static RelativeName decode(DerValue set) throws DerException {
    DerReader in = set.reader();
    NameAttribute first = NameAttribute.decode(in.sequence(set.field()), set);
    if (in.isEmpty()) {
      return new RelativeName(List.of(first));
    }
    List<NameAttribute> attributes = new ArrayList<>(List.of(first));
    while (!in.isEmpty()) {
      attributes.add(NameAttribute.decode(in.sequence(set.field()), set));
    }
    return new RelativeName(attributes);
  }

  @Override
  public String toString() {
    return attributes.size() == 1
        ? attributes.get(0).toString()
        : attributes.stream().map(NameAttribute::toString).collect(Collectors.joining("+"));
  }
}
