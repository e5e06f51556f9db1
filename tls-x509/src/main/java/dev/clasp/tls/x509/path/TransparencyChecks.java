package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.x509.AlgorithmIdentifier;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.OcspResponse;
import dev.clasp.tls.x509.OcspSingleResponse;
import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.SignedCertificateTimestamp;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.Oid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The client's side of certificate transparency (RFC 6962 §3.2, §5.2), over all three channels. */
final class TransparencyChecks {
  private static final int V1 = 0;
  private static final int SHA256 = 4; // as TLS 1.2 numbers them (RFC 5246 §7.4.1.4.1)
  private static final int RSA = 1;
  private static final int ECDSA = 3;
  private static final AlgorithmIdentifier SHA256_WITH_RSA =
      new AlgorithmIdentifier(Oid.of("1.2.840.113549.1.1.11"), Bytes.of(0x05, 0x00));
  private static final AlgorithmIdentifier ECDSA_WITH_SHA256 =
      new AlgorithmIdentifier(Oid.of("1.2.840.10045.4.3.2"), Bytes.empty());

  private final Settings settings;
  private final TransparencyPolicy policy;
  private final Spending spending;

  TransparencyChecks(Settings settings, TransparencyPolicy policy, Spending spending) {
    this.settings = settings;
    this.policy = policy;
    this.spending = spending;
  }

  void check(Certificate leaf, Certificate issuer, Findings findings) {
    Bytes certificateEntry = Bytes.of(0, 0).plus(vector24(leaf.der()));
    Set<String> operators = new HashSet<>();
    List<String> faults = new ArrayList<>();
    for (SignedCertificateTimestamp sent : sent(faults)) {
      operator(sent, certificateEntry, faults).ifPresent(operators::add);
    }
    if (!leaf.extensions().timestamps().isEmpty()) {
      Bytes precertificateEntry = precertificateEntry(leaf, issuer);
      for (SignedCertificateTimestamp embedded : leaf.extensions().timestamps()) {
        operator(embedded, precertificateEntry, faults).ifPresent(operators::add);
      }
    }
    if (operators.size() < policy.operators()) {
      findings.add(
          Rule.TRANSPARENCY,
          leaf,
          "%d log operators have promised to show it, expected %d %s"
              .formatted(operators.size(), policy.operators(), faults));
    }
  }

  /** What came in the handshake itself, and in stapled OCSP responses. */
  private List<SignedCertificateTimestamp> sent(List<String> faults) {
    List<SignedCertificateTimestamp> sent = new ArrayList<>();
    for (Bytes list : settings.evidence().timestampLists()) {
      try {
        sent.addAll(SignedCertificateTimestamp.decodeList(list));
      } catch (DerException e) {
        faults.add(e.getMessage());
      }
    }
    // The response's own signature does not matter here: the log's is on the certificate.
    for (Bytes response : settings.evidence().ocspResponses()) {
      try {
        for (OcspSingleResponse single : OcspResponse.parse(response).responses()) {
          sent.addAll(single.timestamps());
        }
      } catch (DerException e) {
        faults.add(e.getMessage());
      }
    }
    return sent;
  }

  /** §3.2: the log signs the certificate without its promises, and who issued it. */
  private Bytes precertificateEntry(Certificate leaf, Certificate issuer) {
    Bytes issuerKeyHash =
        policy.hashes().digest(HashAlgorithm.SHA256, issuer.subjectPublicKeyInfo());
    return Bytes.concat(
        Bytes.of(0, 1), issuerKeyHash, vector24(leaf.tbsCertificateWithout(Oids.SCT_LIST)));
  }

  private static Bytes vector24(Bytes content) {
    int size = content.size();
    return Bytes.of(size >>> 16, size >>> 8, size).plus(content);
  }

  /** The operator whose promise this truly is. */
  private Optional<String> operator(
      SignedCertificateTimestamp timestamp, Bytes entry, List<String> faults) {
    Optional<TransparencyLog> log =
        policy.logs().stream()
            .filter(candidate -> logId(candidate).equals(timestamp.logId()))
            .findFirst();
    if (log.isEmpty()) {
      faults.add("unknown log " + timestamp.logId());
      return Optional.empty();
    }
    Optional<String> fault = fault(timestamp, log.get(), entry);
    fault.ifPresent(text -> faults.add(log.get().operator() + ": " + text));
    return fault.isPresent() ? Optional.empty() : log.map(TransparencyLog::operator);
  }

  private Bytes logId(TransparencyLog log) {
    return policy.hashes().digest(HashAlgorithm.SHA256, log.subjectPublicKeyInfo());
  }

  private Optional<String> fault(
      SignedCertificateTimestamp timestamp, TransparencyLog log, Bytes entry) {
    if (timestamp.version() != V1) {
      return Optional.of("version %d".formatted(timestamp.version()));
    }
    if (timestamp.timestamp().isAfter(settings.now())) {
      return Optional.of("timestamp %s is in the future".formatted(timestamp.timestamp()));
    }
    if (timestamp.timestamp().isAfter(log.trustedUntil())) {
      return Optional.of("timestamp is later than the log was trusted");
    }
    boolean known =
        timestamp.hashAlgorithm() == SHA256
            && (timestamp.signatureAlgorithm() == RSA || timestamp.signatureAlgorithm() == ECDSA);
    if (!known) {
      return Optional.of("signature algorithm is none of RFC 6962 §2.1.4");
    }
    AlgorithmIdentifier algorithm =
        timestamp.signatureAlgorithm() == RSA ? SHA256_WITH_RSA : ECDSA_WITH_SHA256;
    boolean valid =
        spending.signature()
            && settings
                    .signatures()
                    .check(
                        algorithm,
                        log.subjectPublicKeyInfo(),
                        signed(timestamp, entry),
                        timestamp.signature())
                == SignatureChecker.Outcome.VALID;
    return valid ? Optional.empty() : Optional.of("signature does not verify");
  }

  /** The digitally-signed struct of §3.2. */
  private static Bytes signed(SignedCertificateTimestamp timestamp, Bytes entry) {
    byte[] time =
        ByteBuffer.allocate(Long.BYTES).putLong(timestamp.timestamp().toEpochMilli()).array();
    int extensions = timestamp.extensions().size();
    return Bytes.concat(
        Bytes.of(V1, 0), // sct_version, signature_type certificate_timestamp
        Bytes.copyOf(time),
        entry,
        Bytes.of(extensions >>> 8, extensions),
        timestamp.extensions());
  }
}
