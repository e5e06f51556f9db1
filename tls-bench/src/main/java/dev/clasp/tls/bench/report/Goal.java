package dev.clasp.tls.bench.report;

import dev.clasp.tls.bench.operation.Peer;
import java.util.List;

/**
 * How fast or how frugal an operation is to be.
 *
 * @param id as the list of goals numbers it
 * @param operation name of the row
 * @param bound what it demands
 * @param jdk the JDK whose figures the goal is about; {@link #ANY_JDK} for all
 */
public record Goal(String id, String operation, Bound bound, int jdk) {
  public static final int ANY_JDK = 0;

  private static final int KIB = 1024;

  /**
   * To be faster than a peer.
   *
   * @param ratio at least this, the peer's median divided by Clasp's
   */
  public Goal(String id, String operation, Peer peer, double ratio, int jdk) {
    this(id, operation, new Bound.Faster(peer, ratio), jdk);
  }

  /** What came of it. */
  public enum Verdict {
    MET("met"),
    NOT_MET("not met"),
    /** The goal is about another JDK. */
    OTHER_JDK("about another JDK"),
    NOT_MEASURED("not measured");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * All goals that a row can tell about.
   *
   * <p>P6's comparison with OpenSSL is not among them: it is no peer in this JVM.
   */
  public static final List<Goal> ALL =
      List.of(
          new Goal("P1", "handshake.p256", Peer.JDK, 6, 25),
          new Goal("P1", "handshake.p256", Peer.JDK, 12, 17),
          new Goal("P1", "handshake.p256", Peer.BC, 4, ANY_JDK),
          new Goal("P1", "handshake.p256", Peer.CONSCRYPT, 1, ANY_JDK),
          new Goal("P5", "handshake.p256", new Bound.Allocates(60 * KIB), ANY_JDK),
          new Goal(
              "P2",
              "handshake.p256.X25519MLKEM768",
              new Bound.TimesAnother("handshake.p256", 1.35),
              ANY_JDK),
          new Goal("P2", "handshake.p256.X25519MLKEM768", Peer.BC, 4, ANY_JDK),
          new Goal("P3", "handshake.resumed", Peer.JDK, 5, 25),
          new Goal("P3", "handshake.resumed", Peer.CONSCRYPT, 1.5, ANY_JDK),
          new Goal("P4", "record.16384", Peer.JDK, 1.6, 25),
          new Goal("P5", "record.16384", new Bound.AllocatesBeside(Peer.CIPHER, 0), ANY_JDK),
          new Goal("P5", "memory.idle", new Bound.AtMost(6 * KIB, "B"), ANY_JDK),
          new Goal("P4", "record.16384", Peer.CIPHER, 0.8, ANY_JDK),
          new Goal("P6", "x25519.agreement", Peer.JDK, 3, 25),
          new Goal("P6", "x25519.agreement", Peer.BC, 1.6, ANY_JDK),
          new Goal("P6", "x25519.keygen", Peer.JDK, 10, 25),
          new Goal("P6", "x25519.keygen", Peer.BC, 4, ANY_JDK),
          new Goal("P7", "p256.agreement", Peer.JDK, 6, 25),
          new Goal("P7", "p256.agreement", Peer.BC, 2, ANY_JDK),
          new Goal("P7", "p256.keygen", Peer.JDK, 7, 25),
          new Goal("P7", "p256.keygen", Peer.BC, 4, ANY_JDK),
          new Goal("P7", "ecdsa-p256.sign", Peer.JDK, 5, 25),
          new Goal("P7", "ecdsa-p256.sign", Peer.BC, 2.4, ANY_JDK),
          new Goal("P7", "ecdsa-p256.verify", Peer.JDK, 8, 25),
          new Goal("P7", "ecdsa-p256.verify", Peer.BC, 1.1, ANY_JDK),
          new Goal("P8", "mlkem768.keygen", Peer.JDK, 1, 25),
          new Goal("P8", "mlkem768.keygen", Peer.BC, 2, ANY_JDK),
          new Goal("P8", "mlkem768.encaps", Peer.JDK, 1, 25),
          new Goal("P8", "mlkem768.encaps", Peer.BC, 2, ANY_JDK),
          new Goal("P8", "mlkem768.decaps", Peer.JDK, 1, 25),
          new Goal("P8", "mlkem768.decaps", Peer.BC, 2, ANY_JDK),
          new Goal("P9", "x509.parse.leaf", Peer.JDK, 7, ANY_JDK),
          new Goal("P9", "x509.path", Peer.JDK, 3, ANY_JDK));

  /** The goals about a row. */
  public static List<Goal> of(Row row) {
    return ALL.stream().filter(goal -> goal.operation().equals(row.name())).toList();
  }

  /**
   * Judges a row.
   *
   * @param all of the same run
   * @param runningJdk the feature release it was measured on
   */
  public Verdict judge(Row row, List<Row> all, int runningJdk) {
    if (jdk != ANY_JDK && jdk != runningJdk) {
      return Verdict.OTHER_JDK;
    }
    return bound
        .figure(row, all)
        .map(figure -> bound.isMetBy(figure) ? Verdict.MET : Verdict.NOT_MET)
        .orElse(Verdict.NOT_MEASURED);
  }
}
