package dev.clasp.tls.handshake.client;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Code points that mean nothing, in a ClientHello, so that servers do not get used to knowing every
 * one (RFC 8701 §3.1); and the extensions in another order each time, so that nobody gets used to
 * one.
 */
final class Grease {
  private Grease() {}

  /**
   * With a reserved value in front of each list, and two reserved extensions, one of them with
   * content. To be called before pre_shared_key is there, which stays last.
   */
  static ClientHello add(ClientHello hello, RandomSource random) {
    List<CipherSuite> suites = new ArrayList<>(hello.cipherSuites());
    suites.add(0, new CipherSuite(value(random)));
    int group = value(random);
    int first = value(random);
    int second = value(random);
    while (second == first) {
      second = value(random); // "There MUST NOT be more than one extension of the same type"
    }
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new UnknownExtension(new ExtensionType(first), Bytes.empty()));
    for (Extension extension : hello.extensions().list()) {
      extensions.add(greased(extension, group, random));
    }
    extensions.add(new UnknownExtension(new ExtensionType(second), Bytes.of(0)));
    return new ClientHello(
        hello.legacyVersion(),
        hello.random(),
        hello.legacySessionId(),
        suites,
        hello.legacyCompressionMethods(),
        Extensions.of(extensions));
  }

  /** The same extensions in a random order; to be called before pre_shared_key is there. */
  static ClientHello shuffle(ClientHello hello, RandomSource random) {
    List<Extension> extensions = new ArrayList<>(hello.extensions().list());
    for (int last = extensions.size() - 1; last > 0; last--) {
      Bytes bytes = random.bytes(2);
      // Slightly uneven, which no peer can tell.
      Collections.swap(extensions, last, (bytes.get(0) << 8 | bytes.get(1)) % (last + 1));
    }
    return hello.withExtensions(Extensions.of(extensions));
  }

  private static Extension greased(Extension extension, int group, RandomSource random) {
    if (extension instanceof SupportedVersionsClient versions) {
      return new SupportedVersionsClient(
          inFront(new ProtocolVersion(value(random)), versions.versions()));
    }
    if (extension instanceof SupportedGroups groups) {
      return new SupportedGroups(inFront(new NamedGroup(group), groups.namedGroupList()));
    }
    if (extension instanceof SignatureAlgorithms schemes) {
      return new SignatureAlgorithms(
          inFront(new SignatureScheme(value(random)), schemes.supportedSignatureAlgorithms()));
    }
    if (extension instanceof KeyShareClientHello shares) {
      // "MUST ... correspond to" a group of supported_groups, "the key_exchange field MAY be any"
      return new KeyShareClientHello(
          inFront(new KeyShareEntry(new NamedGroup(group), Bytes.of(0)), shares.clientShares()));
    }
    return extension;
  }

  private static <T> List<T> inFront(T first, List<T> rest) {
    List<T> list = new ArrayList<>();
    list.add(first);
    list.addAll(rest);
    return list;
  }

  /** One of 0x0A0A, 0x1A1A, ... 0xFAFA. */
  private static int value(RandomSource random) {
    int high = random.bytes(1).get(0) & 0xF0;
    return (high | 0x0A) << 8 | high | 0x0A;
  }
}
