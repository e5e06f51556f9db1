package dev.clasp.tls.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clasp.tls.conformance.conversation.Capability;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.MatrixSpec;
import dev.clasp.tls.conformance.endpoint.Capabilities;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.TargetSource;
import dev.clasp.tls.conformance.expand.Cell;
import dev.clasp.tls.conformance.expand.Expansion;
import dev.clasp.tls.conformance.expand.Matrix;
import dev.clasp.tls.conformance.expand.NoValue;
import dev.clasp.tls.conformance.peer.Exchange;
import dev.clasp.tls.conformance.peer.SeededRandom;
import dev.clasp.tls.conformance.peer.TransportSchedule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Runs many conversations against one target: probe, sanity, everything else in parallel lanes,
 * sanity again.
 */
public final class SuiteRun {
  /** Enough to look at a conversation before its lane is known. */
  private static final Map<String, JsonNode> NAMES =
      Map.of(
          "host", TextNode.valueOf("localhost"),
          "port", IntNode.valueOf(443),
          "server_name", TextNode.valueOf("localhost"));

  private final List<ConversationFile> files;
  private final List<Generated> generated;
  private final TargetSource source;
  private final RunCertificates certificates;
  private final RunSettings settings;
  private final Progress progress;

  /**
   * Prepares a run.
   *
   * @param files those for the other role than the target's are left out
   */
  public SuiteRun(
      List<ConversationFile> files,
      TargetSource source,
      RunCertificates certificates,
      RunSettings settings,
      Progress progress) {
    this(files, List.of(), source, certificates, settings, progress);
  }

