package dev.clasp.tls.conformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import dev.clasp.tls.conformance.conversation.VerdictPolicy.CloseWithoutAlert;
import dev.clasp.tls.conformance.conversation.VerdictPolicy.Expected;
import dev.clasp.tls.conformance.conversation.VerdictPolicy.Level;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of verdicts, cell by cell. */
class JudgeTest {
  private static final Alert STRICT = Alert.fatal(AlertDescription.ILLEGAL_PARAMETER);
  private static final Alert LENIENT = Alert.fatal(AlertDescription.DECODE_ERROR);
  private static final Alert OTHER = Alert.fatal(AlertDescription.INTERNAL_ERROR);
  private static final Received DATA = new Received.ApplicationData(Bytes.of(1));
  private static final Received CLOSED = new Received.Closed("closed");

  @ParameterizedTest
  @CsvSource({"ACCEPT,PASS", "EITHER,PASS", "REJECT,FAIL_ACCEPTED"})
  void theEndOfTheConversationWithoutAlertOrClose(Expected outcome, Verdict verdict) {
    assertEquals(verdict, judge(outcome, List.of(), false, new Outcome.Completed()));
  }

  @Test
  void theEndAfterAnAlertIsJudgedByTheAlert() {
    Outcome completed = new Outcome.Completed();

    assertEquals(Verdict.PASS, judge(Expected.REJECT, List.of(STRICT), true, completed));
    assertEquals(Verdict.PASS_LENIENT, judge(Expected.REJECT, List.of(LENIENT), true, completed));
    assertEquals(Verdict.FAIL_ALERT, judge(Expected.REJECT, List.of(OTHER), true, completed));
  }

  @Test
  void twoAlertsAreOneTooMany() {
    assertEquals(
        Verdict.FAIL_ALERT,
        judge(Expected.REJECT, List.of(STRICT, STRICT), true, new Outcome.Completed()));
    assertEquals(
        Verdict.FAIL_ALERT,
        judge(
            Expected.REJECT,
            List.of(STRICT, STRICT),
            false,
            new Outcome.Unexpected(
                new Received.AlertMessage(STRICT), List.of("ExpectClose"), true)));
  }

  @ParameterizedTest
  @CsvSource({"STRICT,PASS", "LENIENT,PASS_LENIENT", "FAIL,FAIL_ALERT"})
  void aCloseWithoutAlertIsJudgedByThePolicy(CloseWithoutAlert policy, Verdict verdict) {
    assertEquals(
        verdict,
        new Judge(policy(Expected.REJECT, policy), List.of(), true)
            .judge(new Outcome.Completed())
            .verdict());
  }

  @ParameterizedTest
  @CsvSource({"ACCEPT,FAIL_CHECK", "REJECT,FAIL_ACCEPTED", "EITHER,FAIL_CHECK"})
  void anotherMessageWhereAnAlertIsExpected(Expected outcome, Verdict verdict) {
    assertEquals(
        verdict,
        judge(
            outcome, List.of(), false, new Outcome.Unexpected(DATA, List.of("ExpectAlert"), true)));
  }

  @ParameterizedTest
  @CsvSource({"ACCEPT", "REJECT", "EITHER"})
  void anAlertOrCloseBeforeThePointUnderTest(Expected outcome) {
    List<String> waitedFor = List.of("ExpectServerHello");

    assertEquals(
        Verdict.FAIL_REJECTED,
        judge(outcome, List.of(), true, new Outcome.Unexpected(CLOSED, waitedFor, false)));
    assertEquals(
        Verdict.FAIL_REJECTED,
        judge(
            outcome,
            List.of(STRICT),
            false,
            new Outcome.Unexpected(new Received.AlertMessage(STRICT), waitedFor, false)));
  }

  @ParameterizedTest
  @CsvSource({"ACCEPT", "REJECT", "EITHER"})
  void silenceIsSilence(Expected outcome) {
    assertEquals(
        Verdict.FAIL_SILENT,
        judge(outcome, List.of(), false, new Outcome.Silent(List.of("ExpectAlert"), 500)));
  }

  @ParameterizedTest
  @CsvSource({"ACCEPT", "REJECT", "EITHER"})
  void aFailedCheckIsAFailedCheck(Expected outcome) {
    assertEquals(
        Verdict.FAIL_CHECK,
        judge(outcome, List.of(), false, new Outcome.Wrong("ExpectFinished", "verify_data")));
  }

  @Test
  void noConnectionIsACrashAndOurOwnFaultIsInconclusive() {
    assertEquals(
        Verdict.FAIL_CRASH,
        judge(Expected.ACCEPT, List.of(), false, new Outcome.Unreachable("refused")));
    assertEquals(
        Verdict.INCONCLUSIVE,
        judge(Expected.ACCEPT, List.of(), false, new Outcome.HarnessFault("no ticket")));
  }

  @Test
  void theLevelOfTheClauseDecidesWhetherTheRunFails() {
    assertEquals(List.of(true, true), fails(Verdict.FAIL_ALERT, Level.MUST));
    assertEquals(List.of(false, true), fails(Verdict.FAIL_ALERT, Level.SHOULD));
    assertEquals(List.of(false, false), fails(Verdict.FAIL_ALERT, Level.MAY));
    assertEquals(List.of(false, true), fails(Verdict.PASS_LENIENT, Level.MUST));
    assertEquals(List.of(true, true), fails(Verdict.FAIL_CRASH, Level.MAY));
    assertEquals(List.of(false, false), fails(Verdict.XFAIL, Level.MUST));
    assertEquals(List.of(true, true), fails(Verdict.XPASS, Level.MUST));
    assertEquals(List.of(false, false), fails(Verdict.SKIP, Level.MUST));
  }

  /** Whether it fails a run, and a strict run. */
  private static List<Boolean> fails(Verdict verdict, Level level) {
    VerdictPolicy policy =
        new VerdictPolicy(
            Expected.REJECT, level, List.of(), List.of(), CloseWithoutAlert.LENIENT, "", "");
    Result result =
        new Result(
            "suite:id",
            "title",
            Conversation.Kind.NEGATIVE,
            List.of(),
            policy,
            new Judgement(verdict, "", ""),
            List.of(),
            0);
    return List.of(result.fails(false), result.fails(true));
  }

  private static Verdict judge(
      Expected expected, List<Alert> alerts, boolean closed, Outcome outcome) {
    return new Judge(policy(expected, CloseWithoutAlert.LENIENT), alerts, closed)
        .judge(outcome)
        .verdict();
  }

  private static VerdictPolicy policy(Expected expected, CloseWithoutAlert close) {
    return new VerdictPolicy(
        expected,
        Level.MUST,
        List.of(AlertDescription.ILLEGAL_PARAMETER),
        List.of(AlertDescription.DECODE_ERROR),
        close,
        "",
        "");
  }
}
