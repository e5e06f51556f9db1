package dev.clasp.tls.crypto.keyfile;

import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.bc.BcKeyForms;
import java.util.Arrays;

/** What a file can hold, told by the label of PEM or by the first elements of DER. */
enum KeyForm {
  PKCS8("PRIVATE KEY", "a PKCS#8 private key"),
  ENCRYPTED_PKCS8("ENCRYPTED PRIVATE KEY", "an encrypted PKCS#8 private key"),
  PKCS1("RSA PRIVATE KEY", "a PKCS#1 private key"),
  SEC1("EC PRIVATE KEY", "a SEC1 private key"),
  PUBLIC("PUBLIC KEY", "a public key"),
  PUBLIC_PKCS1("RSA PUBLIC KEY", "a PKCS#1 public key"),
  /** Certificates, parameters, anything else. */
  OTHER("", "something else");

  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;

  private final String label;
  private final String text;

  KeyForm(String label, String text) {
    this.label = label;
    this.text = text;
  }

  static KeyForm ofLabel(String label) {
    return Arrays.stream(values())
        .filter(form -> !form.label.isEmpty() && form.label.equals(label))
        .findFirst()
        .orElse(OTHER);
  }

  /**
   * The form of a file without PEM. The structures differ in the tags of their first two elements:
   *
   * <pre>{@code
   * PKCS8            INTEGER version   SEQUENCE privateKeyAlgorithm   OCTET STRING
   * PKCS1            INTEGER version   INTEGER modulus   seven more
   * SEC1             INTEGER version   OCTET STRING privateKey
   * ENCRYPTED_PKCS8  SEQUENCE encryptionAlgorithm   OCTET STRING encryptedData
   * PUBLIC           SEQUENCE algorithm   BIT STRING subjectPublicKey
   * PUBLIC_PKCS1     INTEGER modulus   INTEGER publicExponent   nothing more
   * }</pre>
   *
   * @throws InvalidKey when it is no DER either
   */
  static KeyForm ofDer(Secret content) throws InvalidKey {
    int[] tags = BcKeyForms.elements(content);
    int first = tags.length > 0 ? tags[0] : 0;
    int second = tags.length > 1 ? tags[1] : 0;
    if (first == INTEGER && second == INTEGER) {
      return tags.length == 2 ? PUBLIC_PKCS1 : PKCS1;
    }
    if (first == INTEGER) {
      return second == SEQUENCE ? PKCS8 : second == OCTET_STRING ? SEC1 : OTHER;
    }
    if (first == SEQUENCE) {
      return second == OCTET_STRING ? ENCRYPTED_PKCS8 : second == BIT_STRING ? PUBLIC : OTHER;
    }
    return OTHER;
  }

  boolean isPrivate() {
    return this == PKCS8 || this == ENCRYPTED_PKCS8 || this == PKCS1 || this == SEC1;
  }

  boolean isPublic() {
    return this == PUBLIC || this == PUBLIC_PKCS1;
  }

  /** Of the forms that hold a private key in the clear. */
  Secret toPkcs8(Secret der) throws InvalidKey {
    return switch (this) {
      case PKCS8 -> BcKeyForms.pkcs8(der);
      case PKCS1 -> BcKeyForms.pkcs1(der);
      case SEC1 -> BcKeyForms.sec1(der);
      case ENCRYPTED_PKCS8, PUBLIC, PUBLIC_PKCS1, OTHER ->
          throw new IllegalStateException(this + " holds no private key in the clear");
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
