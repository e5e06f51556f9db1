package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.nio.charset.StandardCharsets;

/**
 * Under what a session is kept. The use is part of it, so that a session id of TLS 1.2 never finds
 * what a ticket of TLS 1.3 stands for.
 *
 * @param value whom a client wants to talk to, or what a client presents
 */
public record SessionKey(Use use, Bytes value) {
  /** Role and version. */
  public enum Use {
    CLIENT_TLS12,
    CLIENT_TLS13,
    SERVER_TLS12,
    SERVER_TLS13
  }

  /** A client's sessions of TLS 1.2 with a server. */
  public static SessionKey client12(ReferenceIdentity server) {
    return new SessionKey(Use.CLIENT_TLS12, utf8(server.toString()));
  }

  /** A client's sessions of TLS 1.3 with a server. */
  public static SessionKey client13(ReferenceIdentity server) {
    return new SessionKey(Use.CLIENT_TLS13, utf8(server.toString()));
  }

  /** The session that a client of TLS 1.2 names. */
  public static SessionKey server12(SessionId id) {
    return new SessionKey(Use.SERVER_TLS12, id.bytes());
  }

  /** The session that a client of TLS 1.3 presents a ticket for. */
  public static SessionKey server13(Bytes ticket) {
    return new SessionKey(Use.SERVER_TLS13, ticket);
  }

  /** One byte of use and the value: a key for stores that know only bytes. */
  public Bytes encoded() {
    return Bytes.of(use.ordinal()).plus(value);
  }

  private static Bytes utf8(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }
}
