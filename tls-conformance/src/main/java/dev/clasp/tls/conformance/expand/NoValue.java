package dev.clasp.tls.conformance.expand;

/** A parameter has no value for this target, so that the conversation cannot run against it. */
public final class NoValue extends Exception {
  private static final long serialVersionUID = 1L;

  NoValue(String name, String capability) {
    super("target has no %s for $%s".formatted(capability, name));
  }
}
