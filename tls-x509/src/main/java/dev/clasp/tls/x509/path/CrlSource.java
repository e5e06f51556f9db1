package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.DistributionPoint;
import dev.clasp.tls.x509.GeneralName;
import dev.clasp.tls.x509.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where CRLs come from. Those of {@link #of} are the ones at hand; whoever wants to fetch some
 * implements this. Nothing here ever does. Thread-safe.
 */
public interface CrlSource {
  /** CRLs that may cover the certificate, complete and delta; the useless ones do no harm. */
  List<Crl> crlsFor(Certificate certificate);

  /** Exactly these. */
  static CrlSource of(Collection<Crl> crls) {
    Map<Name, List<Crl>> byIssuer = new HashMap<>();
    crls.forEach(
        crl -> byIssuer.computeIfAbsent(crl.issuer(), issuer -> new ArrayList<>()).add(crl));
    return certificate -> {
      Set<Name> issuers = new LinkedHashSet<>(Set.of(certificate.issuer()));
      certificate.extensions().crlDistributionPoints().stream()
          .map(DistributionPoint::crlIssuer)
          .flatMap(List::stream)
          .filter(GeneralName.Directory.class::isInstance)
          .forEach(issuer -> issuers.add(((GeneralName.Directory) issuer).name()));
      return issuers.stream()
          .flatMap(issuer -> byIssuer.getOrDefault(issuer, List.of()).stream())
          .toList();
    };
  }
}
