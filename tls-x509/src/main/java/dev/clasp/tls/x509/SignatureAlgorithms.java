package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.Map;
import java.util.Optional;

/** Signature algorithm identifiers (RFC 4055, 5758, 8410, 9881). SHA-1 and older are left out. */
final class SignatureAlgorithms {
  private static final Bytes NULL = Bytes.of(Tag.NULL, 0);
  private static final Oid RSASSA_PSS = Oid.of("1.2.840.113549.1.1.10");
  private static final Oid MGF1 = Oid.of("1.2.840.113549.1.1.8");

  /** RFC 4055 §5: the parameters are NULL; absent ones must be accepted. */
  private static final Map<Oid, SignatureAlgorithm> RSA =
      Map.of(
          Oid.of("1.2.840.113549.1.1.11"), SignatureAlgorithm.RSA_PKCS1_SHA256,
          Oid.of("1.2.840.113549.1.1.12"), SignatureAlgorithm.RSA_PKCS1_SHA384,
          Oid.of("1.2.840.113549.1.1.13"), SignatureAlgorithm.RSA_PKCS1_SHA512);

  /** RFC 5758 §3.2, RFC 8410 §3, RFC 9881 §2: the parameters are absent. */
  private static final Map<Oid, SignatureAlgorithm> WITHOUT_PARAMETERS =
      Map.of(
          Oid.of("1.2.840.10045.4.3.2"), SignatureAlgorithm.ECDSA_SHA256,
          Oid.of("1.2.840.10045.4.3.3"), SignatureAlgorithm.ECDSA_SHA384,
          Oid.of("1.2.840.10045.4.3.4"), SignatureAlgorithm.ECDSA_SHA512,
          Oid.of("1.3.101.112"), SignatureAlgorithm.ED25519,
          Oid.of("1.3.101.113"), SignatureAlgorithm.ED448,
          Oid.of("2.16.840.1.101.3.4.3.17"), SignatureAlgorithm.MLDSA44,
          Oid.of("2.16.840.1.101.3.4.3.18"), SignatureAlgorithm.MLDSA65,
          Oid.of("2.16.840.1.101.3.4.3.19"), SignatureAlgorithm.MLDSA87);

  private enum PssHash {
    SHA256("2.16.840.1.101.3.4.2.1", 32),
    SHA384("2.16.840.1.101.3.4.2.2", 48),
    SHA512("2.16.840.1.101.3.4.2.3", 64);

    private final Oid id;
    private final int length;

    PssHash(String id, int length) {
      this.id = Oid.of(id);
      this.length = length;
    }

    SignatureAlgorithm algorithm(boolean pssKey) {
      return switch (this) {
        case SHA256 ->
            pssKey ? SignatureAlgorithm.RSA_PSS_PSS_SHA256 : SignatureAlgorithm.RSA_PSS_RSAE_SHA256;
        case SHA384 ->
            pssKey ? SignatureAlgorithm.RSA_PSS_PSS_SHA384 : SignatureAlgorithm.RSA_PSS_RSAE_SHA384;
        case SHA512 ->
            pssKey ? SignatureAlgorithm.RSA_PSS_PSS_SHA512 : SignatureAlgorithm.RSA_PSS_RSAE_SHA512;
      };
    }
  }

  private SignatureAlgorithms() {}

  /** What tls-crypto calls it; empty when it is not implemented or its parameters are odd. */
  static Optional<SignatureAlgorithm> find(AlgorithmIdentifier identifier, boolean pssKey) {
    if (identifier.algorithm().equals(RSASSA_PSS)) {
      return pss(identifier, pssKey);
    }
    Bytes parameters = identifier.parameters();
    SignatureAlgorithm rsa = RSA.get(identifier.algorithm());
    if (rsa != null && (parameters.isEmpty() || parameters.equals(NULL))) {
      return Optional.of(rsa);
    }
    return parameters.isEmpty()
        ? Optional.ofNullable(WITHOUT_PARAMETERS.get(identifier.algorithm()))
        : Optional.empty();
  }

  /** RFC 4055 §3.1: one hash for both uses, a salt of its length, and the only trailer there is. */
  private static Optional<SignatureAlgorithm> pss(AlgorithmIdentifier identifier, boolean pssKey) {
    try {
      DerReader in =
          DerReader.only(identifier.parameters(), Tag.SEQUENCE, "RSASSA-PSS-params").reader();
      AlgorithmIdentifier hash = explicit(in, 0, "RSASSA-PSS-params.hashAlgorithm");
      AlgorithmIdentifier mask = explicit(in, 1, "RSASSA-PSS-params.maskGenAlgorithm");
      int salt =
          in.expect(Tag.contextConstructed(2), "RSASSA-PSS-params.saltLength")
              .inner(Tag.INTEGER)
              .asSmallInteger(Integer.MAX_VALUE);
      in.end();
      AlgorithmIdentifier maskHash =
          AlgorithmIdentifier.decode(
              DerReader.only(mask.parameters(), Tag.SEQUENCE, "RSASSA-PSS-params.mgf1"));
      for (PssHash candidate : PssHash.values()) {
        if (candidate.id.equals(hash.algorithm())
            && candidate.id.equals(maskHash.algorithm())
            && mask.algorithm().equals(MGF1)
            && candidate.length == salt) {
          return Optional.of(candidate.algorithm(pssKey));
        }
      }
      return Optional.empty();
    } catch (DerException oddParameters) {
      return Optional.empty();
    }
  }

  private static AlgorithmIdentifier explicit(DerReader in, int number, String field)
      throws DerException {
    DerValue value = in.expect(Tag.contextConstructed(number), field);
    return AlgorithmIdentifier.decode(value.inner(Tag.SEQUENCE));
  }
}
