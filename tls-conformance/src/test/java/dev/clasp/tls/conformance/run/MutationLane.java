package dev.clasp.tls.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.endpoint.Capabilities;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.Sources;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.endpoint.TargetSource;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.mutation.Mutants;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Our own server and client in one copy of Clasp that has a switch at each site, and the
 * conversations that examine them.
 *
 * <p>Made by one class loader and called from another: its methods take and give types of the JDK
 * only. One thread at a time.
 */
public final class MutationLane implements AutoCloseable {
  private static final List<String> SERVERS =
      List.of("clasp", "clasp-client-auth", "clasp-early-data");
  private static final List<String> CLIENTS =
      List.of("clasp-client", "clasp-client-plain", "clasp-client-legacy", "clasp-client-resuming");

  /** Generous: nothing is wrong, and what is slow then must not look silent later. */
  private static final Timing UNCHANGED = new Timing(2_000, 10_000);

  private static final Timing MUTATED = new Timing(500, 2_000);

  /** So long, in milliseconds, the other side's thread may take to notice the end. */
  private static final long SETTLING = 3;

  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "mutation-deadlines");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Lane> lanes = new ArrayList<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(Lane lane, Item item) {}

  /** Opens the targets. */
  public MutationLane() throws Exception {
    CryptoProvider crypto = CryptoProviders.standard();
    List<ConversationFile> files = new ConversationLoader().shipped();
    RunCertificates server = RunCertificates.make(crypto, KeyType.RSA_2048, Instant.now());
    for (String name : SERVERS) {
      open(files, Sources.embedded(TargetProfile.shipped(name), server), server);
    }
    RunCertificates client = RunCertificates.forClients(crypto, Instant.now());
    for (String name : CLIENTS) {
      open(files, Sources.embeddedClient(TargetProfile.shipped(name), client), client);
    }
  }

  private void open(List<ConversationFile> files, TargetSource source, RunCertificates certificates)
      throws Exception {
    RunSettings settings =
        new RunSettings(
            1,
            RunSettings.Size.DEFAULT,
            OptionalInt.of(1),
            Duration.ofMillis(UNCHANGED.deadline()),
            Selection.ALL);
    Capabilities declared = source.profile().capabilities();
    Lane lane = lane(source, declared, certificates);
    Capabilities capabilities = declared;
    if (source.profile().role() == ConversationFile.TargetRole.CLIENT) {
      Map<String, JsonNode> found = ClientProbe.find(lane, declared, UNCHANGED);
      capabilities = declared.completedBy(found);
      lane = new Lane(lane.target(), source.profile(), capabilities, certificates, watchdog, 1);
    }
    lanes.add(lane);
    SuiteRun run = new SuiteRun(files, source, certificates, settings, Progress.NONE);
    for (Item item : run.items(capabilities)) {
      entries.put(source.profile().name() + " " + item.id(), new Entry(lane, item));
    }
  }

  private Lane lane(TargetSource source, Capabilities capabilities, RunCertificates certificates)
      throws IOException {
    return new Lane(source.open(), source.profile(), capabilities, certificates, watchdog, 1);
  }

  /** The names of all items: target, suite, id, cell. */
  public List<String> items() {
    return List.copyOf(entries.keySet());
  }

  /**
   * Runs an item with every check on.
   *
   * @return the sites that threw; empty also when the item did not pass, so that it proves nothing
   */
  public Set<Integer> reachedBy(String name) throws InterruptedException {
    Mutants.turnOff(Set.of());
    Mutants.reached();
    Result result = run(name, UNCHANGED);
    Thread.sleep(SETTLING);
    Set<Integer> reached = Mutants.reached();
    return passes(result) ? reached : Set.of();
  }

  /**
   * Looks for an item that fails with these switches off.
   *
   * @param requirements those that are kept there: items about them are tried first
   * @param off switches: numbers of sites, and of methods that are replaced
   * @param names of the items that may notice
   * @return the item, its verdict, what was found; empty if all of them pass
   */
  public List<String> killer(Set<Integer> off, List<String> requirements, List<String> names) {
    List<String> order = new ArrayList<>(names);
    order.sort(
        Comparator.comparing(
            name ->
                entries.get(name).item().conversation().requirements().stream()
                    .noneMatch(requirements::contains)));
    for (String name : order) {
      Mutants.turnOff(off);
      Result result = run(name, MUTATED);
      Mutants.turnOff(Set.of());
      boolean certain = result.verdict() != Verdict.FAIL_SILENT || passes(run(name, MUTATED));
      if (result.verdict() != Verdict.INCONCLUSIVE && !passes(result) && certain) {
        return List.of(name, result.verdict().name(), result.judgement().found());
      }
    }
    return List.of();
  }

  /** Strictly, and with nothing to note either: also what a clause only allows to check counts. */
  private static boolean passes(Result result) {
    return result.verdict() == Verdict.PASS || result.verdict() == Verdict.SKIP;
  }

  private Result run(String name, Timing timing) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("no such item: " + name);
    }
    return entry.lane().run(entry.item(), timing);
  }

  @Override
  public void close() throws IOException {
    watchdog.shutdownNow();
    for (Lane lane : lanes) {
      lane.close();
    }
  }
}
