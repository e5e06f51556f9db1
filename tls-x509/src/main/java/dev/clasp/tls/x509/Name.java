package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A distinguished name (RFC 5280 §4.1.2.4).
 *
 * <p>Two names are equal when they compare so under RFC 5280 §7.1: upper and lower case, runs of
 * white space and the string type do not matter, the order of relative names does.
 */
public final class Name {
  private final Bytes encoded;
  private final List<RelativeName> relativeNames;
  private final int hash;

  private Name(Bytes encoded, List<RelativeName> relativeNames) {
    this.encoded = encoded;
    this.relativeNames = List.copyOf(relativeNames);
    this.hash = this.relativeNames.hashCode();
  }

  /** Reads an RDNSequence. */
  public static Name decode(DerValue value) throws DerException {
    List<RelativeName> names = new ArrayList<>();
    DerReader sequence = value.reader();
    while (!sequence.isEmpty()) {
      names.add(RelativeName.decode(sequence.expect(Tag.SET, value.field())));
    }
    return new Name(value.encoded(), names);
  }

  /**
   * This name with one more relative name at its end, as {@code nameRelativeToCRLIssuer} asks for.
   */
  public Name plus(RelativeName last) {
    List<RelativeName> names = new ArrayList<>(relativeNames);
    names.add(last);
    return new Name(Bytes.empty(), names);
  }

  /** The DER as received; empty for a name made by {@link #plus}. */
  public Bytes encoded() {
    return encoded;
  }

  /** Most general first, as encoded. */
  public List<RelativeName> relativeNames() {
    return relativeNames;
  }

  public boolean isEmpty() {
    return relativeNames.isEmpty();
  }

  /** Whether this name is {@code base} or lies below it (RFC 5280 §4.2.1.10). */
  public boolean isWithin(Name base) {
    int size = base.relativeNames.size();
    return relativeNames.size() >= size
        && relativeNames.subList(0, size).equals(base.relativeNames);
  }

  /** The text of every attribute of this type, in order. */
  public List<String> values(Oid type) {
    return relativeNames.stream()
        .flatMap(relative -> relative.attributes().stream())
        .filter(attribute -> attribute.type().equals(type))
        .map(NameAttribute::text)
        .toList();
  }

  /** The last, and so most specific, common name. */
  public Optional<String> commonName() {
    List<String> names = values(Oids.COMMON_NAME);
    return names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Name that
        && hash == that.hash
        && relativeNames.equals(that.relativeNames);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As RFC 4514 writes it: most specific first. */
  @Override
  public String toString() {
    List<String> texts = new ArrayList<>();
    for (RelativeName relative : relativeNames) {
      texts.add(0, relative.toString());
    }
    return String.join(",", texts);
  }
}
