package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code ExpectAlert {level, description}}: description is one alert or a list, any where absent or
 * empty.
 *
 * <p>A mismatch is judged by the conversation's verdict, so the run asks {@link #levelFits} and
 * {@link #descriptionFits} instead of failing in {@link #take}.
 */
public record ExpectAlert(OptionalInt level, List<AlertDescription> descriptions)
    implements Node.Expectation {

  static ExpectAlert of(Args args) throws FormatException {
    return new ExpectAlert(
        args.number("level", Registry.ALERT_LEVELS),
        args.numbers("description", Registry.ALERTS).stream().map(AlertDescription::new).toList());
  }

  @Override
  public boolean matches(Received received) {
    return received instanceof Received.AlertMessage;
  }

  public boolean levelFits(Alert alert) {
    return level.isEmpty() || alert.level() == level.getAsInt();
  }

  public boolean descriptionFits(Alert alert) {
    return descriptions.isEmpty() || descriptions.contains(alert.description());
  }

  @Override
  public void take(Peer peer, Received received) throws CheckFailed {
    Alert alert = ((Received.AlertMessage) received).alert();
    if (!levelFits(alert)) {
      throw new CheckFailed(
          "alert level: %d, expected %d".formatted(alert.level(), level.orElse(0)));
    }
    if (!descriptionFits(alert)) {
      throw new CheckFailed("alert: %s, expected %s".formatted(alert.description(), descriptions));
    }
  }
}
