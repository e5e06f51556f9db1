package dev.clasp.tls.bench.leak;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the clock said about one subject.
 *
 * @param name of the subject
 * @param what what the two classes were
 * @param samples timed operations, both classes together
 * @param mean0 nanoseconds of the first class
 * @param mean1 nanoseconds of the second class
 * @param wholeT Welch's t of all samples
 * @param maximumT the t farthest from zero with any cropping, and of second order
 */
public record LeakResult(
    String name,
    String what,
    long samples,
    double mean0,
    double mean1,
    double wholeT,
    double maximumT) {
  /** Below this, the classes are not told apart (the customary bound of such tests). */
  public static final double NOTICEABLE = 4.5;

  /** Above this, noise is no explanation (dudect's bound). */
  public static final double CLEAR = 10;

  public String interpretation() {
    double t = Math.abs(maximumT);
    if (samples < CroppedTests.ENOUGH) {
      return "too few samples to tell";
    }
    if (t < NOTICEABLE) {
      return "no evidence of a leak";
    }
    return t < CLEAR ? "noticeable: repeat with more samples on a quiet machine" : "time differs";
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("what", what);
    json.put("samples", samples);
    json.put("meanNanoseconds", new double[] {mean0, mean1});
    json.put("t", wholeT);
    json.put("maximumT", maximumT);
    json.put("interpretation", interpretation());
    return json;
  }
}
