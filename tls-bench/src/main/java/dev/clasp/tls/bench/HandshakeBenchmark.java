package dev.clasp.tls.bench;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.NamedGroup;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
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
 * A full TLS 1.3 handshake in memory, both sides in one thread: x25519, AES-128-GCM, the server's
 * chain validated against a trust anchor and its name checked.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
public class HandshakeBenchmark {
  @Param({"clasp", "jsse"})
  String peer = "clasp";

  @Param({"P256", "RSA_2048"})
  KeyType certificate = KeyType.P256;

  private LoopFactory loops =
      () -> {
        throw new IllegalStateException("set up first");
      };

  /** Makes a client and a server that have not spoken yet. */
  interface LoopFactory {
    Loop make() throws Exception;
  }

  @Setup
  public void choose() throws Exception {
    Identities identities = Identities.of(certificate);
    loops = factory(peer, identities);
    loops.make().handshake();
  }

  static LoopFactory factory(String peer, Identities identities) throws Exception {
    switch (peer) {
      case "clasp":
        return () -> identities.clasp(NamedGroup.X25519);
      case "jsse":
        SSLContext context = JsseLoop.context(identities, "x25519");
        return () -> new JsseLoop(context);
      default:
        throw new IllegalArgumentException("peer: " + peer);
    }
  }

  @Benchmark
  public Loop full() throws Exception {
    Loop loop = loops.make();
    loop.handshake();
    return loop;
  }
}
