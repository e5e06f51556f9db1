package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.conformance.explain.field.Guide;
import dev.clasp.tls.protocol.wire.Encodable;
import java.util.List;
import java.util.Optional;

/**
 * What one version of the protocol knows of a dialogue. Utterances are named by their index in it.
 */
public interface Teller {
  /** Such as {@code TLS 1.3}. */
  String version();

  /** Such as {@code full handshake}. */
  String kind();

  Guide guide();

  /** The name of what was said, as the RFC spells it. */
  String name(int index);

  /** The body whose encoding names its fields; empty for what has none or did not decode. */
  Optional<Encodable> body(int index);

  /** What this message says, in a line. */
  String summary(int index);

  /** What its receiver checked. */
  List<Story.Check> checks(int index);

  /** The keys that exist from here on and did not before. */
  Optional<Story.Keys> keysAfter(int index);

  /** Which keys protect it, in words. */
  Optional<String> protection(int index);

  /** The classic step it belongs to, if only by taking its place; 1 to 8. */
  int stepAt(int index);

  /** What became of a classic step in a handshake that came so far. */
  StepAccount account(int step);

  /** What was negotiated. */
  List<Story.Fact> facts();

  /** Whether a change_cipher_spec means nothing and goes with the flight behind it. */
  boolean changeCipherSpecIsIdle();

  /**
   * A classic step in this version.
   *
   * @param text how it went, or what replaced it
   * @param utterances what takes it, or takes its place
   */
  record StepAccount(Story.Fate fate, String text, List<Integer> utterances) {
    public StepAccount {
      utterances = List.copyOf(utterances);
    }
  }
}
