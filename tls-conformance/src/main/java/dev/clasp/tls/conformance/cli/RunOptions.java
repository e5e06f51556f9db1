package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.load.Vectors;
import dev.clasp.tls.conformance.peer.TransportSchedule;
import dev.clasp.tls.conformance.property.PropertyRun;
import dev.clasp.tls.conformance.run.ConversationCheck;
import dev.clasp.tls.conformance.run.Expectations;
import dev.clasp.tls.conformance.run.Generated;
import dev.clasp.tls.conformance.run.RunSettings;
import dev.clasp.tls.conformance.run.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that every conformance run takes. */
final class RunOptions {
  private static final int DEFAULT_TRIES = 25;
  private static final int MOST_TRIES = 100_000;

  /** {@code 60s}, {@code 500ms}, {@code 2m}. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (text.matches("\\d{1,9}ms")) {
        return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
      }
      if (text.matches("\\d{1,6}[sm]")) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
      }
      throw new TypeConversionException(
          "'%s' is not a duration such as 60s, 500ms or 2m".formatted(text));
    }
  }

  /** {@code ID@SEED[CELL]}. */
  static final class ReplayConverter implements ITypeConverter<Selection.Replay> {
    @Override
    public Selection.Replay convert(String text) {
      try {
        return Selection.Replay.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** How much runs. */
  static final class Size {
    @Option(names = "--quick", description = "One cell of each matrix.")
    private boolean quick;

    @Option(
        names = "--full",
        description =
            "Every cell of each matrix, and every positive one under each transport schedule.")
    private boolean full;
  }

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      description = "Only conversations whose id, title or clause has this in it; * is anything.")
  private List<String> only = List.of();

  @Option(
      names = "--skip",
      paramLabel = "PATTERN",
      description = "Not those whose id, title or clause has this in it.")
  private List<String> skip = List.of();

  @Option(
      names = "--tls",
      paramLabel = "VERSION",
      description = "Only conversations of this version: 1.2 or 1.3.")
  private Optional<String> version = Optional.empty();

  @ArgGroup private Size size = new Size();

  @Option(
      names = "--properties",
      description = "Also the properties: rules tried with conversations that are drawn at random.")
  private boolean properties;

  @Option(
      names = "--tries",
      paramLabel = "N",
      description = "Conversations drawn for each property (default: 25).")
  private Optional<Integer> tries = Optional.empty();

  @Option(
      names = "--strict",
      description = "Lenient passes and deviations from SHOULD are failures.")
  private boolean strict;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Draws samples and random bytes; the same seed, the same bytes.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "ID@SEED[CELL]",
      converter = ReplayConverter.class,
      description = "Run one conversation again, as a report names it.")
  private Optional<Selection.Replay> replay = Optional.empty();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "One of N equal parts, such as 1/4; sanity is in all of them.")
  private Optional<String> shard = Optional.empty();

