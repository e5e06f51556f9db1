package dev.clasp.tls.bench;

import dev.clasp.tls.conformance.pki.KeyType;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One record of application data under AES-128-GCM, sealed by the client and opened by the server.
 *
 * <p>The peer {@code cipher} is the JDK's bare cipher doing the same bytes: the floor.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
public class RecordBenchmark {
  @Param({"clasp", "jsse", "cipher"})
  String peer = "clasp";

  @Param({"1024", "16384"})
  int size = 16384;

  private Loop loop = new CipherLoop();
  private ByteBuffer source = ByteBuffer.allocate(0);
  private ByteBuffer target = ByteBuffer.allocate(1 << 15);

  @Setup
  public void connect() throws Exception {
    source = ByteBuffer.allocate(size);
    if (!peer.equals("cipher")) {
      loop = HandshakeBenchmark.factory(peer, Identities.of(KeyType.P256)).make();
    }
    loop.handshake();
  }

  @Benchmark
  public int transfer() throws Exception {
    int arrived = loop.transfer(source.rewind(), target.clear());
    if (arrived != size) {
      throw new IllegalStateException("%d bytes arrived, sent %d".formatted(arrived, size));
    }
    return arrived;
  }
}
