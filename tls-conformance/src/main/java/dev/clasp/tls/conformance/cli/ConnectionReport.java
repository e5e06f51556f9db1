package dev.clasp.tls.conformance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.net.ConnectionSummary;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** How connections went, as {@code --json} writes it. Thread-safe. */
final class ConnectionReport {
  @Mixin private JsonOption json = new JsonOption();

  private final ArrayNode connections = JsonOption.items(); // guarded by this
  private int passed; // guarded by this

  /** A connection that ended as it should. */
  synchronized void passed(String peer, ConnectionSummary summary) {
    if (json.isWanted()) {
      passed++;
      add(peer, "passed", Optional.of(summary));
    }
  }

  /** A handshake or a connection that failed. */
  synchronized void failed(String peer, Optional<ConnectionSummary> summary, Exception reason) {
    if (!json.isWanted()) {
      return;
    }
    ObjectNode failure = add(peer, "failed", summary).putObject("failure");
    failure.put("message", String.valueOf(reason.getMessage()));
    if (reason instanceof PeerAlert alert) {
      failure.put("alertReceived", alert.received().description().toString());
    } else if (reason instanceof TlsException ours) {
      ours.alert()
          .map(AlertDescription::toString)
          .ifPresent(sent -> failure.put("alertSent", sent));
      ours.clause().map(Rfc::toString).ifPresent(clause -> failure.put("clause", clause));
    }
  }

  private ObjectNode add(String peer, String outcome, Optional<ConnectionSummary> summary) {
    ObjectNode connection = connections.addObject();
    connection.put("id", connections.size());
    connection.put("peer", peer);
    connection.put("outcome", outcome);
    summary.ifPresent(
        negotiated -> {
          ObjectNode facts = connection.putObject("negotiated");
          facts.put("version", negotiated.version());
          facts.put("suite", negotiated.suite());
          negotiated.keyExchange().ifPresent(name -> facts.put("keyExchange", name));
          negotiated.group().ifPresent(group -> facts.put("group", group));
          negotiated.extendedMainSecret().ifPresent(used -> facts.put("extendedMainSecret", used));
          if (negotiated.encryptThenMac()) {
            facts.put("encryptThenMac", true);
          }
          facts.put("helloRetryRequest", negotiated.retried());
          facts.put("resumed", negotiated.resumed());
          negotiated.earlyData().ifPresent(answer -> facts.put("earlyData", answer));
          negotiated.externalPsk().ifPresent(identity -> facts.put("externalPsk", identity));
          negotiated.serverName().ifPresent(name -> facts.put("serverName", name));
          negotiated
              .applicationProtocol()
              .ifPresent(name -> facts.put("applicationProtocol", name));
          negotiated.peer().ifPresent(subject -> facts.put("peerSubject", subject));
        });
    return connection;
  }

  /**
   * Writes the report where {@code --json} says, if it does.
   *
   * @param command names the format: {@code clasp-COMMAND/1}
   * @param out standard output
   */
  synchronized void write(String command, PrintWriter out) throws CommandFailure {
    json.write(command, "connections", connections, passed, out);
  }
}
