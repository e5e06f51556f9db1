package dev.clasp.tls.crypto.keyfile;

import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.bc.BcKeyPasswords;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A private key as it lies in a file, PEM (RFC 7468) or DER: PKCS#8 (RFC 5958), under a password or
 * not, PKCS#1 (RFC 8017 §A.1.2) or SEC1 (RFC 5915).
 *
 * <p>A PEM file may hold other things too, such as certificates and {@code EC PARAMETERS}; they are
 * skipped. Each kind of file that cannot be used has a message of its own, which says what was
 * found and what to do; none quotes the content.
 *
 * <p>CT: none; a key file is read once, by its owner.
 */
public final class PrivateKeyFile {
  private final KeyForm form;
  private final Secret der;

  private PrivateKeyFile(KeyForm form, Secret der) {
    this.form = form;
    this.der = der;
  }

  /**
   * Finds the one private key.
   *
   * @param content the whole file
   * @throws InvalidKey when there is none or more than one, or PEM or DER is broken
   */
  public static PrivateKeyFile parse(Secret content) throws InvalidKey {
    List<PemBlock> blocks = content.use(PemBlock::all);
    return blocks.isEmpty() ? ofDer(content) : ofPem(content, blocks);
  }

  private static PrivateKeyFile ofDer(Secret content) throws InvalidKey {
    if (content.size() == 0) {
      throw new InvalidKey("the file is empty");
    }
    KeyForm form = KeyForm.ofDer(content);
    if (!form.isPrivate()) {
      throw new InvalidKey("%s found, expected a private key".formatted(form));
    }
    return new PrivateKeyFile(form, content.slice(0, content.size()));
  }

  private static PrivateKeyFile ofPem(Secret content, List<PemBlock> blocks) throws InvalidKey {
    List<PrivateKeyFile> keys = new ArrayList<>();
    for (PemBlock block : blocks) {
      KeyForm form = KeyForm.ofLabel(block.label());
      if (form.isPrivate()) {
        keys.add(new PrivateKeyFile(form, block.der(content)));
      }
    }
    if (keys.size() == 1) {
      return keys.get(0);
    }
    if (keys.isEmpty()) {
      String found =
          blocks.stream()
              .map(PemBlock::label)
              .collect(Collectors.toCollection(TreeSet::new))
              .stream()
              .collect(Collectors.joining(", "));
      throw new InvalidKey(
          "no private key found, expected -----BEGIN PRIVATE KEY-----; found " + found);
    }
    throw new InvalidKey("%d private keys found, expected one".formatted(keys.size()));
  }

  /** Whether {@link #pkcs8(Secret)} is needed. */
  public boolean isEncrypted() {
    return form == KeyForm.ENCRYPTED_PKCS8;
  }

  /**
   * The key as an unencrypted PKCS#8 PrivateKeyInfo in DER, for {@code SigningKeys.fromPkcs8}.
   *
   * @throws InvalidKey when it is encrypted, does not hold what it says, or is of a kind not
   *     implemented
   */
  public Secret pkcs8() throws InvalidKey {
    if (isEncrypted()) {
      throw new InvalidKey("the private key is encrypted and no password was given");
    }
    return known(form.toPkcs8(der));
  }

  /**
   * The key, decrypted. A password for a key that needs none is an error: someone believes that the
   * file is protected.
   *
   * @param password its bytes, usually UTF-8
   * @throws InvalidKey as {@link #pkcs8()}, and when the password is wrong or the encryption is not
   *     implemented
   */
  public Secret pkcs8(Secret password) throws InvalidKey {
    if (!isEncrypted()) {
      throw new InvalidKey("a password was given and the private key is not encrypted");
    }
    return known(BcKeyPasswords.decrypt(der, password));
  }

  /** Not of a kind that we do not implement. */
  private static Secret known(Secret pkcs8) throws InvalidKey {
    KeyKind.ofPrivateKey(pkcs8);
    return pkcs8;
  }

  /** Names the form and nothing of the key. */
  @Override
  public String toString() {
    return "PrivateKeyFile[" + form + "]";
  }
}
