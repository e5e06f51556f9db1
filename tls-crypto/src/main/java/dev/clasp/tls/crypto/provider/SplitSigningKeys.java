package dev.clasp.tls.crypto.provider;

import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.crypto.SigningKeys;

/** RSA keys read by one maker, all others by another. */
record SplitSigningKeys(SigningKeys rsa, SigningKeys others) implements SigningKeys {
  @Override
  public SigningKey fromPkcs8(Secret der) throws InvalidKey {
    return switch (KeyKind.ofPrivateKey(der)) {
      case RSA, RSA_PSS -> rsa.fromPkcs8(der);
      default -> others.fromPkcs8(der);
    };
  }
}
