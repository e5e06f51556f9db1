/** JMH benchmarks, peers in the same run. */
module dev.clasp.tls.bench {
  requires static org.jspecify;
  requires com.amazon.corretto.crypto.provider;
  requires com.fasterxml.jackson.databind;
  requires dev.clasp.tls.conformance;
  requires dev.clasp.tls.engine;
  requires info.picocli;
  requires java.desktop; // the chart
  requires java.logging; // to silence a peer
  requires java.management; // when the JVM started, and how
  requires jmh.core;
  requires org.apache.xmlgraphics.batik.svggen;
  requires org.bouncycastle.provider;
  requires org.bouncycastle.tls;
  requires org.conscrypt;
  requires org.jfree.jfreechart;

  opens dev.clasp.tls.bench to
      info.picocli; // options are fields that picocli sets
}
