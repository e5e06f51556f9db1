package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.conformance.explain.observe.Happening;
import dev.clasp.tls.conformance.explain.observe.Observer;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.record.RecordLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Puts a {@link Dialogue} together from what a client's observer noted.
 *
 * <p>What is received is reported behind its record; what is sent before it, and keys change
 * between what is queued: so queued things wait here for their records.
 */
final class DialogueReader {
  /** Something queued: an utterance without its records, or a change of keys. */
  private sealed interface Queued permits Said, NewKeys {}

  private record Said(
      Utterance.Kind kind, Bytes content, Optional<HandshakeMessage> message, boolean last)
      implements Queued {}

  private record NewKeys(Epoch epoch) implements Queued {}

  private final Side own;
  private final List<Utterance> utterances = new ArrayList<>();
  private final Deque<Queued> queue = new ArrayDeque<>();

  private Optional<Epoch> readKeys = Optional.empty();
  private Optional<Epoch> nextReadKeys = Optional.empty();
  private Optional<Epoch> writeKeys = Optional.empty();
  private final List<Bytes> received = new ArrayList<>(); // records since the last message
  private boolean receivedSaid;
  private final List<Bytes> sent = new ArrayList<>(); // records of a message that needs several

  private DialogueReader(Side own) {
    this.own = own;
  }

  /**
   * @param server of the other end, if it is ours
   */
  static Dialogue read(Observer client, Optional<Observer> server) {
    DialogueReader reader = new DialogueReader(client.side());
    client.happenings().forEach(reader::take);
    return new Dialogue(
        reader.utterances,
        client.happenings(),
        failure(client),
        server.flatMap(DialogueReader::failure));
  }

  private static Optional<Exception> failure(Observer observer) {
    return observer.happenings().stream()
        .filter(Happening.Failed.class::isInstance)
        .map(happening -> ((Happening.Failed) happening).reason())
        .findFirst();
  }

  private void take(Happening happening) {
    if (happening instanceof Happening.Sent message) {
      queue.add(
          new Said(Utterance.Kind.HANDSHAKE, message.framed(), message.message(), message.last()));
    } else if (happening instanceof Happening.ChangeCipherSpecSent) {
      queue.add(said(Utterance.Kind.CHANGE_CIPHER_SPEC, Bytes.of(1)));
    } else if (happening instanceof Happening.ApplicationDataSent data) {
      queue.add(said(Utterance.Kind.APPLICATION_DATA, data.content()));
    } else if (happening instanceof Happening.AlertSent alert) {
      if (!alert.alert().isWarning()) {
        applyKeyChanges();
        queue.clear(); // a fatal alert takes the place of what was not sent yet
      }
      queue.add(said(Utterance.Kind.ALERT, alert.alert().encoded()));
    } else if (happening instanceof Happening.WriteKeysChanged change) {
      queue.add(new NewKeys(change.epoch()));
    } else if (happening instanceof Happening.RecordSent record) {
      takeSentRecord(record.bytes());
    } else {
      takeReceived(happening);
    }
  }

  private void takeReceived(Happening happening) {
    if (happening instanceof Happening.RecordReceived record) {
      if (receivedSaid) {
        received.clear();
        receivedSaid = false;
      }
      received.add(record.bytes());
      readKeys = nextReadKeys;
    } else if (happening instanceof Happening.Received message) {
      addReceived(Utterance.Kind.HANDSHAKE, message.framed(), message.message());
    } else if (happening instanceof Happening.ChangeCipherSpecReceived) {
      addReceived(Utterance.Kind.CHANGE_CIPHER_SPEC, Bytes.of(1), Optional.empty());
    } else if (happening instanceof Happening.ApplicationDataReceived data) {
      addReceived(Utterance.Kind.APPLICATION_DATA, data.content(), Optional.empty());
    } else if (happening instanceof Happening.AlertReceived alert) {
      addReceived(Utterance.Kind.ALERT, alert.alert().encoded(), Optional.empty());
    } else if (happening instanceof Happening.ReadKeysChanged change) {
      nextReadKeys =
          Optional.of(change.epoch()); // for the next record: keys change between records
    }
  }

  private static Said said(Utterance.Kind kind, Bytes content) {
    return new Said(kind, content, Optional.empty(), true);
  }

  private void addReceived(Utterance.Kind kind, Bytes content, Optional<HandshakeMessage> message) {
    receivedSaid = true;
    Optional<Epoch> keys =
        kind == Utterance.Kind.CHANGE_CIPHER_SPEC && !isProtected(received)
            ? Optional.empty()
            : readKeys;
    utterances.add(new Utterance(kind, own.other(), content, message, keys, received));
  }

  /** A change_cipher_spec of TLS 1.3 is in the clear, whatever keys are in use (RFC 9846 §5). */
  private static boolean isProtected(List<Bytes> records) {
    return records.stream().anyMatch(record -> record.get(0) != 20);
  }

  private void takeSentRecord(Bytes record) {
    applyKeyChanges();
    sent.add(record);
    int content =
        queue.stream()
            .takeWhile(Said.class::isInstance)
            .mapToInt(queued -> ((Said) queued).content().size())
            .sum();
    if (queue.isEmpty() || content > sent.size() * RecordLimits.MAX_PLAINTEXT) {
      return; // the message goes on in the next record
    }
    boolean last = false;
    while (!last && queue.peek() instanceof Said said) {
      queue.remove();
      Optional<Epoch> keys =
          said.kind() == Utterance.Kind.CHANGE_CIPHER_SPEC && !isProtected(sent)
              ? Optional.empty()
              : writeKeys;
      utterances.add(new Utterance(said.kind(), own, said.content(), said.message(), keys, sent));
      last = said.last();
    }
    sent.clear();
  }

  private void applyKeyChanges() {
    while (queue.peek() instanceof NewKeys change) {
      queue.remove();
      writeKeys = Optional.of(change.epoch());
    }
  }
}
