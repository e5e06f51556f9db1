package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.KeyKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the key of a certificate is for.
 *
 * @param operation what we do with it
 * @param keys the kinds of key the peer can take
 */
public record CredentialUse(Operation operation, Set<KeyKind> keys) {
  /** To sign a CertificateVerify of TLS 1.3 (RFC 9846 §4.5.2). */
  public static final CredentialUse SIGN_13 =
      new CredentialUse(Operation.SIGN_13, EnumSet.allOf(KeyKind.class));

  /** The same by a client that may use RSASSA-PKCS1-v1_5 (RFC 9963). */
  public static final CredentialUse SIGN_13_LEGACY =
      new CredentialUse(Operation.SIGN_13_LEGACY, EnumSet.allOf(KeyKind.class));

  public enum Operation {
    /** Sign in TLS 1.3. */
    SIGN_13,
    /** Sign in TLS 1.3 as a client, with RSASSA-PKCS1-v1_5 if need be. */
    SIGN_13_LEGACY,
    /** Sign in TLS 1.2: a server its params, a client what it received (RFC 5246 §4.7). */
    SIGN_12,
    /** Decrypt the premaster secret of a TLS 1.2 client (RFC 5246 §7.4.7.1). */
    DECRYPT_12
  }

  public CredentialUse {
    keys = Set.copyOf(keys);
  }
}
