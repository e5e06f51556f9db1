package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.conformance.explain.field.Field;
import dev.clasp.tls.conformance.explain.field.Guide;
import dev.clasp.tls.conformance.explain.field.MessageFields;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.record.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes a {@link Story} of a {@link Dialogue}, with what the version's {@link Teller} knows. */
public final class StoryTeller {
  private final Dialogue dialogue;
  private final Teller teller;
  private final String server;
  private final List<Teller.StepAccount> accounts;

  private StoryTeller(Dialogue dialogue, Teller teller, String server) {
    this.dialogue = dialogue;
    this.teller = teller;
    this.server = server;
    this.accounts =
        IntStream.rangeClosed(1, ClassicSteps.count()).mapToObj(teller::account).toList();
  }

  /**
   * @param server what to call the server
   */
  public static Story tell(Dialogue dialogue, Teller teller, String server) {
    return new StoryTeller(dialogue, teller, server).story();
  }

  private Story story() {
    Optional<Story.Failure> failure =
        dialogue.failure().map(reason -> FailureAccount.of(dialogue, teller, reason));
    return new Story(
        teller.version(), teller.kind(), server, teller.facts(), parts(), steps(failure), failure);
  }

  private List<Story.Part> parts() {
    List<Story.Part> parts = new ArrayList<>();
    List<Integer> flight = new ArrayList<>();
    for (int index : order()) {
      if (!flight.isEmpty() && from(flight.get(0)) != from(index)) {
        addFlight(parts, flight);
      }
      flight.add(index);
      Optional<Story.Keys> keys = teller.keysAfter(index);
      if (keys.isPresent()) {
        addFlight(parts, flight);
        parts.add(keys.get());
      }
      if (index == completion()) {
        addFlight(parts, flight);
        parts.add(
            new Story.Milestone(
                "The handshake is complete",
                "Each side has proved that it saw what the other said. What follows is what the"
                    + " connection is for."));
      }
    }
    addFlight(parts, flight);
    return parts;
  }

  /** The second Finished; -1 if it never came, or was the last thing before a failure. */
  private int completion() {
    List<Integer> finished =
        IntStream.range(0, dialogue.utterances().size())
            .filter(index -> dialogue.utterance(index).isHandshake(HandshakeType.FINISHED))
            .boxed()
            .toList();
    return finished.size() == 2 && dialogue.failure().isEmpty() ? finished.get(1) : -1;
  }

  /** As said, but an idle change_cipher_spec stands before what its sender says next. */
  private List<Integer> order() {
    List<Integer> order = new ArrayList<>();
    List<Integer> idle = new ArrayList<>();
    for (int i = 0; i < dialogue.utterances().size(); i++) {
      Utterance said = dialogue.utterance(i);
      if (said.from() == Side.CLIENT
          && said.kind() == Utterance.Kind.CHANGE_CIPHER_SPEC
          && teller.changeCipherSpecIsIdle()) {
        idle.add(i);
        continue;
      }
      if (said.from() == Side.CLIENT) {
        order.addAll(idle);
        idle.clear();
      }
      order.add(i);
    }
    order.addAll(idle);
    return order;
  }

  private Side from(int index) {
    return dialogue.utterance(index).from();
  }

  private void addFlight(List<Story.Part> parts, List<Integer> indexes) {
    if (indexes.isEmpty()) {
      return;
    }
    Optional<Story.Flight> before =
        parts.stream()
            .filter(Story.Flight.class::isInstance)
            .map(Story.Flight.class::cast)
            .reduce((first, second) -> second);
    boolean continued = before.isPresent() && before.get().from() == from(indexes.get(0));
    int number = before.map(Story.Flight::number).orElse(0) + (continued ? 0 : 1);
    Set<Bytes> counted = new HashSet<>(); // a record can bring several messages
    int wireBytes =
        indexes.stream()
            .flatMap(index -> dialogue.utterance(index).records().stream())
            .filter(counted::add)
            .mapToInt(Bytes::size)
            .sum();
    parts.add(
        new Story.Flight(
            number,
            continued,
            from(indexes.get(0)),
            wireBytes,
            indexes.stream().map(this::told).toList()));
    indexes.clear();
  }

  private Story.Told told(int index) {
    Utterance said = dialogue.utterance(index);
    String name = teller.name(index);
    Guide.Entry entry = teller.guide().message(name);
    List<Field> fields =
        said.kind() == Utterance.Kind.HANDSHAKE
            ? MessageFields.of(name, said.content(), teller.body(index), teller.guide())
            : MessageFields.ofContent(name, said.content(), PlainContent.of(said), teller.guide());
    return new Story.Told(
        id(index),
        said.from(),
        name,
        teller.summary(index),
        entry.text(),
        entry.clause(),
        IntStream.rangeClosed(1, ClassicSteps.count())
            .filter(step -> takes(step, index))
            .boxed()
            .toList(),
        teller.protection(index),
        said.content(),
        fields,
        said.records().stream().map(record -> record(record, index)).toList(),
        teller.checks(index),
        isLast(index) && dialogue.failure().isPresent());
  }

  private boolean takes(int step, int index) {
    Teller.StepAccount account = accounts.get(step - 1);
    return account.fate() == Story.Fate.HERE && account.utterances().contains(index);
  }

  private boolean isLast(int index) {
    return FailureAccount.place(dialogue) == index;
  }

  private static String id(int index) {
    return "m" + (index + 1);
  }

  /** What the five bytes of the header say (RFC 9846 §5.1), and what is behind them. */
  private Story.WireRecord record(Bytes bytes, int index) {
    Optional<Integer> first =
        IntStream.range(0, index)
            .filter(earlier -> holds(dialogue.utterance(earlier), bytes))
            .boxed()
            .findFirst();
    if (first.isPresent()) {
      return new Story.WireRecord(
          Bytes.empty(), "in the record of " + teller.name(first.get()) + " above", List.of());
    }
    String words =
        RecordHeader.peek(ByteBuffer.wrap(bytes.toArray()))
            .map(
                header ->
                    "%s, %s, %d bytes"
                        .formatted(
                            header
                                .contentType()
                                .map(ContentType::toString)
                                .orElse("content type " + header.type()),
                            new ProtocolVersion(header.legacyRecordVersion()),
                            header.length()))
            .orElse("no record header");
    return new Story.WireRecord(
        bytes,
        words,
        MessageFields.ofContent(
            "record",
            bytes,
            new RecordContent(bytes, dialogue.utterance(index).keys()),
            teller.guide()));
  }

  /** The very same record: two records can have the same bytes, as those of change_cipher_spec. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean holds(Utterance said, Bytes record) {
    return said.records().stream().anyMatch(other -> other == record);
  }

  private List<Story.ClassicStep> steps(Optional<Story.Failure> failure) {
    List<Story.ClassicStep> steps = new ArrayList<>();
    for (int number = 1; number <= ClassicSteps.count(); number++) {
      Teller.StepAccount account = accounts.get(number - 1);
      boolean failed = failure.isPresent() && failure.get().step() == number;
      steps.add(
          new Story.ClassicStep(
              number,
              ClassicSteps.title(number),
              failed ? Story.Fate.FAILED : account.fate(),
              failed ? failure.get().reason() : account.text(),
              account.utterances().stream().map(StoryTeller::id).toList()));
    }
    return steps;
  }
}
