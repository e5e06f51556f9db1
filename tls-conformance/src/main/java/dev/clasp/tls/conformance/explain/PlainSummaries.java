package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What both versions say of the same things, in a line. */
public final class PlainSummaries {
  private static final int SHOWN = 80; // characters of application data

  private PlainSummaries() {}

  /**
   * @param content of an alert record
   */
  public static String alert(Bytes content) {
    AlertDescription description = new AlertDescription(content.get(1));
    return description.equals(AlertDescription.CLOSE_NOTIFY)
        ? "close_notify: an orderly end; nothing was cut off."
        : description + ".";
  }

  /** Application data: text as text. */
  public static String data(Bytes content) {
    String text = new String(content.toArray(), StandardCharsets.ISO_8859_1);
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7F) && text.length() <= SHOWN
        ? "“%s”".formatted(text)
        : count(content.size(), "byte") + ".";
  }

  /**
   * @param chain in DER, the sender's own first; may be empty
   */
  public static String certificates(List<Bytes> chain) {
    if (chain.isEmpty()) {
      return "Has none.";
    }
    try {
      Certificate leaf = Certificate.parse(chain.get(0));
      return "%s, issued by %s; %s sent."
          .formatted(
              leaf.subject().toString().isEmpty() ? "A certificate without a name" : leaf.subject(),
              leaf.issuer(),
              count(chain.size(), "certificate"));
    } catch (DerException e) {
      return "What it holds is no certificate.";
    }
  }

  public static String count(int number, String what) {
    return "%d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }
}
