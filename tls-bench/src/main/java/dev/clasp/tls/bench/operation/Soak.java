package dev.clasp.tls.bench.operation;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.engine.ConnectionListener;
import dev.clasp.tls.engine.ConnectionOptions;
import dev.clasp.tls.engine.ConnectionTotals;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.der.DerException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One server's configuration, used for long: connections are opened, carry data, are closed and
 * opened anew, every second one resumed. In memory, as the engine has no sockets.
 */
public final class Soak implements AutoCloseable {
  private static final int RECORD = 1 << 14; // bytes of data

  private final ClaspConfigs resuming;
  private final ClaspConfigs strangers;
  private final List<Worker> workers = new ArrayList<>();
  private final ExecutorService threads;
  private final AtomicLong started = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong resumed = new AtomicLong();

  private final ConnectionOptions options =
      ConnectionOptions.standard()
          .withListeners(
              () -> {
                started.incrementAndGet();
                return new ConnectionListener() {
                  @Override
                  public void failed(TlsException reason) {
                    failed.incrementAndGet();
                  }

                  @Override
                  public void ended(ConnectionTotals totals) {
                    ended.incrementAndGet();
                    bytes.addAndGet(totals.dataBytesRead());
                  }
                };
              });

  /** What went through so far. */
  public record Totals(long handshakes, long resumed, long bytes, long open, long failed) {}

  /**
   * @param connections open at the same time
   */
  public Soak(int connections, int threads) throws DerException {
    resuming = ClaspConfigs.of(scenario().with(Scenario.Kind.RESUMED));
    strangers =
        new ClaspConfigs(
            ClaspConfigs.of(scenario()).client(), resuming.server(), resuming.sessions());
    this.threads = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      workers.add(new Worker((connections + threads - 1 - i) / threads));
    }
  }

  private static Scenario scenario() {
    return Scenario.of(KeyType.P256);
  }

  /**
   * Opens so many connections anew, after so much data on each; all at once in the first call.
   *
   * @param bytesEach through each of them, in full records
   */
  public void run(long handshakes, long bytesEach) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      Worker worker = workers.get(i);
      long share = (handshakes + workers.size() - 1 - i) / workers.size();
      running.add(
          threads.submit(
              () -> {
                worker.run(share, bytesEach);
                return worker;
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  /** Closes all connections; then none is left open. */
  public void closeConnections() throws TlsException {
    for (Worker worker : workers) {
      worker.closeAll();
    }
  }

  public Totals totals() {
    return new Totals(
        started.get(), resumed.get(), bytes.get(), started.get() - ended.get(), failed.get());
  }

  /** Sessions that the clients keep. */
  public int sessions() {
    return resuming.sessions().size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private final class Worker {
    private final ClaspLoop[] open;
    private final Wires[] wires;
    private final ByteBuffer source = ByteBuffer.allocate(RECORD);
    private final ByteBuffer target = ByteBuffer.allocate(2 * RECORD);
    private int next;
    private boolean resume;

    Worker(int connections) {
      open = new ClaspLoop[connections];
      wires = new Wires[connections];
      for (int i = 0; i < connections; i++) {
        wires[i] = Wires.allocate();
      }
    }

    void run(long handshakes, long bytesEach) throws Exception {
      for (long i = 0; i < handshakes; i++) {
        ClaspLoop old = open[next];
        if (old != null) {
          old.close();
        }
        resume = !resume;
        ClaspLoop loop =
            new ClaspLoop(
                resume ? resuming : strangers, scenario(), wires[next].cleared(), options);
        loop.handshake();
        if (loop.resumed()) {
          resumed.incrementAndGet();
        }
        open[next] = loop;
        transfer(loop, bytesEach);
        next = (next + 1) % open.length;
      }
    }

    private void transfer(ClaspLoop loop, long bytes) throws TlsException {
      for (long left = bytes; left > 0; left -= source.limit()) {
        source.clear().limit((int) Math.min(left, RECORD));
        int arrived = loop.transfer(source, target.clear());
        if (arrived != source.limit()) {
          throw new IllegalStateException(
              "%d bytes arrived, sent %d".formatted(arrived, source.limit()));
        }
      }
    }

    void closeAll() throws TlsException {
      for (ClaspLoop loop : open) {
        if (loop != null) {
          loop.close();
        }
      }
    }
  }
}
