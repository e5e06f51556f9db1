package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A distinguished name (RFC 5280 §4.1.2.4).
 *
 * <p>Two names are equal when they compare so under RFC 5280 §7.1: upper and lower case, runs of
 * white space and the string type do not matter, the order of relative names does.
 */
public final class Name {
  private final @Nullable DerValue source; // null in a name made by plus
  private @Nullable List<RelativeName> relativeNames; // read when first asked for
  private int hash; // 0 until asked for

  private Name(DerValue source) {
    this.source = source;
  }

  private Name(List<RelativeName> relativeNames) {
    this.source = null;
    this.relativeNames = List.copyOf(relativeNames);
  }

  /** Reads an RDNSequence: its structure now, its text when it is asked for. */
  public static Name decode(DerValue value) throws DerException {
    check(value.reader(), value.field());
    return new Name(value);
  }

  /** The same of the SEQUENCE that comes next. */
  static Name read(DerReader in, String field) throws DerException {
    DerValue value = in.expect(Tag.SEQUENCE, field);
    int outer = in.goInto();
    check(in, field);
    in.leave(outer, field);
    return new Name(value);
  }

  /** Checks the content of an RDNSequence to its end. */
  static void check(DerReader in, String field) throws DerException {
    while (!in.isEmpty()) {
      int sequence = in.enter(Tag.SET, field);
      checkRelative(in, field);
      in.leave(sequence, field);
    }
  }

  /** Checks the content of a RelativeDistinguishedName to its end. */
  static void checkRelative(DerReader in, String field) throws DerException {
    do {
      int set = in.enter(Tag.SEQUENCE, field);
      in.skipOid(field);
      in.skipAny(field);
      in.leave(set, field);
    } while (!in.isEmpty());
  }

  /**
   * This name with one more relative name at its end, as {@code nameRelativeToCRLIssuer} asks for.
   */
  public Name plus(RelativeName last) {
    List<RelativeName> names = new ArrayList<>(relativeNames());
    names.add(last);
    return new Name(names);
  }

  /** The DER as received; empty for a name made by {@link #plus}. */
  public Bytes encoded() {
    return source == null ? Bytes.empty() : source.encoded();
  }

  /** Most general first, as encoded. */
  public List<RelativeName> relativeNames() {
    List<RelativeName> known = relativeNames;
    if (known == null) {
      known = read(Objects.requireNonNull(source)); // a name made by plus has them
      relativeNames = known; // two threads may both read: they find the same
    }
    return known;
  }

  private static List<RelativeName> read(DerValue value) {
    try {
      List<RelativeName> names = new ArrayList<>(8);
      DerReader sequence = value.reader();
      while (!sequence.isEmpty()) {
        names.add(RelativeName.decode(sequence.expect(Tag.SET, value.field())));
      }
      return List.copyOf(names);
    } catch (DerException e) {
      throw new IllegalStateException("a name that was checked when it was decoded", e);
    }
  }

  public boolean isEmpty() {
    return source == null ? relativeNames().isEmpty() : source.length() == 0;
  }

  /** Whether this name is {@code base} or lies below it (RFC 5280 §4.2.1.10). */
  public boolean isWithin(Name base) {
    int size = base.relativeNames().size();
    return relativeNames().size() >= size
        && relativeNames().subList(0, size).equals(base.relativeNames());
  }

  /** The text of every attribute of this type, in order. */
  public List<String> values(Oid type) {
    return relativeNames().stream()
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
    return this == other
        || other instanceof Name that
            && (sameBytes(that)
                || hashCode() == that.hashCode() && relativeNames().equals(that.relativeNames()));
  }

  /** Most names that are equal are so to the byte, which needs no text. */
  private boolean sameBytes(Name that) {
    DerValue ours = source;
    DerValue theirs = that.source;
    return ours != null
        && theirs != null
        && ours.length() == theirs.length()
        && ours.source()
            .regionEquals(ours.content(), ours.end(), theirs.source(), theirs.content());
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = relativeNames().hashCode();
    }
    return hash;
  }

  /** As RFC 4514 writes it: most specific first. */
  @Override
  public String toString() {
    List<RelativeName> names = relativeNames();
    StringBuilder text = new StringBuilder();
    for (int i = names.size() - 1; i >= 0; i--) {
      text.append(text.isEmpty() ? "" : ",").append(names.get(i));
    }
    return text.toString();
  }
}
