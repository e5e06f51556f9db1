package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.GeneralName;
import java.util.List;
import java.util.Optional;

/** Whom one wants to talk to (RFC 9525 §6.1). */
public sealed interface ReferenceIdentity {

  /** A host name in A-labels, lower case, without a final dot. */
  record Dns(String name) implements ReferenceIdentity {
    @Override
    public String toString() {
      return name;
    }
  }

  /** An IP address of 4 or 16 octets. */
  record Ip(Bytes octets) implements ReferenceIdentity {
    @Override
    public String toString() {
      return IpAddress.format(octets);
    }
  }

  /** A mailbox, for client certificates. */
  record Email(String address) implements ReferenceIdentity {
    @Override
    public String toString() {
      return address;
    }
  }

  /**
   * The host name or IP address a user typed. Names in other scripts are turned into A-labels.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static ReferenceIdentity of(String hostOrAddress) {
    Optional<Bytes> address = IpAddress.parse(hostOrAddress);
    return address.<ReferenceIdentity>map(Ip::new).orElseGet(() -> dns(hostOrAddress));
  }

  /**
   * A host name.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Dns dns(String name) {
    String relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String ascii = DnsName.lower(Idna.toAscii(relative));
    if (!DnsName.isResolvable(ascii) || DnsName.endsInNumber(ascii)) {
      throw new IllegalArgumentException("not a host name: " + name);
    }
    return new Dns(ascii);
  }

  /** Whether the certificate is for this name (RFC 9525 §6). Says nothing about believing it. */
  default boolean matches(Certificate certificate) {
    return ServiceIdentity.match(certificate, this).isPresent();
  }

  /** The identifiers in the certificate that could have matched, for messages. */
  default List<String> presented(Certificate certificate) {
    return certificate.extensions().subjectAltNames().stream()
        .map(
            name -> {
              if (name instanceof GeneralName.Dns dns) {
                return dns.name();
              }
              return name instanceof GeneralName.Ip ip ? IpAddress.format(ip.octets()) : "";
            })
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
