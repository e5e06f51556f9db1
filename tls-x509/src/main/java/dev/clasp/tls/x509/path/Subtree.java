package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.GeneralName;
import java.util.Optional;

/** Which names are in a subtree of name constraints, form by form (RFC 5280 §4.2.1.10). */
final class Subtree {
  private Subtree() {}

  /** Whether the form is one with rules for subtrees, and the name is well formed for them. */
  static boolean isComparable(GeneralName name) {
    if (name instanceof GeneralName.Uri uri) {
      return uriHost(uri.uri()).isPresent();
    }
    if (name instanceof GeneralName.Email email) {
      return Mailbox.isValid(email.address());
    }
    return name instanceof GeneralName.Dns
        || name instanceof GeneralName.Ip
        || name instanceof GeneralName.Directory;
  }

  /** Whether the text of a constraint is as its form demands (§4.2.1.10). */
  static boolean isValidBase(GeneralName base) {
    if (base instanceof GeneralName.Dns dns) {
      return dns.name().isEmpty() || DnsName.isValid(dns.name());
    }
    if (base instanceof GeneralName.Email email) {
      return email.address().contains("@")
          ? Mailbox.isValid(email.address())
          : isHostOrDomain(email.address());
    }
    return !(base instanceof GeneralName.Uri uri) || isHostOrDomain(uri.uri());
  }

  private static boolean isHostOrDomain(String text) {
    return DnsName.isValid(text.startsWith(".") ? text.substring(1) : text);
  }

  /** Whether all that the name stands for lies in the subtree; both have the same form. */
  static boolean contains(GeneralName base, GeneralName name) {
    if (base instanceof GeneralName.Dns tree && name instanceof GeneralName.Dns dns) {
      return dnsContains(tree.name(), dns.name());
    }
    if (base instanceof GeneralName.Ip tree && name instanceof GeneralName.Ip ip) {
      return ipContains(tree.octets(), ip.octets());
    }
    if (base instanceof GeneralName.Directory tree && name instanceof GeneralName.Directory dn) {
      return dn.name().isWithin(tree.name());
    }
    if (base instanceof GeneralName.Email tree && name instanceof GeneralName.Email email) {
      return tree.address().contains("@")
          ? Mailbox.equal(tree.address(), email.address())
          : hostOrDomainContains(tree.address(), Mailbox.host(email.address()));
    }
    return base instanceof GeneralName.Uri tree
        && name instanceof GeneralName.Uri uri
        && uriHost(uri.uri()).filter(host -> hostOrDomainContains(tree.uri(), host)).isPresent();
  }

  /** Whether anything the name stands for lies in the subtree; a wildcard stands for much. */
  static boolean intersects(GeneralName base, GeneralName name) {
    if (base instanceof GeneralName.Dns tree
        && name instanceof GeneralName.Dns dns
        && dns.name().startsWith("*.")) {
      String parent = DnsName.lower(dns.name().substring(2));
      String root = DnsName.lower(tree.name());
      int dot = root.indexOf('.');
      boolean rootIsOneOfThem = dot > 0 && root.substring(dot + 1).equals(parent);
      return rootIsOneOfThem || contains(base, name);
    }
    return contains(base, name);
  }

  /** {@code *.example.com} lies in {@code example.com} but not in {@code www.example.com}. */
  private static boolean dnsContains(String base, String name) {
    if (base.startsWith(".")) { // not in the RFC; in use for "subdomains only"
      return DnsName.lower(name).endsWith(DnsName.lower(base));
    }
    return DnsName.isWithin(name, base);
  }

  private static boolean ipContains(Bytes addressAndMask, Bytes address) {
    int size = address.size();
    if (addressAndMask.size() != 2 * size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      int mask = addressAndMask.get(size + i);
      if ((address.get(i) & mask) != (addressAndMask.get(i) & mask)) {
        return false;
      }
    }
    return true;
  }

  /** A host is itself only; a domain, which starts with a dot, is all hosts below it. */
  private static boolean hostOrDomainContains(String base, String host) {
    return base.startsWith(".")
        ? DnsName.lower(host).endsWith(DnsName.lower(base))
        : host.equalsIgnoreCase(base);
  }

  /** The host of a URI with an authority (RFC 3986 §3.2.2), if it is a name. */
  private static Optional<String> uriHost(String uri) {
    int authority = uri.indexOf("://");
    if (authority <= 0) {
      return Optional.empty();
    }
    String rest = uri.substring(authority + 3).split("[/?#]", 2)[0];
    String hostAndPort = rest.substring(rest.lastIndexOf('@') + 1);
    String host = hostAndPort.replaceFirst(":[0-9]*$", "");
    return DnsName.isResolvable(host) && !DnsName.endsInNumber(host)
        ? Optional.of(host)
        : Optional.empty();
  }

  /** For messages. */
  static String text(GeneralName name) {
    if (name instanceof GeneralName.Dns dns) {
      return "dNSName \"%s\"".formatted(dns.name());
    }
    if (name instanceof GeneralName.Ip ip) {
      int half = ip.octets().size() / 2;
      boolean range = ip.octets().size() == 8 || ip.octets().size() == 32;
      return range
          ? "iPAddress %s mask %s"
              .formatted(
                  IpAddress.format(ip.octets().first(half)),
                  IpAddress.format(ip.octets().last(half)))
          : "iPAddress " + IpAddress.format(ip.octets());
    }
    if (name instanceof GeneralName.Directory directory) {
      return "directoryName \"%s\"".formatted(directory.name());
    }
    if (name instanceof GeneralName.Email email) {
      return "rfc822Name \"%s\"".formatted(email.address());
    }
    if (name instanceof GeneralName.Uri uri) {
      return "URI \"%s\"".formatted(uri.uri());
    }
    return name.toString();
  }
}
