package dev.clasp.tls.crypto.hpke;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Hkdf;
import dev.clasp.tls.crypto.Secret;
import java.nio.charset.StandardCharsets;

/**
 * HKDF with labels (RFC 9180 §4).
 *
 * @param suiteId of the part of HPKE that derives
 */
record LabeledKdf(Hkdf hkdf, Bytes suiteId) {
  private static final Bytes VERSION = ascii("HPKE-v1");

  /** LabeledExtract: {@code Nh} bytes. */
  Secret extract(Secret salt, String label, Secret ikm) {
    Secret labeled = Secret.copyOf(Bytes.concat(VERSION, suiteId, ascii(label))).plus(ikm);
    Secret prk = hkdf.extract(salt, labeled);
    labeled.destroy();
    return prk;
  }

  /** LabeledExtract of what is not secret, without a salt. */
  Bytes extractPublic(String label, Bytes ikm) {
    return extract(Secret.zeros(0), label, Secret.copyOf(ikm)).use(Bytes::copyOf);
  }

  /** LabeledExpand. */
  Secret expand(Secret prk, String label, Bytes info, int length) {
    Bytes labeled =
        Bytes.concat(Bytes.of(length >> 8, length), VERSION, suiteId, ascii(label), info);
    return hkdf.expand(prk, labeled, length);
  }

  private static Bytes ascii(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
  }
}
