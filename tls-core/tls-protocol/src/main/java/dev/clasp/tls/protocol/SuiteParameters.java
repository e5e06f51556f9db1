package dev.clasp.tls.protocol;

import dev.clasp.tls.crypto.HashAlgorithm;

/** What a cipher suite means, for one protocol version. */
public sealed interface SuiteParameters permits Suite12, Suite13 {
  CipherSuite codePoint();

  /** The hash of transcript and key derivation. */
  HashAlgorithm hash();
}
