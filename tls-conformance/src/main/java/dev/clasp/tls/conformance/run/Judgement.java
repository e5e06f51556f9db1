package dev.clasp.tls.conformance.run;

/**
 * A verdict with what it rests on.
 *
 * @param expected in words
 * @param found in words
 */
public record Judgement(Verdict verdict, String expected, String found) {
  Judgement as(Verdict other, String reason) {
    return new Judgement(other, expected, found + " (" + reason + ")");
  }
}
