package dev.clasp.tls.crypto;

/**
 * A key-exchange group TLS can name; the constants' order means nothing.
 *
 * <p>CT: nothing here is secret.
 */
public enum GroupAlgorithm {
  X25519("x25519"),
  X448("x448"),
  SECP256R1("secp256r1"),
  SECP384R1("secp384r1"),
  SECP521R1("secp521r1"),
  BRAINPOOLP256R1("brainpoolP256r1"),
  BRAINPOOLP384R1("brainpoolP384r1"),
  BRAINPOOLP512R1("brainpoolP512r1"),
  FFDHE2048("ffdhe2048"),
  FFDHE3072("ffdhe3072"),
  FFDHE4096("ffdhe4096"),
  FFDHE6144("ffdhe6144"),
  FFDHE8192("ffdhe8192"),
  MLKEM512("MLKEM512"),
  MLKEM768("MLKEM768"),
  MLKEM1024("MLKEM1024"),
  X25519MLKEM768("X25519MLKEM768"),
  SECP256R1MLKEM768("SecP256r1MLKEM768"),
  SECP384R1MLKEM1024("SecP384r1MLKEM1024");

  private final String ianaName;

  GroupAlgorithm(String ianaName) {
    this.ianaName = ianaName;
  }

  /** The name in IANA's registry of supported groups. */
  @Override
  public String toString() {
    return ianaName;
  }
}
