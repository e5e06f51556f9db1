package dev.clasp.tls.protocol;

import dev.clasp.tls.crypto.GroupAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * NamedGroup (RFC 9846 §4.3.7); unknown values are kept.
 *
 * @param value 0 to 0xFFFF
 */
public record NamedGroup(int value) {
  public static final NamedGroup SECP256R1 = new NamedGroup(23);
  public static final NamedGroup SECP384R1 = new NamedGroup(24);
  public static final NamedGroup SECP521R1 = new NamedGroup(25);
  public static final NamedGroup X25519 = new NamedGroup(29);
  public static final NamedGroup X448 = new NamedGroup(30);
  public static final NamedGroup BRAINPOOLP256R1TLS13 = new NamedGroup(31);
  public static final NamedGroup BRAINPOOLP384R1TLS13 = new NamedGroup(32);
  public static final NamedGroup BRAINPOOLP512R1TLS13 = new NamedGroup(33);
  public static final NamedGroup FFDHE2048 = new NamedGroup(256);
  public static final NamedGroup FFDHE3072 = new NamedGroup(257);
  public static final NamedGroup FFDHE4096 = new NamedGroup(258);
  public static final NamedGroup FFDHE6144 = new NamedGroup(259);
  public static final NamedGroup FFDHE8192 = new NamedGroup(260);
  public static final NamedGroup MLKEM512 = new NamedGroup(512);
  public static final NamedGroup MLKEM768 = new NamedGroup(513);
  public static final NamedGroup MLKEM1024 = new NamedGroup(514);
  public static final NamedGroup SECP256R1MLKEM768 = new NamedGroup(0x11EB);
  public static final NamedGroup X25519MLKEM768 = new NamedGroup(0x11EC);
  public static final NamedGroup SECP384R1MLKEM1024 = new NamedGroup(0x11ED);

  private static final Names<NamedGroup> NAMES =
      new Names<>(
          List.of(
              new Names.Entry<>(SECP256R1, "secp256r1"),
              new Names.Entry<>(SECP384R1, "secp384r1"),
              new Names.Entry<>(SECP521R1, "secp521r1"),
              new Names.Entry<>(X25519, "x25519"),
              new Names.Entry<>(X448, "x448"),
              new Names.Entry<>(BRAINPOOLP256R1TLS13, "brainpoolP256r1tls13"),
              new Names.Entry<>(BRAINPOOLP384R1TLS13, "brainpoolP384r1tls13"),
              new Names.Entry<>(BRAINPOOLP512R1TLS13, "brainpoolP512r1tls13"),
              new Names.Entry<>(FFDHE2048, "ffdhe2048"),
              new Names.Entry<>(FFDHE3072, "ffdhe3072"),
              new Names.Entry<>(FFDHE4096, "ffdhe4096"),
              new Names.Entry<>(FFDHE6144, "ffdhe6144"),
              new Names.Entry<>(FFDHE8192, "ffdhe8192"),
              new Names.Entry<>(MLKEM512, "MLKEM512"),
              new Names.Entry<>(MLKEM768, "MLKEM768"),
              new Names.Entry<>(MLKEM1024, "MLKEM1024"),
              new Names.Entry<>(SECP256R1MLKEM768, "SecP256r1MLKEM768"),
              new Names.Entry<>(X25519MLKEM768, "X25519MLKEM768"),
              new Names.Entry<>(SECP384R1MLKEM1024, "SecP384r1MLKEM1024")));

  public NamedGroup {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException("NamedGroup: %d, expected 16 bits".formatted(value));
    }
  }

  /** The code point of a name as IANA spells it; empty for a name we do not know. */
  public static java.util.Optional<NamedGroup> byName(String name) {
    return NAMES.byName(name);
  }

  /** Every code point with a name here, in registry order. */
  public static List<NamedGroup> known() {
    return NAMES.all();
  }

  /** The group that computes this code point; empty when it is unknown. */
  public Optional<GroupAlgorithm> algorithm() {
    return Optional.ofNullable(ALGORITHMS.get(this));
  }

  public static NamedGroup of(GroupAlgorithm algorithm) {
    return ALGORITHMS.entrySet().stream()
        .filter(entry -> entry.getValue() == algorithm)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static final Map<NamedGroup, GroupAlgorithm> ALGORITHMS =
      Map.ofEntries(
          Map.entry(SECP256R1, GroupAlgorithm.SECP256R1),
          Map.entry(SECP384R1, GroupAlgorithm.SECP384R1),
          Map.entry(SECP521R1, GroupAlgorithm.SECP521R1),
          Map.entry(X25519, GroupAlgorithm.X25519),
          Map.entry(X448, GroupAlgorithm.X448),
          Map.entry(BRAINPOOLP256R1TLS13, GroupAlgorithm.BRAINPOOLP256R1),
          Map.entry(BRAINPOOLP384R1TLS13, GroupAlgorithm.BRAINPOOLP384R1),
          Map.entry(BRAINPOOLP512R1TLS13, GroupAlgorithm.BRAINPOOLP512R1),
          Map.entry(FFDHE2048, GroupAlgorithm.FFDHE2048),
          Map.entry(FFDHE3072, GroupAlgorithm.FFDHE3072),
          Map.entry(FFDHE4096, GroupAlgorithm.FFDHE4096),
          Map.entry(FFDHE6144, GroupAlgorithm.FFDHE6144),
          Map.entry(FFDHE8192, GroupAlgorithm.FFDHE8192),
          Map.entry(MLKEM512, GroupAlgorithm.MLKEM512),
          Map.entry(MLKEM768, GroupAlgorithm.MLKEM768),
          Map.entry(MLKEM1024, GroupAlgorithm.MLKEM1024),
          Map.entry(SECP256R1MLKEM768, GroupAlgorithm.SECP256R1MLKEM768),
          Map.entry(X25519MLKEM768, GroupAlgorithm.X25519MLKEM768),
          Map.entry(SECP384R1MLKEM1024, GroupAlgorithm.SECP384R1MLKEM1024));

  private static final Set<NamedGroup> CURVES12 =
      Set.of(SECP256R1, SECP384R1, SECP521R1, X25519, X448);

  /**
   * Whether it is an elliptic curve that TLS 1.2 knows (RFC 8422 §5.1.1): of ours all but the code
   * points that are for TLS 1.3 only.
   */
  public boolean isCurve12() {
    return CURVES12.contains(this);
  }

  /** Whether the code point is of a finite field: "0x01, any second byte" (RFC 7919 §4). */
  public boolean isFiniteField() {
    return value >> 8 == 0x01;
  }

  /** The IANA name, or the value in hexadecimal. */
  @Override
  public String toString() {
    return NAMES.of(this).orElseGet(() -> "0x%04x".formatted(value));
  }
}
