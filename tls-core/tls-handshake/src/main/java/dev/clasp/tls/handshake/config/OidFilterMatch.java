package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.OidFilter;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.der.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a client's certificate is what the server's oid_filters ask for (RFC 9846 §4.3.5).
 *
 * <p>Key usage and extended key usage are recognised: the two the RFC defines rules for. "the
 * client MUST ignore and skip any unrecognized certificate extension OIDs."
 */
public final class OidFilterMatch {
  private static final String FIELD = "oid_filters";

  private OidFilterMatch() {}

  /** A filter whose value is not the DER of its extension matches nothing. */
  public static boolean matches(Certificate certificate, List<OidFilter> filters) {
    return filters.stream().allMatch(filter -> matches(certificate, filter));
  }

  /**
   * Whether a certificate is what a server asked for, also where the client may not have understood
   * it: an extension without a rule of its own has to be there, with this value unless it is empty.
   */
  public static boolean satisfies(Certificate certificate, List<OidFilter> filters) {
    return filters.stream()
        .allMatch(filter -> matches(certificate, filter) && contains(certificate, filter));
  }

  private static boolean contains(Certificate certificate, OidFilter filter) {
    try {
      Oid id =
          DerReader.only(filter.certificateExtensionOid(), Tag.OBJECT_IDENTIFIER, FIELD).asOid();
      Bytes values = filter.certificateExtensionValues();
      boolean hasRule = id.equals(Oids.KEY_USAGE) || id.equals(Oids.EXT_KEY_USAGE);
      return certificate
          .extensions()
          .find(id)
          .filter(found -> hasRule || values.isEmpty() || values.equals(found.value().bytes()))
          .isPresent();
    } catch (DerException e) {
      return false;
    }
  }

  /**
   * Checks what a server may ask for: "Any given OID MUST NOT appear more than once"; "The special
   * anyExtendedKeyUsage OID MUST NOT be used in the request."
   *
   * @throws IllegalArgumentException with the filter that is wrong
   */
  static void requireRequestable(List<OidFilter> filters) {
    Set<Oid> seen = new HashSet<>();
    for (OidFilter filter : filters) {
      try {
        Oid id =
            DerReader.only(filter.certificateExtensionOid(), Tag.OBJECT_IDENTIFIER, FIELD).asOid();
        if (!seen.add(id)) {
          throw new IllegalArgumentException("oidFilters: %s twice".formatted(id));
        }
        if (id.equals(Oids.EXT_KEY_USAGE)
            && purposes(filter.certificateExtensionValues())
                .contains(Oids.ANY_EXTENDED_KEY_USAGE)) {
          throw new IllegalArgumentException(
              "oidFilters: anyExtendedKeyUsage, which must not be asked for (RFC 9846 §4.3.5)");
        }
        if (id.equals(Oids.KEY_USAGE)) {
          keyUsageBits(filter.certificateExtensionValues());
        }
      } catch (DerException e) {
        throw new IllegalArgumentException("oidFilters: " + e.getMessage(), e);
      }
    }
  }

  private static boolean matches(Certificate certificate, OidFilter filter) {
    try {
      Bytes values = filter.certificateExtensionValues();
      Oid id =
          DerReader.only(filter.certificateExtensionOid(), Tag.OBJECT_IDENTIFIER, FIELD).asOid();
      if (id.equals(Oids.KEY_USAGE)) {
        return matchesKeyUsage(certificate, values);
      }
      return !id.equals(Oids.EXT_KEY_USAGE) || matchesExtendedKeyUsage(certificate, values);
    } catch (DerException e) {
      return false;
    }
  }

  /** "all key usage bits asserted in the request are also asserted" in the certificate */
  private static boolean matchesKeyUsage(Certificate certificate, Bytes values)
      throws DerException {
    KeyUsage.Bit[] bits = KeyUsage.Bit.values();
    int wanted = keyUsageBits(values);
    Set<KeyUsage.Bit> present =
        certificate.extensions().keyUsage().map(KeyUsage::bits).orElse(Set.of());
    for (KeyUsage.Bit bit : bits) {
      boolean asked = (wanted >> bit.ordinal() & 1) == 1;
      if (asked && !present.contains(bit)) {
        return false;
      }
    }
    return certificate.extensions().has(Oids.KEY_USAGE);
  }

  /** "all key purpose OIDs present in the request are also found" in the certificate */
  private static boolean matchesExtendedKeyUsage(Certificate certificate, Bytes values)
      throws DerException {
    Set<Oid> wanted = purposes(values);
    return certificate
        .extensions()
        .extendedKeyUsage()
        .map(present -> present.containsAll(wanted))
        .orElse(false);
  }

  private static int keyUsageBits(Bytes values) throws DerException {
    return DerReader.only(values, Tag.BIT_STRING, FIELD).asNamedBits(KeyUsage.Bit.values().length);
  }

  private static Set<Oid> purposes(Bytes values) throws DerException {
    Set<Oid> purposes = new HashSet<>();
    DerReader in = DerReader.only(values, Tag.SEQUENCE, FIELD).reader();
    while (!in.isEmpty()) {
      purposes.add(in.expect(Tag.OBJECT_IDENTIFIER, FIELD).asOid());
    }
    return purposes;
  }
}
