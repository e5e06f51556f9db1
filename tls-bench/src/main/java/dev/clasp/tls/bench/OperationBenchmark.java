package dev.clasp.tls.bench;

import dev.clasp.tls.bench.operation.Catalogue;
import dev.clasp.tls.bench.operation.Operation;
import dev.clasp.tls.bench.operation.Peer;
import dev.clasp.tls.bench.operation.Unavailable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The one JMH benchmark: any operation of the catalogue by any peer. Each pair runs in JVMs of its
 * own, so that the call of the operation stays monomorphic and no peer shares another's profile.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OperationBenchmark {
  @Param({"x25519.agreement"})
  String subject = "x25519.agreement";

  @Param({"clasp"})
  String peer = "clasp";

  private Operation operation =
      () -> {
        throw new IllegalStateException("set up first");
      };

  @Setup
  public void make() throws Unavailable {
    operation = Catalogue.subject(subject).make(Peer.of(peer));
  }

  @Benchmark
  public Object run() throws Exception {
    return operation.run();
  }
}
