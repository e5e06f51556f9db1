package dev.clasp.tls.handshake.psk;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls13Kdf;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.ImportedPsk;
import dev.clasp.tls.handshake.schedule.EarlySecret.PskKind;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that stand for an imported one, one for each hash (RFC 9258 §4.1).
 *
 * <pre>{@code
 * struct {
 *     opaque external_identity<1...2^16-1>;
 *     opaque context<0..2^16-1>;
 *     uint16 target_protocol;
 *     uint16 target_kdf;
 * } ImportedIdentity;
 *
 * epskx = HKDF-Extract(0, epsk)
 * ipskx = HKDF-Expand-Label(epskx, "derived psk", Hash(ImportedIdentity), L)
 * }</pre>
 */
public final class PskImporter {
  private static final int HKDF_SHA256 = 1;
  private static final int HKDF_SHA384 = 2;

  private PskImporter() {}

  /** For TLS 1.3 with SHA-256, then with SHA-384. */
  public static List<PreSharedKey> keys(ImportedPsk imported, Hashes hashes) {
    return Stream.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384)
        .map(target -> key(imported, target, hashes))
        .toList();
  }

  /** The one of some with this identity. */
  public static Optional<PreSharedKey> find(
      List<ImportedPsk> imported, Bytes identity, Hashes hashes) {
    return imported.stream()
        .flatMap(psk -> keys(psk, hashes).stream())
        .filter(key -> key.identity().equals(identity))
        .findFirst();
  }

  private static PreSharedKey key(ImportedPsk imported, HashAlgorithm target, Hashes hashes) {
    ExternalPsk external = imported.external();
    Bytes identity = identity(imported, target);
    // "The hash function used for HKDF is that which is associated with the EPSK"
    Tls13Kdf kdf = new Tls13Kdf(hashes, external.hash());
    Secret epskx = kdf.extract(Secret.zeros(external.hash().length()), external.key());
    Secret ipskx =
        kdf.expandLabel(
            epskx, "derived psk", hashes.digest(external.hash(), identity), target.length());
    epskx.destroy();
    return new PreSharedKey(identity, PskKind.IMPORTED, ipskx, target, Optional.empty());
  }

  private static Bytes identity(ImportedPsk imported, HashAlgorithm target) {
    return new WireWriter()
        .opaque16("external_identity", imported.external().identity())
        .opaque16("context", imported.context())
        .uint16("target_protocol", ProtocolVersion.TLS13.value())
        .uint16("target_kdf", target == HashAlgorithm.SHA384 ? HKDF_SHA384 : HKDF_SHA256)
        .toBytes();
  }
}
