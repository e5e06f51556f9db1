package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.session.SessionCodec;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionStore;
import dev.clasp.tls.protocol.DecodeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The file of {@code --session}: the newest session of one server, as two lines of hexadecimal
 * digits, what {@link SessionCodec} makes of it and its secret. Whoever has the file can resume the
 * session: it is for tests.
 */
final class SessionFile implements SessionStore {
  private final Path file;
  private Optional<Session> session;

  private SessionFile(Path file, Optional<Session> session) {
    this.file = file;
    this.session = session;
  }

  /** Keeps nothing without a file; one that does not exist is made when there is a session. */
  static SessionStore open(Optional<Path> file) throws CommandFailure {
    if (file.isEmpty()) {
      return SessionStore.NONE;
    }
    try {
      return new SessionFile(
          file.get(), Files.exists(file.get()) ? read(file.get()) : Optional.empty());
    } catch (IOException | DecodeException | IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--session %s: is no session that this command wrote: %s"
              .formatted(file.get(), e.getMessage()),
          e);
    }
  }

  private static Optional<Session> read(Path file) throws IOException, DecodeException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    if (lines.isEmpty()) {
      return Optional.empty(); // such as mktemp makes
    }
    if (lines.size() != 2) {
      throw new IllegalArgumentException("%d lines, expected 2".formatted(lines.size()));
    }
    return Optional.of(
        SessionCodec.decode(
            Bytes.fromHex(lines.get(0)), Secret.copyOf(Bytes.fromHex(lines.get(1)))));
  }

  @Override
  public synchronized void put(SessionKey key, Session newest) {
    session = Optional.of(newest);
    try {
      Files.writeString(
          file,
          "%s%n%s%n"
              .formatted(
                  SessionCodec.encode(newest), newest.secret().use(HexFormat.of()::formatHex)),
          StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized Optional<Session> find(SessionKey key) {
    return session.filter(kept -> isFor(key, kept));
  }

  @Override
  public synchronized Optional<Session> take(SessionKey key) {
    Optional<Session> taken = find(key);
    remove(key);
    return taken;
  }

  @Override
  public synchronized void remove(SessionKey key) {
    session = session.filter(kept -> !isFor(key, kept));
  }

  /**
   * Whom it is with is the user's business; but a session of another version is another session.
   */
  private static boolean isFor(SessionKey key, Session kept) {
    return kept instanceof Session13 == (key.use() == SessionKey.Use.CLIENT_TLS13);
  }
}