  /**
   * Prepares a run with conversations that are generated, too.
   *
   * @param generated run behind all others, each on one lane
   */
  public SuiteRun(
      List<ConversationFile> files,
      List<Generated> generated,
      TargetSource source,
      RunCertificates certificates,
      RunSettings settings,
      Progress progress) {
    this.generated =
        generated.stream()
            .filter(each -> each.targetRole() == source.profile().role())
            .filter(settings.selection()::wants)
            .toList();
    this.files =
        files.stream().filter(each -> each.targetRole() == source.profile().role()).toList();
    this.source = source;
    this.certificates = certificates;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Runs everything.
   *
   * @throws IOException when the target cannot be started at all
   * @throws FormatException for a mistake in a conversation
   */
  public RunReport run() throws IOException, FormatException {
    Instant started = Instant.now();
    long start = System.nanoTime();
    ScheduledExecutorService watchdog =
        Executors.newSingleThreadScheduledExecutor(daemon("clasp-deadlines"));
    List<Lane> lanes = new ArrayList<>();
    try {
      progress.phase("starting " + source.describe());
      Timing timing = Timing.initial(settings.deadline().toMillis());
      Capabilities capabilities = source.profile().capabilities();
      lanes.add(lane(capabilities, watchdog));
      Map<String, JsonNode> found = new LinkedHashMap<>();
      if (needsProbe(capabilities)) {
        progress.phase("probing what " + source.describe() + " can do");
        found.putAll(
            source.profile().role() == ConversationFile.TargetRole.CLIENT
                ? ClientProbe.find(lanes.get(0), capabilities, timing)
                : Probe.find(lanes.get(0), capabilities, timing));
        capabilities = capabilities.completedBy(found);
        lanes.set(0, lane(lanes.get(0), capabilities, watchdog));
      }
      Work work = plan(capabilities);
      progress.total(work.sanity.size() * 2 + work.others.size() + work.generated.size());
      Collected collected = new Collected(work.skipped);
      runAll(work, collected, lanes, capabilities, timing, watchdog);
      return new RunReport(
          source.describe(),
          capabilities,
          settings.seed(),
          false,
          lanes.size(),
          started,
          (System.nanoTime() - start) / 1_000_000,
          collected.results(),
          notes(found));
    } finally {
      watchdog.shutdownNow();
      for (Lane lane : lanes) {
        lane.close();
      }
    }
  }

  private void runAll(
      Work work,
      Collected collected,
      List<Lane> lanes,
      Capabilities capabilities,
      Timing timing,
      ScheduledExecutorService watchdog)
      throws IOException {
    Lane first = lanes.get(0);
    long slowest = 0;
    Optional<Result> insane = Optional.empty();
    for (Item item : work.sanity) {
      Result result = first.run(item, timing);
      collected.add(result);
      progress.finished(result);
      slowest = Math.max(slowest, slowestWait(result));
      insane = result.verdict().passed() ? insane : Optional.of(result);
    }
    if (insane.isPresent()) {
      String reason =
          "%s failed: %s".formatted(insane.get().id(), insane.get().judgement().found());
      work.others.forEach(item -> collected.add(Lane.inconclusive(item, reason)));
      work.generated.forEach(each -> collected.add(each.notRun(Verdict.INCONCLUSIVE, reason)));
      return;
    }
    Timing adapted = work.sanity.isEmpty() ? timing : timing.adaptedTo(slowest);
    List<Task> tasks = new ArrayList<>();
    work.others.forEach(item -> tasks.add(lane -> lane.run(item, adapted)));
    work.generated.forEach(
        each -> tasks.add(lane -> each.run(item -> lane.run(item, adapted), settings.seed())));
    openLanes(lanes, tasks.size(), capabilities, watchdog);
    inParallel(tasks, collected, lanes);
    boolean crashed = collected.results().stream().anyMatch(r -> r.verdict() == Verdict.FAIL_CRASH);
    for (Item item : work.sanity) {
      Result again = first.run(item, timing);
      progress.finished(again);
      if (!again.verdict().passed() && !crashed) {
        collected.add(again);
        collected.doubt(
            "%s failed at the end: %s".formatted(again.id(), again.judgement().found()));
      }
    }
  }

  /** Something that a lane does, and what it comes to. */
  private interface Task {
    Result on(Lane lane);
  }

  private void inParallel(List<Task> tasks, Collected collected, List<Lane> lanes)
      throws IOException {
    Queue<Task> queue = new ConcurrentLinkedQueue<>(tasks);
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size(), daemon("clasp-lane"));
    try {
      List<Future<?>> done = new ArrayList<>();
      for (Lane lane : lanes) {
        done.add(threads.submit(() -> drain(queue, lane, collected)));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the run was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a lane failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void drain(Queue<Task> queue, Lane lane, Collected collected) {
    for (Task task = queue.poll(); task != null; task = queue.poll()) {
      Result result = task.on(lane);
      collected.add(result);
      progress.finished(result);
    }
  }

  private void openLanes(
      List<Lane> lanes, int tasks, Capabilities capabilities, ScheduledExecutorService watchdog)
      throws IOException {
    int wanted = settings.jobs().orElse(source.profile().parallel().orElse(source.lanes()));
    while (lanes.size() < Math.min(wanted, tasks)) {
      lanes.add(lane(capabilities, watchdog));
    }
  }

  private Lane lane(Capabilities capabilities, ScheduledExecutorService watchdog)
      throws IOException {
    return new Lane(
        source.open(), source.profile(), capabilities, certificates, watchdog, settings.seed());
  }

  /** The same lane, its target's capabilities known. */
  private Lane lane(Lane before, Capabilities capabilities, ScheduledExecutorService watchdog) {
    return new Lane(
        before.target(), source.profile(), capabilities, certificates, watchdog, settings.seed());
  }

  private boolean needsProbe(Capabilities capabilities) {
    // A client's first message says what it can do; a profile need not.
    return source.profile().role() == ConversationFile.TargetRole.CLIENT
        || capabilities.isUnknown("tls13")
        || capabilities.isUnknown("ciphers.tls13")
        || (!capabilities.word("tls12").equals("false") && capabilities.isUnknown("ciphers.tls12"));
  }

  /** Everything that a target with these capabilities would be examined with, sanity first. */
  List<Item> items(Capabilities capabilities) throws FormatException {
    Work work = plan(capabilities);
    List<Item> items = new ArrayList<>(work.sanity);
    items.addAll(work.others);
    return items;
  }

  /** What runs, and what does not and why. */
  private record Work(
      List<Item> sanity, List<Item> others, List<Generated> generated, List<Result> skipped) {}

  private Work plan(Capabilities capabilities) throws FormatException {
    Work work =
        new Work(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (ConversationFile file : files) {
      Expansion expansion =
          new Expansion(file, NAMES, SharedLists.of(capabilities, certificates.crypto()));
      for (Conversation conversation : file.conversations()) {
        Item whole = new Item(file, conversation, Cell.NONE);
        Optional<String> missing = missing(file, conversation, capabilities);
        if (missing.isPresent()) {
          if (settings.selection().wants(whole)) {
            work.skipped.add(Lane.skipped(whole, missing.get()));
          }
          continue;
        }
        try {
          add(work, file, conversation, expansion);
        } catch (NoValue e) {
          work.skipped.add(Lane.skipped(whole, String.valueOf(e.getMessage())));
        }
      }
    }
    for (Generated each : generated) {
      Optional<String> missing =
          missing(each.requires().map(List::of).orElse(List.of()), capabilities);
      if (missing.isPresent()) {
        work.skipped.add(each.notRun(Verdict.SKIP, missing.get()));
      } else {
        work.generated.add(each);
      }
    }
    if (!work.others.isEmpty() || !work.generated.isEmpty()) {
      work.sanity.removeIf(
          sanity ->
              work.others.stream().noneMatch(item -> isTls12(item) == isTls12(sanity))
                  && work.generated.stream().noneMatch(each -> each.tls12() == isTls12(sanity)));
    }
    return work;
  }

  private static boolean isTls12(Item item) {
    return item.file().requires().stream().anyMatch(each -> each.mentions("tls12"));
  }

  /** Why the target cannot have this conversation; empty when it can. */
  private static Optional<String> missing(
      ConversationFile file, Conversation conversation, Capabilities capabilities) {
    List<Capability> conditions = new ArrayList<>();
    file.requires().ifPresent(conditions::add);
    conversation.requires().ifPresent(conditions::add);
    return missing(conditions, capabilities);
  }

  private static Optional<String> missing(List<Capability> conditions, Capabilities capabilities) {
    String asks = capabilities.word("client_auth");
    boolean asked = asks.equals("want") || asks.equals("need");
    // A CertificateRequest is in the way of every conversation that does not expect one.
    if (asked && conditions.stream().noneMatch(each -> each.mentions("client_auth"))) {
      return Optional.of("needs client_auth:none");
    }
    return capabilities.missing(new Capability.All(conditions));
  }

  private void add(Work work, ConversationFile file, Conversation conversation, Expansion expansion)
      throws FormatException, NoValue {
    List<Cell> all = expansion.cells(conversation);
    boolean sanity = conversation.kind() == Conversation.Kind.SANITY;
    boolean replay = settings.selection().replay().isPresent();
    List<Cell> cells = replay || sanity ? all : sampled(file, conversation, all);
    for (Cell cell : cells) {
      Item item = new Item(file, conversation, cell);
      if (sanity) {
        work.sanity.add(item); // whatever is selected of its version: without it nothing is certain
        continue;
      }
      for (Item scheduled : scheduled(item, expansion)) {
        if (settings.selection().wants(scheduled)) {
          work.others.add(scheduled);
        }
      }
    }
  }

  /**
   * A positive conversation under a schedule, under each of them, or both where one is replayed.
   */
  private List<Item> scheduled(Item item, Expansion expansion) throws FormatException, NoValue {
    if (item.conversation().kind() != Conversation.Kind.POSITIVE) {
      return List.of(item);
    }
    List<TransportSchedule> allowed =
        Schedules.allowed(item.conversation(), expansion, item.cell());
    if (settings.transport().isPresent()) {
      TransportSchedule wanted = settings.transport().get();
      TransportSchedule used = allowed.contains(wanted) ? wanted : TransportSchedule.NONE;
      return List.of(new Item(item.file(), item.conversation(), item.cell(), used));
    }
    Item drawn = Schedules.drawn(item, allowed, settings.seed());
    if (settings.selection().replay().isPresent()) {
      List<Item> both = new ArrayList<>(Schedules.each(item, allowed));
      both.add(drawn);
      return both;
    }
    return settings.size() == RunSettings.Size.FULL
        ? Schedules.each(item, allowed)
        : List.of(drawn);
  }

  private List<Cell> sampled(ConversationFile file, Conversation conversation, List<Cell> all) {
    int count =
        switch (settings.size()) {
          case QUICK -> 1;
          case FULL -> all.size();
          case DEFAULT ->
              conversation
                  .matrix()
                  .map(MatrixSpec::sample)
                  .filter(java.util.OptionalInt::isPresent)
                  .map(java.util.OptionalInt::getAsInt)
                  .orElse(all.size());
        };
    String name = "sample " + file.suite() + ":" + conversation.id();
    return Matrix.sample(all, count, new SeededRandom(settings.seed(), name));
  }

  private static long slowestWait(Result result) {
    long slowest = 0;
    long before = 0;
    for (Exchange.Event event : result.events()) {
      if (event.side() == Exchange.Side.RECEIVED) {
        slowest = Math.max(slowest, event.milliseconds() - before);
      }
      before = event.milliseconds();
    }
    return slowest;
  }

  private static List<String> notes(Map<String, JsonNode> found) {
    List<String> notes = new ArrayList<>();
    found.forEach((name, value) -> notes.add("probed %s: %s".formatted(name, value)));
    return notes;
  }

  private static java.util.concurrent.ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** The results so far. Thread-safe. */
  private static final class Collected {
    private final Map<String, Result> results = new LinkedHashMap<>();

    Collected(List<Result> skipped) {
      skipped.forEach(this::add);
    }

    synchronized void add(Result result) {
      results.put(result.id(), result);
    }

    /** Takes back every verdict but skips: nothing can be concluded. */
    synchronized void doubt(String reason) {
      results.replaceAll(
          (id, result) ->
              result.verdict() == Verdict.SKIP
                  ? result
                  : result.with(result.judgement().as(Verdict.INCONCLUSIVE, reason)));
    }

    synchronized List<Result> results() {
      return results.values().stream().sorted(java.util.Comparator.comparing(Result::id)).toList();
    }
  }
}
