package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.CrlEntry;
import dev.clasp.tls.x509.DistributionPoint;
import dev.clasp.tls.x509.GeneralName;
import dev.clasp.tls.x509.IssuingDistributionPoint;
import dev.clasp.tls.x509.Name;
import dev.clasp.tls.x509.RevocationReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The CRL validation of RFC 5280 §6.3.3, for one certificate after the other. */
final class CrlChecks {
  private static final int ALL_REASONS = 0b1_1111_1110; // bits 1 to 8; bit 0 is unused (§4.2.1.13)

  private final CrlTrust trust;

  CrlChecks(CrlTrust trust) {
    this.trust = trust;
  }

  /** One run over all distribution points; its fields are the variables of §6.3.2. */
  private final class Run {
    private final Certificate certificate;
    private final List<Crl> crls;
    private final List<String> why = new ArrayList<>();
    private int reasonsMask;
    private Optional<RevocationStatus.Revoked> revoked = Optional.empty();

    Run(Certificate certificate, List<Crl> crls) {
      this.certificate = certificate;
      this.crls = crls;
    }

    RevocationStatus status() {
      for (DistributionPoint point : certificate.extensions().crlDistributionPoints()) {
        consult(point);
      }
      // The last paragraph of §6.3.3: what no point covers, the issuer's own CRLs may.
      consult(
          new DistributionPoint(
              Optional.of(
                  new DistributionPoint.PointName.FullName(
                      List.of(new GeneralName.Directory(certificate.issuer())))),
              OptionalInt.empty(),
              List.of()));
      if (revoked.isPresent()) {
        return revoked.get();
      }
      if (reasonsMask == ALL_REASONS) {
        return new RevocationStatus.Good();
      }
      if (crls.isEmpty()) {
        why.add("no CRL of %s is at hand".formatted(certificate.issuer()));
      } else if (why.isEmpty()) {
        why.add("the CRLs at hand do not cover all reasons");
      }
      return new RevocationStatus.Unknown(why);
    }

    private void consult(DistributionPoint point) {
      for (Crl crl : crls) {
        if (revoked.isPresent() || reasonsMask == ALL_REASONS) {
          return;
        }
        if (crl.baseCrlNumber().isEmpty()) {
          consult(point, crl);
        }
      }
    }

    private void consult(DistributionPoint point, Crl complete) {
      if (!covers(point, complete)) {
        return;
      }
      int interim = interimReasons(point, complete); // (d)
      if ((interim & ~reasonsMask) == 0) {
        return; // (e): nothing new
      }
      Optional<String> unusable = trust.fault(complete, certificate);
      if (unusable.isPresent()) {
        why.add(complete + ": " + unusable.get());
        return;
      }
      Optional<CrlEntry> entry = deltaEntry(point, complete); // (i)
      if (entry.isEmpty()) {
        entry = find(complete); // (j)
      }
      entry
          .filter(found -> found.reason() != RevocationReason.REMOVE_FROM_CRL) // (k)
          .ifPresent(
              found ->
                  revoked =
                      Optional.of(
                          new RevocationStatus.Revoked(found.reason(), found.revocationDate())));
      reasonsMask |= interim; // (l)
    }

    /** (c), (h), (i): what a usable delta of this complete CRL says. */
    private Optional<CrlEntry> deltaEntry(DistributionPoint point, Crl complete) {
      for (Crl delta : crls) {
        if (delta.baseCrlNumber().isPresent()
            && covers(point, delta)
            && isDeltaOf(delta, complete)
            && trust.fault(delta, certificate).isEmpty()) {
          Optional<CrlEntry> entry = find(delta);
          if (entry.isPresent()) {
            return entry;
          }
        }
      }
      return Optional.empty();
    }

    private Optional<CrlEntry> find(Crl crl) {
      return crl.find(certificate.serialNumber(), certificate.issuer());
    }

    /** (b): whether the CRL's issuer and scope fit this point and this certificate. */
    private boolean covers(DistributionPoint point, Crl crl) {
      Optional<IssuingDistributionPoint> scope = crl.issuingDistributionPoint();
      boolean indirect = scope.map(IssuingDistributionPoint::indirectCrl).orElse(false);
      boolean byOther = !point.crlIssuer().isEmpty();
      boolean issuerFits =
          byOther
              ? indirect && point.crlIssuer().contains(new GeneralName.Directory(crl.issuer()))
              : crl.issuer().equals(certificate.issuer());
      if (!issuerFits || scope.isEmpty()) {
        return issuerFits;
      }
      boolean ca = ProfileChecks.isCa(certificate);
      return !scope.get().onlyContainsAttributeCerts()
          && !(scope.get().onlyContainsUserCerts() && ca)
          && !(scope.get().onlyContainsCaCerts() && !ca)
          && namesMeet(point, scope.get(), crl.issuer());
    }

    /** (b)(2)(i): some name of the CRL's point is one of the certificate's point. */
    private boolean namesMeet(
        DistributionPoint point, IssuingDistributionPoint scope, Name crlIssuer) {
      if (scope.name().isEmpty()) {
        return true;
      }
      List<GeneralName> offered = scope.name().get().fullNames(crlIssuer);
      List<GeneralName> wanted =
          point.name().map(name -> name.fullNames(crlIssuer)).orElse(point.crlIssuer());
      return wanted.stream().anyMatch(offered::contains);
    }
  }

  /** What the CRLs say of one certificate. */
  RevocationStatus status(Certificate certificate, List<Crl> crls) {
    return new Run(certificate, crls).status();
  }

  /** (d). */
  private static int interimReasons(DistributionPoint point, Crl crl) {
    int ofPoint = point.reasons().orElse(ALL_REASONS);
    int ofCrl =
        crl.issuingDistributionPoint()
            .map(IssuingDistributionPoint::onlySomeReasons)
            .orElse(OptionalInt.empty())
            .orElse(ALL_REASONS);
    return ofPoint & ofCrl & ALL_REASONS;
  }

  /** (c), and §5.2.4: same issuer, scope and key, and numbers that join. */
  private static boolean isDeltaOf(Crl delta, Crl complete) {
    BigInteger base = delta.baseCrlNumber().orElseThrow();
    return delta.issuer().equals(complete.issuer())
        && delta.issuingDistributionPoint().equals(complete.issuingDistributionPoint())
        && delta.authorityKeyIdentifier().equals(complete.authorityKeyIdentifier())
        && complete.crlNumber().filter(number -> number.compareTo(base) >= 0).isPresent()
        && delta.crlNumber().isPresent()
        && complete.crlNumber().get().compareTo(delta.crlNumber().get()) < 0;
  }
}
