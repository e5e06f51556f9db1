package dev.clasp.tls.crypto.keyfile;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.bc.BcKeyForms;
import java.util.List;

/**
 * Public keys in files, PEM or DER: SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) or PKCS#1 (RFC 8017
 * §A.1.1).
 *
 * <p>CT: none; the key is public.
 */
public final class PublicKeyFile {
  private PublicKeyFile() {}

  /**
   * Reads the one public key.
   *
   * @param file the whole content
   * @throws InvalidKey when there is none or more than one, it is broken or of a kind not
   *     implemented
   */
  public static PublicKeyInfo read(Bytes file) throws InvalidKey {
    Secret content = Secret.copyOf(file); // it may hold a private key by mistake
    List<PemBlock> blocks = content.use(PemBlock::all);
    if (blocks.isEmpty()) {
      return read(KeyForm.ofDer(content), content);
    }
    List<PemBlock> keys =
        blocks.stream().filter(block -> KeyForm.ofLabel(block.label()).isPublic()).toList();
    if (keys.size() != 1) {
      throw new InvalidKey(
          "%d public keys found, expected one with -----BEGIN PUBLIC KEY-----"
              .formatted(keys.size()));
    }
    return read(KeyForm.ofLabel(keys.get(0).label()), keys.get(0).der(content));
  }

  private static PublicKeyInfo read(KeyForm form, Secret der) throws InvalidKey {
    if (!form.isPublic()) {
      throw new InvalidKey("%s found, expected a public key".formatted(form));
    }
    Bytes content = der.use(Bytes::copyOf);
    return PublicKeyInfo.decode(
        form == KeyForm.PUBLIC_PKCS1
            ? BcKeyForms.publicPkcs1(content)
            : BcKeyForms.subjectPublicKeyInfo(content));
  }
}
