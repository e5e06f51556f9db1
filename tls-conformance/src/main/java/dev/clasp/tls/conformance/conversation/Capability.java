package dev.clasp.tls.conformance.conversation;

import java.util.List;
import java.util.stream.Collectors;

/** A condition on what the target can do. */
public sealed interface Capability {
  /** Whether the condition says anything about this capability. */
  boolean mentions(String capability);

  /** The capability is true, or a list that is not empty. */
  record Has(String name) implements Capability {
    @Override
    public boolean mentions(String capability) {
      return name.equals(capability);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The capability is a list that contains the member, or a string that is equal. */
  record Contains(String name, String member) implements Capability {
    @Override
    public boolean mentions(String capability) {
      return name.equals(capability);
    }

    @Override
    public String toString() {
      return name + ":" + member;
    }
  }

  record All(List<Capability> of) implements Capability {
    public All {
      of = List.copyOf(of);
    }

    @Override
    public boolean mentions(String capability) {
      return of.stream().anyMatch(part -> part.mentions(capability));
    }

    @Override
    public String toString() {
      return of.stream().map(Object::toString).collect(Collectors.joining(" and "));
    }
  }

  record AnyOf(List<Capability> of) implements Capability {
    public AnyOf {
      of = List.copyOf(of);
    }

    @Override
    public boolean mentions(String capability) {
      return of.stream().anyMatch(part -> part.mentions(capability));
    }

    @Override
    public String toString() {
      return of.stream().map(Object::toString).collect(Collectors.joining(" or "));
    }
  }

  record Not(Capability of) implements Capability {
    @Override
    public boolean mentions(String capability) {
      return of.mentions(capability);
    }

    @Override
    public String toString() {
      return "not " + of;
    }
  }
}