  @Option(
      names = "--transport",
      paramLabel = "SCHEDULE",
      converter = TransportConverter.class,
      description = {
        "How octets go out in positive conversations: none, segments, coalesced, split,",
        "change_cipher_spec, padding or grease. Without it the seed draws one for each."
      })
  private Optional<TransportSchedule> transport = Optional.empty();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Conversations at once; without it what suits the target.")
  private Optional<Integer> jobs = Optional.empty();

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "The longest one conversation may take, such as 60s (the default).")
  private Duration deadline = Duration.ofSeconds(60);

  @Option(
      names = "--report",
      paramLabel = "DIR",
      defaultValue = "clasp-report",
      description =
          "Where report.html, .json, .md, .sarif and junit.xml go (default: clasp-report).")
  private Path report = Path.of("clasp-report");

  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description = "Write report.json's content to a file, or - for standard output.")
  private Optional<String> json = Optional.empty();

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = {
        "Known deviations with their reasons; one that passes is a failure.",
        "A name such as openssl is a file of vectors/expectations."
      })
  private Optional<String> expect = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = {
        "What the target is and can do. A name such as openssl is a file of vectors/targets."
      })
  private Optional<String> profile = Optional.empty();

  @Option(
      names = "--conversations",
      paramLabel = "PATH",
      description = "Conversation files, or folders of them, instead of those shipped.")
  private List<Path> conversations = List.of();

  /** The conversations, each checked. */
  List<ConversationFile> load() throws FormatException {
    ConversationLoader loader = new ConversationLoader();
    List<ConversationFile> files = new ArrayList<>();
    if (conversations.isEmpty()) {
      files.addAll(loader.shipped());
    }
    for (Path path : conversations) {
      files.addAll(loader.from(path));
    }
    for (ConversationFile file : files) {
      ConversationCheck.check(file);
    }
    return files.stream().filter(this::ofVersion).toList();
  }

  /** The properties, if they are wanted: by name, or because one of them is to be replayed. */
  List<Generated> generated() throws CommandFailure {
    int count = tries.orElse(DEFAULT_TRIES);
    if (count < 1 || count > MOST_TRIES) {
      throw CommandFailure.usage("--tries %d: expected 1 to %d".formatted(count, MOST_TRIES));
    }
    boolean replayed =
        conversations.isEmpty()
            && replay.filter(each -> each.id().startsWith(PropertyRun.PREFIX)).isPresent();
    if (!properties && !replayed) {
      return List.of();
    }
    return PropertyRun.all(count).stream().filter(each -> isOfVersion(each.tls12())).toList();
  }

  /** A file is about TLS 1.2 if its conversations need a target that has it. */
  private boolean ofVersion(ConversationFile file) {
    boolean tls12 = file.requires().stream().anyMatch(each -> each.mentions("tls12"));
    return isOfVersion(tls12);
  }

  private boolean isOfVersion(boolean tls12) {
    return version.isEmpty() || version.get().equals(tls12 ? "1.2" : "1.3");
  }

  /** The profile, if one is named. */
  Optional<TargetProfile> profile() throws FormatException {
    if (profile.isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(profile.get());
    boolean shipped =
        !Files.exists(file)
            && Vectors.find("vectors/targets/" + profile.get() + ".json").isPresent();
    return Optional.of(shipped ? TargetProfile.shipped(profile.get()) : TargetProfile.read(file));
  }

  Optional<String> profileAsTyped() {
    return profile;
  }

  Expectations expectations() throws FormatException {
    if (expect.isEmpty()) {
      return Expectations.NONE;
    }
    Path file = Path.of(expect.get());
    boolean shipped =
        !Files.exists(file)
            && Vectors.find("vectors/expectations/" + expect.get() + ".json").isPresent();
    return shipped ? Expectations.shipped(expect.get()) : Expectations.read(file);
  }

  RunSettings settings() throws CommandFailure {
    if (version.isPresent() && !List.of("1.2", "1.3").contains(version.get())) {
      throw CommandFailure.usage("--tls %s: expected 1.2 or 1.3".formatted(version.get()));
    }
    if (jobs.isPresent() && (jobs.get() < 1 || jobs.get() > 256)) {
      throw CommandFailure.usage("--jobs %d: expected 1 to 256".formatted(jobs.get()));
    }
    return new RunSettings(
        chosenSeed(),
        chosenSize(),
        jobs.map(OptionalInt::of).orElse(OptionalInt.empty()),
        deadline,
        new Selection(only, skip, replay, chosenShard()),
        transport);
  }

  private Optional<Selection.Shard> chosenShard() throws CommandFailure {
    try {
      return shard.map(Selection.Shard::parse);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--shard: " + e.getMessage());
    }
  }

  private RunSettings.Size chosenSize() {
    if (size.full) {
      return RunSettings.Size.FULL;
    }
    return size.quick ? RunSettings.Size.QUICK : RunSettings.Size.DEFAULT;
  }

  private long chosenSeed() throws CommandFailure {
    if (replay.isPresent() && seed.isPresent()) {
      throw CommandFailure.usage("--seed and --replay: the replay names its seed; drop --seed");
    }
    OptionalLong named =
        replay.isPresent()
            ? OptionalLong.of(replay.get().seed())
            : seed.map(OptionalLong::of).orElse(OptionalLong.empty());
    return named.orElseGet(() -> System.nanoTime() & 0x7FFFFFFF);
  }

  boolean strict() {
    return strict;
  }

  /** A file, or - for standard output. */
  Optional<String> json() {
    return json;
  }

  Path report() {
    return report;
  }

  /** What selects conversations that must exist: nothing matching is a mistake. */
  boolean selects() {
    return !only.isEmpty() || replay.isPresent();
  }

  /** {@code segments} and the like. */
  static final class TransportConverter
      implements picocli.CommandLine.ITypeConverter<TransportSchedule> {
    @Override
    public TransportSchedule convert(String value) {
      return TransportSchedule.named(value)
          .orElseThrow(
              () ->
                  new picocli.CommandLine.TypeConversionException(
                      "found %s, expected one of %s"
                          .formatted(value, List.of(TransportSchedule.values()))));
    }
  }
}
