package dev.clasp.tls.x509.path;

/** Where in a path a certificate stands. */
enum Role {
  LEAF,
  INTERMEDIATE,
  ANCHOR;

  boolean issues() {
    return this != LEAF;
  }
}
