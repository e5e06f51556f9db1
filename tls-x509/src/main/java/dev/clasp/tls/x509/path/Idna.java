package dev.clasp.tls.x509.path;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** U-labels to A-labels (RFC 5891 §4), mapped to lower case and NFC first as RFC 5895 suggests. */
final class Idna {
  // RFC 3492 §5: the parameters of Punycode for IDNA.
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 0x80;
  private static final int MAX_NAME = 1000; // far more than 253 octets can hold; bounds the work

  private Idna() {}

  /** Each label that is not ASCII becomes {@code xn--…}; the others stay as they are. */
  static String toAscii(String name) {
    if (name.chars().allMatch(c -> c < INITIAL_N)) {
      return name;
    }
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException("host name of %d characters".formatted(name.length()));
    }
    String mapped =
        Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC)
            .replaceAll("[\u3002\uff0e\uff61]", "."); // RFC 5895 §2: ideographic full stops
    return Arrays.stream(mapped.split("\\.", -1))
        .map(Idna::labelToAscii)
        .collect(Collectors.joining("."));
  }

  private static String labelToAscii(String label) {
    boolean ascii = label.chars().allMatch(c -> c < INITIAL_N);
    return ascii ? label : "xn--" + punycode(label.codePoints().toArray());
  }

  /** RFC 3492 §6.3, its variables by their names there. */
  private static String punycode(int[] input) {
    StringBuilder output = new StringBuilder();
    for (int c : input) {
      if (c < INITIAL_N) {
        output.append((char) c);
      }
    }
    int basic = output.length();
    if (basic > 0) {
      output.append('-');
    }
    int n = INITIAL_N;
    int delta = 0;
    int bias = INITIAL_BIAS;
    int handled = basic;
    while (handled < input.length) {
      int least = Integer.MAX_VALUE;
      for (int c : input) {
        if (c >= n && c < least) {
          least = c;
        }
      }
      delta += (least - n) * (handled + 1);
      n = least;
      for (int c : input) {
        if (c < n) {
          delta++;
        }
        if (c == n) {
          appendInteger(output, delta, bias);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      n++;
    }
    return output.toString();
  }

  private static void appendInteger(StringBuilder output, int delta, int bias) {
    int q = delta;
    for (int k = BASE; ; k += BASE) {
      int t = Math.max(T_MIN, Math.min(T_MAX, k - bias));
      if (q < t) {
        output.append(digit(q));
        return;
      }
      output.append(digit(t + (q - t) % (BASE - t)));
      q = (q - t) / (BASE - t);
    }
  }

  private static int adapt(int delta, int points, boolean first) {
    int scaled = first ? delta / DAMP : delta / 2;
    scaled += scaled / points;
    int k = 0;
    while (scaled > (BASE - T_MIN) * T_MAX / 2) {
      scaled /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }
}
