package dev.clasp.tls.conformance.mutation;

/**
 * A method that does nothing but return, when its switch is off.
 *
 * @param number of the switch
 * @param owner as class files write it
 * @param method its name; all methods of that name
 */
record Replacement(int number, String owner, String method, Result result) {
  /** What it returns. */
  enum Result {
    /** Null, zero, false; for methods without a result. */
    NOTHING,
    TRUE,
    /** All bits: a mask that says yes. */
    MINUS_ONE,
    /** The object it is called on, unchanged. */
    THIS
  }
}
