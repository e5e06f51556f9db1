package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.Secret;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The structures that keys are stored in, made into PKCS#8 and SubjectPublicKeyInfo.
 *
 * <p>CT: none; a key file is read once, by its owner.
 */
public final class BcKeyForms {
  private static final int CONSTRUCTED = 0x20;

  private BcKeyForms() {}

  /** Reads one structure; the library's errors, checked or not, mean that it is another one. */
  private interface Reading {
    ASN1Encodable read(ASN1Primitive der) throws IOException;
  }

  /**
   * The tags of a SEQUENCE's elements; 0 for what is neither a number, a string nor a SEQUENCE.
   *
   * @throws InvalidKey when it is no SEQUENCE
   */
  public static int[] elements(Secret der) throws InvalidKey {
    byte[] encoded = der.use(byte[]::clone);
    try {
      ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(encoded));
      int[] tags = new int[sequence.size()];
      for (int i = 0; i < tags.length; i++) {
        tags[i] = tag(sequence.getObjectAt(i).toASN1Primitive());
      }
      return tags;
    } catch (IOException | RuntimeException e) { // its text may quote content
      throw new InvalidKey("neither PEM nor DER, expected a key in one of them");
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static int tag(ASN1Primitive element) {
    if (element instanceof org.bouncycastle.asn1.ASN1Integer) {
      return BERTags.INTEGER;
    }
    if (element instanceof org.bouncycastle.asn1.ASN1BitString) {
      return BERTags.BIT_STRING;
    }
    if (element instanceof org.bouncycastle.asn1.ASN1OctetString) {
      return BERTags.OCTET_STRING;
    }
    return element instanceof ASN1Sequence ? BERTags.SEQUENCE | CONSTRUCTED : 0;
  }

  /** A PrivateKeyInfo (RFC 5958 §2), checked to be one. */
  public static Secret pkcs8(Secret der) throws InvalidKey {
    return convert(der, "PKCS#8 private key", PrivateKeyInfo::getInstance);
  }

  /** An RSAPrivateKey (RFC 8017 §A.1.2). */
  public static Secret pkcs1(Secret der) throws InvalidKey {
    return convert(
        der,
        "PKCS#1 private key",
        key ->
            new PrivateKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                RSAPrivateKey.getInstance(key)));
  }

  /**
   * An ECPrivateKey (RFC 5915 §3); its curve moves to where PKCS#8 has it.
   *
   * @throws InvalidKey also when it does not name its curve, as inside of PKCS#8
   */
  public static Secret sec1(Secret der) throws InvalidKey {
    return convert(
        der,
        "SEC1 private key that names its curve",
        structure -> {
          ECPrivateKey key = ECPrivateKey.getInstance(structure);
          ASN1ObjectIdentifier curve = ASN1ObjectIdentifier.getInstance(key.getParametersObject());
          if (curve == null) {
            throw new IOException("ECPrivateKey.parameters: absent");
          }
          return new PrivateKeyInfo(
              new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key);
        });
  }

  private static Secret convert(Secret der, String name, Reading reading) throws InvalidKey {
    byte[] encoded = der.use(byte[]::clone);
    try {
      ASN1Encodable read = reading.read(ASN1Primitive.fromByteArray(encoded));
      return Secret.takeFrom(read.toASN1Primitive().getEncoded("DER"));
    } catch (IOException | RuntimeException e) { // its text may quote content
      throw new InvalidKey("not a %s".formatted(name));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** A SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), checked to be one. */
  public static Bytes subjectPublicKeyInfo(Bytes der) throws InvalidKey {
    return convert(der, "SubjectPublicKeyInfo", SubjectPublicKeyInfo::getInstance);
  }

  /** The SubjectPublicKeyInfo of an RSAPublicKey (RFC 8017 §A.1.1). */
  public static Bytes publicPkcs1(Bytes der) throws InvalidKey {
    return convert(
        der,
        "PKCS#1 public key",
        key ->
            new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                RSAPublicKey.getInstance(key)));
  }

  private static Bytes convert(Bytes der, String name, Reading reading) throws InvalidKey {
    return convert(Secret.copyOf(der), name, reading).use(Bytes::copyOf);
  }
}
