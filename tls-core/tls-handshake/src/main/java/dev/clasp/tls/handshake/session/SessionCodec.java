package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session as bytes, for tickets and for stores outside of the process. The secret stays apart:
 * whoever stores both seals them (see {@link dev.clasp.tls.crypto.Envelope}).
 *
 * <pre>{@code
 * uint8 format;                               // changes when this struct does
 * opaque id<0..2^8-1>;
 * uint64 authenticated;                       // milliseconds since 1970, as all instants
 * opaque server_name<0..2^16-1>;              // UTF-8; empty for none
 * opaque application_protocol<0..2^8-1>;      // one byte a character; empty for none
 * opaque certificate<1..2^24-1> peer_chain<0..2^24-1>;
 * uint64 issued;
 * uint32 lifetime;                            // seconds
 * uint16 cipher_suite;
 * opaque ticket<0..2^16-1>;
 * select (format) {
 *   case 12: uint8 extended_main_secret; opaque session_id<0..32>;
 *   case 13: uint32 ticket_age_add; uint32 max_early_data_size;
 * }
 * }</pre>
 */
public final class SessionCodec {
  private static final int FORMAT_12 = 12;
  private static final int FORMAT_13 = 13;

  private SessionCodec() {}

  /** Everything but {@link Session#secret}. */
  public static Bytes encode(Session session) {
    WireWriter out = new WireWriter();
    out.uint8("format", session instanceof Session13 ? FORMAT_13 : FORMAT_12);
    SessionOrigin origin = session.origin();
    out.opaque8("id", origin.id());
    instant(out, "authenticated", origin.authenticated());
    out.opaque16(
        "server_name",
        Bytes.copyOf(origin.serverName().orElse("").getBytes(StandardCharsets.UTF_8)));
    out.opaque8(
        "application_protocol",
        Bytes.copyOf(
            origin.applicationProtocol().orElse("").getBytes(StandardCharsets.ISO_8859_1)));
    out.vector24(
        "peer_chain",
        list ->
            origin
                .peerChain()
                .forEach(certificate -> list.opaque24("certificate", certificate.der())));
    instant(out, "issued", session.issued());
    out.uint32("lifetime", session.lifetime().toSeconds());
    if (session instanceof Session13 session13) {
      out.uint16("cipher_suite", session13.suite().codePoint().value());
      out.opaque16("ticket", session13.ticket());
      out.uint32("ticket_age_add", session13.ticketAgeAdd());
      out.uint32("max_early_data_size", session13.maxEarlyDataSize());
    } else if (session instanceof Session12 session12) {
      out.uint16("cipher_suite", session12.suite().value());
      out.opaque16("ticket", session12.ticket());
      out.uint8("extended_main_secret", session12.extendedMainSecret() ? 1 : 0);
      out.opaque8("session_id", session12.sessionId().bytes());
    }
    return out.toBytes();
  }

  /**
   * @throws DecodeException when it was not made by {@link #encode} of this version
   */
  public static Session decode(Bytes encoded, Secret secret) throws DecodeException {
    WireReader in = WireReader.of("Session", encoded);
    int format = in.uint8("format");
    if (format != FORMAT_12 && format != FORMAT_13) {
      throw in.failure("format %d, expected 12 or 13".formatted(format));
    }
    SessionOrigin origin = origin(in);
    Instant issued = instant(in, "issued");
    Duration lifetime = Duration.ofSeconds(in.uint32("lifetime"));
    CipherSuite suite = new CipherSuite(in.uint16("cipher_suite"));
    Bytes ticket = in.opaque16("ticket", 0, 0xFFFF);
    Session session;
    if (format == FORMAT_13) {
      Optional<Suite13> suite13 = Suite13.of(suite);
      if (suite13.isEmpty()) {
        throw in.failure("cipher_suite: %s, expected one of TLS 1.3".formatted(suite));
      }
      long ticketAgeAdd = in.uint32("ticket_age_add");
      long maxEarlyDataSize = in.uint32("max_early_data_size");
      session =
          new Session13(
              origin,
              suite13.get(),
              secret,
              ticket,
              ticketAgeAdd,
              issued,
              lifetime,
              maxEarlyDataSize);
    } else {
      boolean extended = in.uint8("extended_main_secret") == 1;
      SessionId id = new SessionId(in.opaque8("session_id", 0, SessionId.MAX_LENGTH));
      session = new Session12(origin, suite, secret, extended, id, ticket, issued, lifetime);
    }
    in.end();
    return session;
  }

  private static SessionOrigin origin(WireReader in) throws DecodeException {
    return new SessionOrigin(
        in.opaque8("id", 0, 255),
        instant(in, "authenticated"),
        text(in.opaque16("server_name", 0, 0xFFFF), StandardCharsets.UTF_8),
        text(in.opaque8("application_protocol", 0, 255), StandardCharsets.ISO_8859_1),
        chain(
            in,
            in.list24(
                "peer_chain", 0, 0xFFFFFF, list -> list.opaque24("certificate", 1, 0xFFFFFF))));
  }

  private static List<Certificate> chain(WireReader in, List<Bytes> encoded)
      throws DecodeException {
    List<Certificate> chain = new ArrayList<>();
    for (Bytes der : encoded) {
      try {
        chain.add(Certificate.parse(der));
      } catch (DerException e) {
        throw in.failure("peer_chain[%d]: %s".formatted(chain.size(), e.getMessage()));
      }
    }
    return chain;
  }

  private static Optional<String> text(Bytes bytes, java.nio.charset.Charset charset) {
    return bytes.isEmpty() ? Optional.empty() : Optional.of(new String(bytes.toArray(), charset));
  }

  private static void instant(WireWriter out, String field, Instant instant) {
    long millis = Math.max(0, instant.toEpochMilli());
    out.uint32(field, millis >>> 32);
    out.uint32(field, millis & 0xFFFF_FFFFL);
  }

  private static Instant instant(WireReader in, String field) throws DecodeException {
    long high = in.uint32(field);
    return Instant.ofEpochMilli(high << 32 | in.uint32(field));
  }
}
