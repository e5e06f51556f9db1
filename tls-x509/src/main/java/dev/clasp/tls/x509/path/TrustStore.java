package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Name;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where trust anchors are found. Nothing is judged when they are loaded: an anchor nobody needs can
 * be as odd as it likes. Implementable by users; thread-safe.
 */
public interface TrustStore {
  /** All anchors with this name, the most promising first. */
  List<TrustAnchor> findBySubject(Name subject);

  /** Whether this very certificate is an anchor. */
  default boolean contains(Certificate certificate) {
    for (TrustAnchor anchor : findBySubject(certificate.subject())) {
      if (anchor.certificate().equals(certificate)) {
        return true;
      }
    }
    return false;
  }

  /** Exactly these certificates. */
  static TrustStore of(Collection<Certificate> certificates) {
    Map<Name, List<TrustAnchor>> bySubject = new LinkedHashMap<>();
    for (Certificate certificate : certificates) {
      bySubject
          .computeIfAbsent(certificate.subject(), name -> new ArrayList<>())
          .add(new TrustAnchor(certificate));
    }
    bySubject.replaceAll((subject, anchors) -> List.copyOf(anchors));
    return subject -> bySubject.getOrDefault(subject, List.of());
  }

  static TrustStore of(Certificate... certificates) {
    return of(List.of(certificates));
  }

  /** Every certificate of a PEM text. */
  static TrustStore ofPem(String pem) throws DerException {
    return of(Certificate.fromPem(pem));
  }

  /** Every certificate of a PEM file, such as a distribution's {@code ca-certificates.crt}. */
  static TrustStore ofPemFile(Path file) throws IOException, DerException {
    return ofPem(Files.readString(file, StandardCharsets.ISO_8859_1));
  }

  /**
   * Every certificate of the files of a directory, in PEM or DER, such as {@code /etc/ssl/certs};
   * its subdirectories are left out.
   */
  static TrustStore ofDirectory(Path directory) throws IOException, DerException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(Files::isRegularFile).sorted().toList();
    }
    Set<Certificate> certificates = new LinkedHashSet<>(); // hashed links name many twice
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      if (content.length > 0 && content[0] == Tag.SEQUENCE) {
        certificates.add(Certificate.parse(Bytes.copyOf(content)));
      } else {
        certificates.addAll(Certificate.fromPem(new String(content, StandardCharsets.ISO_8859_1)));
      }
    }
    return of(certificates);
  }

  /** The anchors of both, ours first. */
  default TrustStore or(TrustStore other) {
    return subject -> {
      List<TrustAnchor> anchors = new ArrayList<>(findBySubject(subject));
      anchors.addAll(other.findBySubject(subject));
      return List.copyOf(anchors);
    };
  }
}
