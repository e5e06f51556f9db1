package dev.clasp.tls.handshake.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionCodecTest {
  static List<Session> sessions() {
    return List.of(Sessions.session12(), Sessions.session13());
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void decodingUndoesEncoding(Session session) throws Exception {
    assertEquals(session, SessionCodec.decode(SessionCodec.encode(session), session.secret()));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void noProperPrefixDecodes(Session session) {
    Bytes whole = SessionCodec.encode(session);
    for (int length = 0; length < whole.size(); length++) {
      Bytes prefix = whole.first(length);
      assertThrows(DecodeException.class, () -> SessionCodec.decode(prefix, session.secret()));
    }
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void anotherFormatIsRefused(Session session) {
    byte[] other = SessionCodec.encode(session).toArray();
    other[0] = 14;
    assertThrows(
        DecodeException.class, () -> SessionCodec.decode(Bytes.copyOf(other), session.secret()));
  }
}
