package dev.clasp.tls.bench.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Everything that can be measured. */
public final class Catalogue {
  private static final List<Subject> SUBJECTS = collect();

  private Catalogue() {}

  private static List<Subject> collect() {
    List<Subject> subjects = new ArrayList<>();
    subjects.addAll(KeyAgreements.subjects());
    subjects.addAll(Signatures.subjects());
    subjects.addAll(Encapsulations.subjects());
    subjects.addAll(KeyExchanges.subjects());
    subjects.addAll(AeadOperations.subjects());
    subjects.addAll(KeySchedules.subjects());
    subjects.addAll(Connections.subjects());
    subjects.addAll(SessionStores.subjects());
    subjects.addAll(CertificateParsing.subjects());
    subjects.addAll(PathValidations.subjects());
    subjects.addAll(RevocationLists.subjects());
    subjects.addAll(StapledResponses.subjects());
    return List.copyOf(subjects);
  }

  public static List<Subject> all() {
    return SUBJECTS;
  }

  /** What a quick run without a pattern measures. */
  public static List<Subject> quick() {
    return SUBJECTS.stream().filter(Subject::quick).toList();
  }

  /** The subjects in whose names the pattern is found; upper and lower case are the same. */
  public static List<Subject> matching(Pattern pattern) {
    return SUBJECTS.stream().filter(subject -> pattern.matcher(subject.name()).find()).toList();
  }

  /** The subject of that name. */
  public static Subject subject(String name) {
    return SUBJECTS.stream()
        .filter(subject -> subject.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no benchmark is named " + name));
  }
}
