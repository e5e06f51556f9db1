package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.conformance.explain.field.Field;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.crypto.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A handshake told: what the renderers draw and {@code --json} writes.
 *
 * @param version such as {@code TLS 1.3}
 * @param kind such as {@code full handshake}
 * @param server what the server is called here
 * @param facts what was negotiated
 * @param parts flights, and between them the keys that grew
 * @param steps the eight classic steps, in order
 * @param failure what went wrong; empty if nothing did
 */
public record Story(
    String version,
    String kind,
    String server,
    List<Fact> facts,
    List<Part> parts,
    List<ClassicStep> steps,
    Optional<Failure> failure) {
  public Story {
    facts = List.copyOf(facts);
    parts = List.copyOf(parts);
    steps = List.copyOf(steps);
  }

  /** One line of the summary. */
  public record Fact(String name, String value) {}

  /** What the story consists of. */
  public sealed interface Part permits Flight, Keys, Milestone {}

  /** A point worth a line of its own. */
  public record Milestone(String title, String text) implements Part {}

  /**
   * What one side says before it has to wait, or the part of it between two changes of keys.
   *
   * @param number from 1
   * @param continued whether the flight began before the keys above it
   * @param wireBytes of all its records
   */
  public record Flight(int number, boolean continued, Side from, int wireBytes, List<Told> messages)
      implements Part {
    public Flight {
      messages = List.copyOf(messages);
    }
  }

  /**
   * One message.
   *
   * @param id unique in the story, fit for an anchor
   * @param name as the RFC spells it
   * @param summary what this one says, in a line
   * @param meaning what such a message is for
   * @param clause where it is defined
   * @param steps the classic steps it takes; often none or one
   * @param protection in words, such as {@code handshake keys}; empty for none
   * @param content without protection
   * @param fields covers every byte of {@code content}
   * @param records that brought it
   * @param checks what the receiver checked
   * @param failed whether the story ends here
   */
  public record Told(
      String id,
      Side from,
      String name,
      String summary,
      String meaning,
      String clause,
      List<Integer> steps,
      Optional<String> protection,
      Bytes content,
      List<Field> fields,
      List<WireRecord> records,
      List<Check> checks,
      boolean failed) {
    public Told {
      steps = List.copyOf(steps);
      fields = List.copyOf(fields);
      records = List.copyOf(records);
      checks = List.copyOf(checks);
    }
  }

  /**
   * A record on the wire.
   *
   * @param bytes header included; empty if the record is shown with an earlier message
   * @param words what the header says, or which message it is shown with
   * @param fields covers every byte
   */
  public record WireRecord(Bytes bytes, String words, List<Field> fields) {
    public WireRecord {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A rule that a message had to fulfil.
   *
   * @param rule what has to be
   * @param evidence what was
   * @param held whether it was so; a check that did not hold ends the handshake
   */
  public record Check(String rule, String evidence, String clause, boolean held) {}

  /**
   * The key schedule grows.
   *
   * @param why what made it possible
   */
  public record Keys(String title, String why, List<Derivation> derivations, List<Check> checks)
      implements Part {
    public Keys {
      derivations = List.copyOf(derivations);
      checks = List.copyOf(checks);
    }
  }

  /**
   * One value of the key schedule.
   *
   * @param formula how it comes about
   * @param use what it is for
   * @param context the public input, such as a transcript hash; empty for none
   * @param value in hexadecimal; only if secrets are to be shown
   */
  public record Derivation(
      String name,
      String formula,
      String use,
      String clause,
      Optional<Bytes> context,
      Optional<String> value) {}

  /** What became of a classic step. */
  public enum Fate {
    HERE,
    GONE,
    SKIPPED,
    FAILED,
    NOT_REACHED
  }

  /**
   * One of the eight steps of the classic handshake.
   *
   * @param number 1 to 8
   * @param text how it went here, or what replaced it
   * @param messages the ids of the messages that take it, or take its place
   */
  public record ClassicStep(
      int number, String title, Fate fate, String text, List<String> messages) {
    public ClassicStep {
      messages = List.copyOf(messages);
    }
  }

  /**
   * Why a handshake failed.
   *
   * @param step the classic step it failed in
   * @param blamed who ended it
   * @param reason the error, with its clause
   * @param help what it means and what to do, as far as we know
   */
  public record Failure(int step, Side blamed, String reason, String clause, String help) {}
}
