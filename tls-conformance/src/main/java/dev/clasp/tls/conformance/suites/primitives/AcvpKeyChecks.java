package dev.clasp.tls.conformance.suites.primitives;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningFailed;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** ACVP's tests of ML-KEM, ML-DSA, ECDSA and RSA. */
final class AcvpKeyChecks {
  private static final Map<String, ASN1ObjectIdentifier> CURVES =
      Map.of(
          "P-256", new ASN1ObjectIdentifier("1.2.840.10045.3.1.7"),
          "P-384", new ASN1ObjectIdentifier("1.3.132.0.34"),
          "P-521", new ASN1ObjectIdentifier("1.3.132.0.35"));
  private static final Map<String, GroupAlgorithm> GROUPS =
      Map.of(
          "P-256", GroupAlgorithm.SECP256R1,
          "P-384", GroupAlgorithm.SECP384R1,
          "P-521", GroupAlgorithm.SECP521R1);
  private static final Map<String, Integer> COORDINATES =
      Map.of("P-256", 32, "P-384", 48, "P-521", 66);

  /** RFC 9881 §2. */
  private static final Map<String, ASN1ObjectIdentifier> ML_DSA =
      Map.of(
          "ML-DSA-44", new ASN1ObjectIdentifier("2.16.840.1.101.3.4.3.17"),
          "ML-DSA-65", new ASN1ObjectIdentifier("2.16.840.1.101.3.4.3.18"),
          "ML-DSA-87", new ASN1ObjectIdentifier("2.16.840.1.101.3.4.3.19"));

  private final CryptoProvider crypto;

