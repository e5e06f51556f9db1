package dev.clasp.tls.crypto;

import java.util.Map;

/** Tells the kind of a key by its AlgorithmIdentifier, in DER. */
final class KeyAlgorithmIdentifiers {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OBJECT_IDENTIFIER = 0x06;

  private static final Bytes RSA_ENCRYPTION = Bytes.fromHex("2a864886f70d010101");
  private static final Bytes RSASSA_PSS = Bytes.fromHex("2a864886f70d01010a");
  private static final Bytes EC_PUBLIC_KEY = Bytes.fromHex("2a8648ce3d0201");

  private static final Map<Bytes, KeyKind> WITHOUT_PARAMETERS =
      Map.of(
          RSA_ENCRYPTION,
          KeyKind.RSA,
          RSASSA_PSS,
          KeyKind.RSA_PSS,
          Bytes.fromHex("2b6570"),
          KeyKind.ED25519, // RFC 8410 §3
          Bytes.fromHex("2b6571"),
          KeyKind.ED448,
          Bytes.fromHex("608648016503040311"),
          KeyKind.MLDSA44, // RFC 9881 §2
          Bytes.fromHex("608648016503040312"),
          KeyKind.MLDSA65,
          Bytes.fromHex("608648016503040313"),
          KeyKind.MLDSA87);

  private static final Map<Bytes, KeyKind> CURVES =
      Map.of(
          Bytes.fromHex("2a8648ce3d030107"), KeyKind.EC_SECP256R1, // RFC 5480 §2.1.1.1
          Bytes.fromHex("2b81040022"), KeyKind.EC_SECP384R1,
          Bytes.fromHex("2b81040023"), KeyKind.EC_SECP521R1,
          Bytes.fromHex("2b2403030208010107"), KeyKind.EC_BRAINPOOLP256R1, // RFC 5639 §4.1
          Bytes.fromHex("2b240303020801010b"), KeyKind.EC_BRAINPOOLP384R1,
          Bytes.fromHex("2b240303020801010d"), KeyKind.EC_BRAINPOOLP512R1);

  /** More than version and AlgorithmIdentifier take, parameters of RSASSA-PSS included. */
  private static final int PRIVATE_KEY_HEADER_LIMIT = 128;

  private KeyAlgorithmIdentifiers() {}

  /** The kind of a SubjectPublicKeyInfo's key. */
  static KeyKind kindOfPublicKey(Bytes subjectPublicKeyInfo) throws InvalidKey {
    Cursor outer = new Cursor(subjectPublicKeyInfo, "SubjectPublicKeyInfo");
    Cursor info = new Cursor(outer.content(SEQUENCE), "SubjectPublicKeyInfo");
    return kindOf(new Cursor(info.content(SEQUENCE), "SubjectPublicKeyInfo.algorithm"));
  }

  /** The kind of a PrivateKeyInfo's key. Only the part before the key itself is looked at. */
  static KeyKind kindOfPrivateKey(Secret privateKeyInfo) throws InvalidKey {
    Bytes start =
        privateKeyInfo.use(
            der -> Bytes.copyOf(der, 0, Math.min(der.length, PRIVATE_KEY_HEADER_LIMIT)));
    Cursor info = new Cursor(start, "PrivateKeyInfo");
    info.enter(SEQUENCE);
    info.content(INTEGER);
    return kindOf(new Cursor(info.content(SEQUENCE), "PrivateKeyInfo.privateKeyAlgorithm"));
  }

  private static KeyKind kindOf(Cursor algorithm) throws InvalidKey {
    Bytes identifier = algorithm.content(OBJECT_IDENTIFIER);
    Bytes curve =
        identifier.equals(EC_PUBLIC_KEY) ? algorithm.content(OBJECT_IDENTIFIER) : Bytes.empty();
    KeyKind kind = curve.isEmpty() ? WITHOUT_PARAMETERS.get(identifier) : CURVES.get(curve);
    if (kind == null) {
      throw new InvalidKey(
          "%s: unknown identifier %s %s".formatted(algorithm.field, identifier, curve).strip());
    }
    return kind;
  }

  /** Walks over DER elements with definite lengths of up to 4 bytes. */
  private static final class Cursor {
    private final Bytes der;
    private final String field;
    private int at;

    Cursor(Bytes der, String field) {
      this.der = der;
      this.field = field;
    }

    /** Steps over the header of the next element, which must have this tag; its length. */
    int enter(int tag) throws InvalidKey {
      int found = next();
      if (found != tag) {
        throw new InvalidKey("%s: tag 0x%02x, expected 0x%02x".formatted(field, found, tag));
      }
      return length();
    }

    /** The content of the next element, which must have this tag. */
    Bytes content(int tag) throws InvalidKey {
      int length = enter(tag);
      if (length < 0 || length > der.size() - at) {
        throw new InvalidKey(
            "%s: element of %d bytes, %d left".formatted(field, length, der.size() - at));
      }
      at += length;
      return der.slice(at - length, at);
    }

    private int length() throws InvalidKey {
      int first = next();
      if (first < 0x80) {
        return first;
      }
      int octets = first & 0x7F;
      if (octets < 1 || octets > 4) {
        throw new InvalidKey("%s: length of %d octets, expected 1..4".formatted(field, octets));
      }
      int length = 0;
      for (int i = 0; i < octets; i++) {
        length = length << 8 | next();
      }
      return length;
    }

    private int next() throws InvalidKey {
      if (at >= der.size()) {
        throw new InvalidKey(field + ": ended early");
      }
      return der.get(at++);
    }
  }
}
