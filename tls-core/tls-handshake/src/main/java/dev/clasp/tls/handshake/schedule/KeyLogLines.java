package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.Random;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Writes the key log as the lines of an SSLKEYLOGFILE (RFC 9850 §2), without line ends.
 *
 * <pre>{@code
 * CLIENT_TRAFFIC_SECRET_0 <client random in hex> <secret in hex>
 * }</pre>
 *
 * @param lines takes each line; it decides on files and locks
 */
public record KeyLogLines(Consumer<String> lines) implements KeyLog {
  @Override
  public void log(Label label, Random clientRandom, Secret secret) {
    lines.accept(
        "%s %s %s"
            .formatted(label, clientRandom.bytes().toHex(), secret.use(HexFormat.of()::formatHex)));
  }
}
