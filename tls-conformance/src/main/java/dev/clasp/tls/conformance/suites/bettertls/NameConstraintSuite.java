package dev.clasp.tls.conformance.suites.bettertls;

import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.conformance.suites.VectorSuite;
import dev.clasp.tls.conformance.suites.chains.Answer;
import dev.clasp.tls.conformance.suites.chains.ChainJudge;
import dev.clasp.tls.conformance.suites.chains.ChainQuestion;
import dev.clasp.tls.conformance.suites.chains.PeerName;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.path.Profile;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** BetterTLS' 9491 cases on name constraints, with certificates of our own making. */
public final class NameConstraintSuite implements VectorSuite {
  private static final String ACCEPT = "ACCEPT";
  private static final String REJECT = "REJECT";

  private final ChainJudge judge;
  private final Instant notBefore;

  public NameConstraintSuite(ChainJudge judge, InstantSource clock) {
    this.judge = judge;
    this.notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public String name() {
    return "BetterTLS name constraints";
  }

  @Override
  public Stream<VectorCase> cases() {
    List<NameConstraintCase> cases = NameConstraintCases.all();
    NameConstraintAuthority authority = new NameConstraintAuthority(notBefore);
    return IntStream.range(0, cases.size())
        .mapToObj(
            number -> {
              String id = "nameconstraints::tc" + number;
              return new VectorCase(id, () -> run(id, cases.get(number), authority));
            });
  }

  private CaseResult run(String id, NameConstraintCase each, NameConstraintAuthority authority)
      throws GeneralSecurityException {
    List<Bytes> path = authority.path(each);
    Answer answer =
        judge.judge(
            ChainQuestion.server(
                    path.get(0),
                    path.subList(1, path.size()),
                    authority.anchor(),
                    notBefore.plusSeconds(1),
                    Profile.RFC5280_STRICT.rules())
                .inOrder()
                .named(PeerName.host(each.wanted())));
    return CaseResult.of(
        id,
        each.acceptable() ? ACCEPT : REJECT,
        answer.accepted() ? ACCEPT : REJECT,
        answer.reason());
  }
}
