package dev.clasp.tls.bench;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.CryptoProviders;
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

/** Key exchange as TLS sees it: begin, respond, complete; two key generations, two agreements. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
public class KeyExchangeBenchmark {
  @Param({"clasp", "jdk", "bc"})
  String peer = "clasp";

  @Param({"X25519", "SECP256R1", "SECP384R1", "SECP521R1"})
  GroupAlgorithm group = GroupAlgorithm.X25519;

  private CryptoProvider provider = CryptoProviders.standard();
  private KeyExchangeGroup exchange = provider.group(group).orElseThrow();

  @Setup
  public void choose() {
    provider =
        switch (peer) {
          case "clasp" -> CryptoProviders.standard();
          case "jdk" -> CryptoProviders.jca();
          case "bc" -> CryptoProviders.bouncyCastle();
          default -> throw new IllegalArgumentException("peer: " + peer);
        };
    exchange = provider.group(group).orElseThrow();
  }

  @Benchmark
  public Secret exchange() throws InvalidKeyShare {
    PendingKeyExchange client = exchange.begin(provider.random());
    KeyExchangeReply server = exchange.respond(provider.random(), client.share());
    return client.complete(server.share());
  }
}
