package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Tries everything with every peer that is here. */
public final class InteropRun {
  private final List<Peer> peers;
  private final List<Trial> trials;

  /** Hears how it goes. Called from several threads. */
  public interface Listener {
    void looking(String peer);

    void found(Peer peer, Optional<String> version);

    void total(int trials);

    void finished(InteropResult result);
  }

  public InteropRun(List<Peer> peers, List<Trial> trials) {
    this.peers = List.copyOf(peers);
    this.trials = List.copyOf(trials);
  }

  /**
   * @param jobs trials at once
   */
  public InteropReport run(int jobs, Listener listener) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Map<Peer, String> found = new LinkedHashMap<>();
    List<InteropReport.Column> columns = new ArrayList<>();
    for (Peer peer : peers) {
      columns.add(find(peer, listener));
      columns.get(columns.size() - 1).version().ifPresent(version -> found.put(peer, version));
    }
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try (Materials materials = Materials.create()) {
      listener.total(
          found.keySet().stream()
              .mapToInt(peer -> (int) trials.stream().filter(peer::has).count())
              .sum());
      List<Future<InteropResult>> running = new ArrayList<>();
      for (Peer peer : found.keySet()) {
        for (Trial trial : trials) {
          running.add(threads.submit(() -> one(peer, trial, materials, listener::finished)));
        }
      }
      List<InteropResult> results = new ArrayList<>();
      for (Future<InteropResult> each : running) {
        results.add(each.get());
      }
      return new InteropReport(columns, results, (System.nanoTime() - start) / 1_000_000);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a trial that could not be judged", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Looks for a peer; one that is here and broken counts as not here, and the reason is told. */
  private static InteropReport.Column find(Peer peer, Listener listener) {
    listener.looking(peer.name());
    Optional<String> version = Optional.empty();
    String wanted = peer.wanted();
    try {
      version = peer.find();
    } catch (IOException | RuntimeException e) {
      wanted = "%s that works: %s".formatted(wanted, e.getMessage());
    }
    listener.found(peer, version);
    return new InteropReport.Column(peer.name(), version, wanted);
  }

  private static InteropResult one(
      Peer peer, Trial trial, Materials materials, Consumer<InteropResult> listener) {
    if (!peer.has(trial)) {
      return new InteropResult(peer.name(), trial, InteropResult.Outcome.NOT_IN_PEER, "", 0);
    }
    InteropResult result = attempt(peer, trial, materials);
    listener.accept(result);
    return result;
  }

  /** Carries out one trial; whatever goes wrong is the result's. */
  public static InteropResult attempt(Peer peer, Trial trial, Materials materials) {
    long start = System.nanoTime();
    String detail = "";
    try {
      new TrialRun(peer, trial, materials).run();
    } catch (IOException | TlsException | RuntimeException | TrialRun.Unexpected e) {
      detail = String.valueOf(e.getMessage() == null ? e : e.getMessage());
    }
    return new InteropResult(
        peer.name(),
        trial,
        detail.isEmpty() ? InteropResult.Outcome.WORKS : InteropResult.Outcome.FAILED,
        detail,
        (System.nanoTime() - start) / 1_000_000);
  }
}
