package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * A name the leaf must be for, as the suite wrote it.
 *
 * @param text a host name, an IP address, or a mailbox
 * @param mailbox which of them
 */
public record PeerName(String text, boolean mailbox) {
  private static final int RFC822_NAME = 1; // RFC 5280 §4.2.1.6
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  public static PeerName host(String hostOrAddress) {
    return new PeerName(hostOrAddress, false);
  }

  /**
   * The name for our validator.
   *
   * @throws IllegalArgumentException when it is no name at all
   */
  ReferenceIdentity identity() {
    return mailbox ? new ReferenceIdentity.Email(text) : ReferenceIdentity.of(text);
  }

  /**
   * Whether the alternative names, as another library reads them, hold this one: the same, or a
   * wildcard for the first label (RFC 9525 §6.3). For validators that know no names.
   *
   * @throws IllegalArgumentException when it is no name at all
   */
  boolean isIn(X509Certificate certificate) throws CertificateParsingException {
    ReferenceIdentity wanted = identity();
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names != null && names.stream().anyMatch(name -> is(wanted, name));
  }

  private static boolean is(ReferenceIdentity wanted, List<?> name) {
    int form = (Integer) name.get(0);
    if (wanted instanceof ReferenceIdentity.Dns dns && form == DNS_NAME) {
      return isHost(dns.name(), (String) name.get(1));
    }
    if (wanted instanceof ReferenceIdentity.Ip ip && form == IP_ADDRESS) {
      return isAddress(ip, (String) name.get(1));
    }
    return wanted instanceof ReferenceIdentity.Email email
        && form == RFC822_NAME
        && isMailbox(email.address(), (String) name.get(1));
  }

  private static boolean isHost(String wanted, String presented) {
    int dot = wanted.indexOf('.');
    boolean wildcard = presented.startsWith("*.") && dot > 0;
    return wildcard
        ? wanted.substring(dot).equalsIgnoreCase(presented.substring(1))
        : wanted.equalsIgnoreCase(presented);
  }

  /** The local part is compared as it is, the host without regard to case (RFC 5280 §7.5). */
  private static boolean isMailbox(String wanted, String presented) {
    int at = wanted.lastIndexOf('@');
    return wanted.equalsIgnoreCase(presented)
        && wanted.substring(0, at + 1).equals(presented.substring(0, at + 1));
  }

  private static boolean isAddress(ReferenceIdentity.Ip wanted, String presented) {
    try {
      return ReferenceIdentity.of(presented).equals(wanted);
    } catch (IllegalArgumentException e) {
      return false; // the JDK prints a malformed address as a range
    }
  }
}
