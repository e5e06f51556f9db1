package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Extension;
import dev.clasp.tls.x509.OcspResponse;
import dev.clasp.tls.x509.OcspSingleResponse;
import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.Oid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The acceptance of OCSP responses of RFC 6960 §3.2. */
final class OcspChecks {
  /** Ours, as BoringSSL and browsers have it: what names no nextUpdate is stale after a week. */
  private static final Duration MAX_AGE = Duration.ofDays(7);

  private static final Oid SHA1 = Oid.of("1.3.14.3.2.26");
  private static final Map<Oid, HashAlgorithm> SHA2 =
      Map.of(
          Oid.of("2.16.840.1.101.3.4.2.1"), HashAlgorithm.SHA256,
          Oid.of("2.16.840.1.101.3.4.2.2"), HashAlgorithm.SHA384,
          Oid.of("2.16.840.1.101.3.4.2.3"), HashAlgorithm.SHA512);

  private final Settings settings;
  private final Hashes hashes;
  private final Spending spending;

  OcspChecks(Settings settings, Hashes hashes, Spending spending) {
    this.settings = settings;
    this.hashes = hashes;
    this.spending = spending;
  }

  /** What usable responses say of the certificate: revoked before good before unknown. */
  RevocationStatus status(Certificate certificate, Certificate issuer, List<Bytes> responses) {
    List<String> why = new ArrayList<>();
    boolean good = false;
    for (Bytes der : responses) {
      RevocationStatus status = one(certificate, issuer, der);
      if (status instanceof RevocationStatus.Revoked) {
        return status;
      }
      good |= status instanceof RevocationStatus.Good;
      if (status instanceof RevocationStatus.Unknown unknown) {
        why.addAll(unknown.why());
      }
    }
    return good ? new RevocationStatus.Good() : new RevocationStatus.Unknown(why);
  }

  private RevocationStatus one(Certificate certificate, Certificate issuer, Bytes der) {
    OcspResponse response;
    try {
      response = OcspResponse.parse(der);
    } catch (DerException e) {
      return unknown("OCSP response: " + e.getMessage());
    }
    Optional<String> fault = fault(response, issuer);
    if (fault.isPresent()) {
      return unknown("OCSP response: " + fault.get());
    }
    return said(response, certificate, issuer);
  }

  private RevocationStatus said(
      OcspResponse response, Certificate certificate, Certificate issuer) {
    boolean good = false;
    String last = "is about other certificates";
    for (OcspSingleResponse single : response.responses()) {
      if (!isAbout(single, certificate, issuer)) {
        continue;
      }
      Optional<String> fault = freshnessFault(single);
      if (fault.isPresent()) {
        last = fault.get();
      } else if (single.status() instanceof OcspSingleResponse.Status.Revoked revoked) {
        return new RevocationStatus.Revoked(revoked.reason(), revoked.revocationTime());
      } else if (single.status() instanceof OcspSingleResponse.Status.Good) {
        good = true;
      } else {
        last = "the responder does not know the certificate";
      }
    }
    return good ? new RevocationStatus.Good() : unknown("OCSP response: " + last);
  }

  /** §4.1.1. */
  private boolean isAbout(OcspSingleResponse single, Certificate certificate, Certificate issuer) {
    return single.serialNumber().equals(certificate.serialNumber())
        && hash(single.hashAlgorithm(), certificate.issuer().encoded())
            .filter(single.issuerNameHash()::equals)
            .isPresent()
        && hash(single.hashAlgorithm(), issuer.subjectPublicKey())
            .filter(single.issuerKeyHash()::equals)
            .isPresent();
  }

  private Optional<Bytes> hash(Oid algorithm, Bytes input) {
    return algorithm.equals(SHA1)
        ? Optional.of(hashes.sha1ForIdentifiers(input))
        : Optional.ofNullable(SHA2.get(algorithm)).map(sha2 -> hashes.digest(sha2, input));
  }

  /** §4.2.2.1, and the critical extensions of §4.4. */
  private Optional<String> freshnessFault(OcspSingleResponse single) {
    Instant now = settings.now();
    if (single.thisUpdate().isAfter(now)) {
      return Optional.of("thisUpdate %s is in the future".formatted(single.thisUpdate()));
    }
    Instant until = single.nextUpdate().orElse(single.thisUpdate().plus(MAX_AGE));
    if (until.isBefore(now)) {
      return Optional.of("is stale since %s".formatted(until));
    }
    return criticalExtension(single.extensions());
  }

  private static Optional<String> criticalExtension(Map<Oid, Extension> extensions) {
    return extensions.values().stream()
        .filter(extension -> extension.critical() && !extension.id().equals(Oids.OCSP_SCT_LIST))
        .map(extension -> "critical extension %s is not known".formatted(extension.id()))
        .findFirst();
  }

  /** §3.2 items 2 to 4: signed by the issuer, or by one it delegated to. */
  private Optional<String> fault(OcspResponse response, Certificate issuer) {
    Optional<String> critical = criticalExtension(response.extensions());
    if (critical.isPresent()) {
      return critical;
    }
    List<Certificate> signers = new ArrayList<>(List.of(issuer));
    response.certificates().stream()
        .filter(candidate -> isDelegated(candidate, issuer))
        .forEach(signers::add);
    boolean signed =
        signers.stream()
            .filter(signer -> isNamed(response.responder(), signer))
            .anyMatch(signer -> verifies(response, signer));
    return signed
        ? Optional.empty()
        : Optional.of("is not signed by the issuer or by whom it delegated to (RFC 6960 §3.2)");
  }

  private boolean isNamed(OcspResponse.Responder responder, Certificate signer) {
    if (responder instanceof OcspResponse.Responder.ByName byName) {
      return byName.name().equals(signer.subject());
    }
    Bytes keyHash = ((OcspResponse.Responder.ByKey) responder).keyHash();
    return keyHash.equals(hashes.sha1ForIdentifiers(signer.subjectPublicKey()));
  }

  /** §4.2.2.2: issued by this very issuer, for this very purpose, and valid now. */
  private boolean isDelegated(Certificate candidate, Certificate issuer) {
    boolean purpose =
        candidate
            .extensions()
            .extendedKeyUsage()
            .filter(purposes -> purposes.contains(Oids.OCSP_SIGNING))
            .isPresent();
    Findings findings = new Findings(Profile.RFC5280.rules());
    new CertificateChecks(settings.now(), new Signatures(settings.signatures(), spending))
        .check(candidate, Role.LEAF, findings);
    return purpose
        && candidate.issuer().equals(issuer.subject())
        && !findings.hasError()
        && isValid(
            () ->
                settings
                    .signatures()
                    .check(
                        candidate.signature(),
                        issuer.subjectPublicKeyInfo(),
                        candidate.tbsCertificate(),
                        candidate.signatureValue()));
  }

  private boolean verifies(OcspResponse response, Certificate signer) {
    return isValid(
        () ->
            settings
                .signatures()
                .check(
                    response.signatureAlgorithm(),
                    signer.subjectPublicKeyInfo(),
                    response.tbsResponseData(),
                    response.signature()));
  }

  private boolean isValid(Supplier<SignatureChecker.Outcome> check) {
    return spending.signature() && check.get() == SignatureChecker.Outcome.VALID;
  }

  private static RevocationStatus.Unknown unknown(String why) {
    return new RevocationStatus.Unknown(List.of(why));
  }
}
