package dev.clasp.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.LocalFault;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SequenceNumberTest {
  @Test
  @DisplayName("counts from 0 (RFC 9846 §5.3)")
  void countsFromZero() throws Exception {
    SequenceNumber sequence = SequenceNumber.zero();

    assertEquals(0, sequence.value());
    sequence.advance();
    assertEquals(1, sequence.value());
  }

  @Test
  @DisplayName("uses 2^64-1 and refuses to wrap behind it (RFC 9846 §5.3)")
  void refusesToWrap() throws Exception {
    SequenceNumber sequence = SequenceNumber.startingAt(-1);

    assertEquals("18446744073709551615", Long.toUnsignedString(sequence.value()));
    sequence.advance();
    LocalFault thrown = assertThrows(LocalFault.class, sequence::value);
    assertEquals(Optional.of(AlertDescription.INTERNAL_ERROR), thrown.alert());
  }
}