  AcvpKeyChecks(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  Reaction mlKemKeyGeneration(AcvpVector vector) throws NotApplicable {
    Bytes seed = vector.bytes("d").plus(vector.bytes("z"));
    return Reaction.compare(
        vector.bytes("ek"), mlKem(vector).begin(AgreementChecks.replay(seed)).share());
  }

  Reaction mlKemEncapsulation(AcvpVector vector) throws NotApplicable {
    String function = vector.text("function");
    return switch (function) {
      case "encapsulation" -> encapsulate(vector);
      case "encapsulationKeyCheck" -> checkKey(mlKem(vector), vector.bytes("ek"));
      case "decapsulation", "decapsulationKeyCheck" ->
          throw new NotApplicable("ML-KEM private keys in expanded form: TLS never reads one");
      default -> throw new NotApplicable("ML-KEM: " + function);
    };
  }

  private Reaction encapsulate(AcvpVector vector) throws NotApplicable {
    try {
      KeyExchangeReply reply =
          mlKem(vector).respond(AgreementChecks.replay(vector.bytes("m")), vector.bytes("ek"));
      boolean sameShare = reply.share().equals(vector.bytes("c"));
      return sameShare ? Reaction.compare(vector.secret("k"), reply.secret()) : Reaction.DIFFERENT;
    } catch (InvalidKeyShare e) {
      return Reaction.REFUSED;
    }
  }

  private KeyExchangeGroup mlKem(AcvpVector vector) throws NotApplicable {
    return group(GroupAlgorithm.valueOf(vector.text("parameterSet").replace("ML-KEM-", "MLKEM")));
  }

  private KeyExchangeGroup group(GroupAlgorithm algorithm) throws NotApplicable {
    return crypto
        .group(algorithm)
        .orElseThrow(() -> new NotApplicable("the provider has no " + algorithm));
  }

  /** Whether the group would answer such a share. */
  private Reaction checkKey(KeyExchangeGroup group, Bytes share) {
    try {
      KeyExchangeReply reply = group.respond(target -> target[target.length - 1] = 1, share);
      return Reaction.compare(false, reply.share().isEmpty());
    } catch (InvalidKeyShare e) {
      return Reaction.REFUSED;
    }
  }

  Reaction ecKey(AcvpVector vector) throws NotApplicable {
    return checkKey(group(known(GROUPS, vector.text("curve"))), point(vector));
  }

  /** What a key of the seed signs, the public key of the answer must verify. */
  Reaction mlDsaKeyGeneration(AcvpVector vector) throws NotApplicable, SigningFailed {
    String name = vector.text("parameterSet");
    SignatureAlgorithm algorithm = SignatureAlgorithm.valueOf(name.replace("-", ""));
    require(algorithm);
    AlgorithmIdentifier identifier = new AlgorithmIdentifier(known(ML_DSA, name));
    // ML-DSA-PrivateKey ::= CHOICE { seed [0] OCTET STRING, ... } (RFC 9881 §6)
    DERTaggedObject seed =
        new DERTaggedObject(false, 0, new DEROctetString(vector.bytes("seed").toArray()));
    Bytes message = Bytes.of(1, 2, 3);
    try {
      Secret pkcs8 =
          Secret.takeFrom(
              new org.bouncycastle.asn1.pkcs.PrivateKeyInfo(identifier, seed).getEncoded());
      Signer signer = crypto.signingKeys().fromPkcs8(pkcs8).signer(algorithm).orElseThrow();
      Bytes publicKey = encode(new SubjectPublicKeyInfo(identifier, vector.bytes("pk").toArray()));
      return verify(algorithm, publicKey, message, signer.sign(message));
    } catch (IOException | InvalidKey e) {
      return Reaction.REFUSED;
    }
  }

  Reaction ecdsa(AcvpVector vector) throws NotApplicable {
    HashAlgorithm hash = hash(vector);
    ASN1ObjectIdentifier curve = known(CURVES, vector.text("curve"));
    ASN1EncodableVector signature = new ASN1EncodableVector();
    signature.add(new ASN1Integer(vector.integer("r")));
    signature.add(new ASN1Integer(vector.integer("s")));
    return verify(
        SignatureAlgorithm.valueOf("ECDSA_" + hash.name()),
        encode(
            new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve),
                point(vector).toArray())),
        vector.bytes("message"),
        encode(new DERSequence(signature)));
  }

  /** TLS has PSS with one hash for everything and a salt as long as the hash. */
  Reaction rsa(AcvpVector vector) throws NotApplicable {
    HashAlgorithm hash = hash(vector);
    String type = vector.text("sigType");
    boolean pss = type.equals("pss");
    if (!pss && !type.equals("pkcs1v1.5")) {
      throw new NotApplicable("RSA signatures of ANSI X9.31");
    }
    if (pss && vector.number("saltLen") != hash.length()) {
      throw new NotApplicable("RSASSA-PSS with parameters that TLS has not");
    }
    return verify(
        SignatureAlgorithm.valueOf((pss ? "RSA_PSS_RSAE_" : "RSA_PKCS1_") + hash.name()),
        encode(rsaKey(vector.integer("n"), vector.integer("e"))),
        vector.bytes("message"),
        vector.bytes("signature"));
  }

  private static SubjectPublicKeyInfo rsaKey(BigInteger modulus, BigInteger exponent) {
    try {
      return new SubjectPublicKeyInfo(
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
          new RSAPublicKey(modulus, exponent));
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory", e);
    }
  }

  private Reaction verify(
      SignatureAlgorithm algorithm, Bytes publicKey, Bytes message, Bytes signature)
      throws NotApplicable {
    require(algorithm);
    try {
      PublicKeyInfo key = PublicKeyInfo.decode(publicKey);
      boolean valid = crypto.verifiers().verify(algorithm, key, message, signature);
      return valid ? Reaction.ACCEPTED : Reaction.REFUSED;
    } catch (InvalidKey e) {
      return Reaction.REFUSED;
    }
  }

  private void require(SignatureAlgorithm algorithm) throws NotApplicable {
    if (!crypto.verifiers().algorithms().contains(algorithm)) {
      throw new NotApplicable("the provider has no " + algorithm);
    }
  }

  /** Uncompressed; a coordinate that is too long is kept, to be refused. */
  private static Bytes point(AcvpVector vector) throws NotApplicable {
    int length = known(COORDINATES, vector.text("curve"));
    return Bytes.of(4).plus(padded(vector, "qx", length)).plus(padded(vector, "qy", length));
  }

  private static Bytes padded(AcvpVector vector, String field, int length) {
    Bytes written = vector.bytes(field);
    int zeros = Math.max(0, length - written.size());
    return Bytes.copyOf(new byte[zeros]).plus(written);
  }

  private static <T> T known(Map<String, T> table, String name) throws NotApplicable {
    T found = table.get(name);
    if (found == null) {
      throw new NotApplicable("ECDSA on " + name);
    }
    return found;
  }

  private static HashAlgorithm hash(AcvpVector vector) throws NotApplicable {
    return SymmetricChecks.hash(vector.text("hashAlg").replace("SHA2-", "SHA-"));
  }

  private static Bytes encode(org.bouncycastle.asn1.ASN1Object structure) {
    try {
      return Bytes.copyOf(structure.getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory", e);
    }
  }
}
