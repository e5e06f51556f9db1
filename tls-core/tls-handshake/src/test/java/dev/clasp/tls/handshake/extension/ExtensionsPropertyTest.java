package dev.clasp.tls.handshake.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Extensions of any content in any message: the same bytes again, or one of two alerts. */
class ExtensionsPropertyTest {
  private static final Set<AlertDescription> ALERTS =
      Set.of(AlertDescription.DECODE_ERROR, AlertDescription.ILLEGAL_PARAMETER);

  @Property(tries = 3000)
  void anyContentInAnyMessage(
      @ForAll("contents") UnknownExtension extension, @ForAll MessageContext message) {
    decodesToItselfOrIsRefused(Extensions.of(extension).encoded(), message);
  }

  @Property(tries = 1000)
  void anyBlockInAnyMessage(
      @ForAll("blocks") Extensions extensions, @ForAll MessageContext message) {
    decodesToItselfOrIsRefused(extensions.encoded(), message);
  }

  @Property(tries = 1000)
  void anyBytesInAnyMessage(@ForAll byte[] bytes, @ForAll MessageContext message) {
    decodesToItselfOrIsRefused(Bytes.copyOf(bytes), message);
  }

  @Property(tries = 2000)
  void aChangedExtension(
      @ForAll("samples") ExtensionSamples.Sample sample, @ForAll int at, @ForAll byte value) {
    byte[] body = sample.extension().encoded().toArray();
    if (body.length > 0) {
      body[Math.floorMod(at, body.length)] = value;
    }
    Extension changed = new UnknownExtension(sample.extension().type(), Bytes.copyOf(body));

    for (MessageContext message : sample.messages()) {
      decodesToItselfOrIsRefused(Extensions.of(changed).encoded(), message);
    }
  }

  @Provide
  Arbitrary<UnknownExtension> contents() {
    return Combinators.combine(
            Arbitraries.of(ExtensionType.known()),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Bytes::copyOf))
        .as(UnknownExtension::new);
  }

  @Provide
  Arbitrary<Extensions> blocks() {
    Arbitrary<Extension> samples = samples().map(ExtensionSamples.Sample::extension);
    return samples.list().ofMaxSize(6).map(Extensions::of);
  }

  @Provide
  Arbitrary<ExtensionSamples.Sample> samples() {
    return Arbitraries.of(ExtensionSamples.ALL);
  }

  private static void decodesToItselfOrIsRefused(Bytes block, MessageContext message) {
    WireReader in = WireReader.of("message", block);
    Extensions decoded;
    try {
      decoded = Extensions.decode(in, message);
      in.end();
    } catch (DecodeException refused) {
      Optional<AlertDescription> alert = refused.alert();
      assertTrue(alert.filter(ALERTS::contains).isPresent(), () -> "alert " + alert);
      assertTrue(refused.clause().isPresent(), "no clause");
      return;
    }
    assertEquals(block, decoded.encoded());
    assertEquals(decoded.list().size(), decoded.types().size(), "a type twice");
    assertEquals(
        List.copyOf(decoded.types()), decoded.list().stream().map(Extension::type).toList());
  }
}
