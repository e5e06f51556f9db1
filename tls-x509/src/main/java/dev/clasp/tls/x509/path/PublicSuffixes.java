package dev.clasp.tls.x509.path;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The domains below which anyone can register (publicsuffix.org), ICANN's and private ones alike: a
 * wildcard for one of them would speak for strangers. Immutable.
 */
public final class PublicSuffixes {
  private static final Path JDK_FILE = Path.of("lib", "security", "public_suffix_list.dat");

  private final Set<String> suffixes = new HashSet<>();
  private final Set<String> wildcardParents = new HashSet<>();
  private final Set<String> exceptions = new HashSet<>();

  private PublicSuffixes(Collection<String> rules) {
    for (String rule : rules) {
      if (rule.startsWith("!")) {
        exceptions.add(ascii(rule.substring(1)));
      } else if (rule.startsWith("*.")) {
        wildcardParents.add(ascii(rule.substring(2)));
      } else {
        suffixes.add(ascii(rule));
      }
    }
  }

  private static String ascii(String rule) {
    return DnsName.lower(Idna.toAscii(rule));
  }

  /** Rules as the list writes them: {@code co.uk}, {@code *.ck}, {@code !www.ck}. */
  public static PublicSuffixes of(Collection<String> rules) {
    return new PublicSuffixes(rules);
  }

  /**
   * The list that comes with a JDK: a zip file with an entry for each top-level domain, its lines
   * marked as ICANN's (00) or private (01).
   *
   * @param javaHome its directory, as in the system property {@code java.home}
   */
  public static PublicSuffixes ofJdk(Path javaHome) throws IOException {
    List<String> rules = new ArrayList<>();
    try (InputStream file = Files.newInputStream(javaHome.resolve(JDK_FILE));
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String lines = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        lines
            .lines()
            .filter(line -> line.length() > 1)
            .forEach(line -> rules.add(line.substring(1)));
      }
    }
    return new PublicSuffixes(rules);
  }

  /** Whether the domain itself, in A-labels, is a public suffix. */
  public boolean contains(String domain) {
    String name = DnsName.lower(domain);
    if (exceptions.contains(name)) {
      return false;
    }
    int dot = name.indexOf('.');
    return suffixes.contains(name) || dot > 0 && wildcardParents.contains(name.substring(dot + 1));
  }
}
