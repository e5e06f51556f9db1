package dev.clasp.tls.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RfcTest {
  @Test
  void readersSeeTheSectionAndTheLedgerItsSentences() {
    Rfc clause = Rfc.rfc9846("4.3.8", 12, 13);

    assertEquals("RFC 9846 §4.3.8", clause.toString());
    assertEquals(
        List.of("RFC9846#section-4.3.8/12", "RFC9846#section-4.3.8/13"), clause.requirements());
  }

  @Test
  void appendicesAreNamedSo() {
    assertEquals(List.of("RFC5246#appendix-E.1/3"), Rfc.rfc5246("E.1", 3).requirements());
  }

  @Test
  void anErrorHasBothTheSectionAndTheSentences() {
    ProtocolViolation error = ProtocolViolation.illegalParameter(Rfc.rfc(8449, "4", 9), "x: 63");

    assertEquals(Optional.of(Rfc.rfc(8449, "4")), error.clause());
    assertEquals(List.of("RFC8449#section-4/9"), error.requirements());
  }

  @Test
  void aDecodeErrorKeepsItsSentencesUnderAnOuterName() {
    DecodeException error = new DecodeException("length", "7", Rfc.rfc9846("6", 6));

    assertEquals(List.of("RFC9846#section-6/6"), error.within("Alert").requirements());
  }
}
