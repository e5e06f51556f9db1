package dev.clasp.tls.crypto.wycheproof;

import dev.clasp.tls.crypto.wycheproof.Wycheproof.Vector;

/** How one kind of file is run against one implementation. */
@FunctionalInterface
interface Check {
  Outcome run(Vector vector) throws Exception;

  /** What the implementation made of a test. */
  enum Outcome {
    /** Accepted, with the result the file gives. */
    ACCEPTED,
    /** Refused as an input its standard refuses. */
    REFUSED,
    /** Accepted with a result other than the file's. */
    WRONG_RESULT,
    /** Uses sizes or parameters TLS does not have, so there is nothing to ask. */
    NOT_IN_TLS
  }
}
