package dev.clasp.tls.conformance.explain.tls12;

import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.Story.Check;
import dev.clasp.tls.conformance.explain.Telling;
import dev.clasp.tls.conformance.explain.Utterance;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.DigitallySigned;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.ServerEcdhParams;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.message.ServerKeyExchangeContent;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the receiver of each message has to check, worked out from the messages themselves.
 *
 * <p>The stack's states made these checks and went on; whether each held is computed here again, so
 * that the page states no more than it can show.
 */
final class Checks12 {
  private final Dialogue dialogue;
  private final Keys12 keys;
  private final Telling how;

  Checks12(Dialogue dialogue, Keys12 keys, Telling how) {
    this.dialogue = dialogue;
    this.keys = keys;
    this.how = how;
  }

  List<Check> of(int index) {
    Utterance said = dialogue.utterance(index);
    if (said.as(ClientHello.class).isPresent()) {
      return clientHello(said.as(ClientHello.class).get());
    }
    Optional<ClientHello> offer = dialogue.lastBefore(index, ClientHello.class);
    if (offer.isEmpty() || said.message().isEmpty()) {
      return List.of();
    }
    if (said.as(ServerHello.class).isPresent()) {
      return serverHello(said.as(ServerHello.class).get(), offer.get());
    }
    if (said.as(Certificate12.class).isPresent() && said.from() == Side.SERVER) {
      return certificate(said.as(Certificate12.class).get());
    }
    if (said.as(ServerKeyExchange.class).isPresent()) {
      return serverKeyExchange(index, said.as(ServerKeyExchange.class).get(), offer.get());
    }
    if (said.as(CertificateVerify.class).isPresent()) {
      return certificateVerify(index, said.as(CertificateVerify.class).get());
    }
    if (said.as(Finished.class).isPresent()) {
      return finished(index, said.as(Finished.class).get());
    }
    return List.of();
  }

  private static List<Check> clientHello(ClientHello hello) {
    return List.of(
        check(
            "the client speaks TLS 1.2",
            hello.legacyVersion().toString(),
            "RFC 5246 §E.1",
            hello.legacyVersion().equals(ProtocolVersion.TLS12)),
        check(
            "null compression is offered",
            "compression_methods is " + hello.legacyCompressionMethods(),
            "RFC 5246 §7.4.1.2",
            hello.legacyCompressionMethods().toHex().contains("00")),
        check(
            "secure renegotiation is signalled",
            hello.extensions().find(RenegotiationInfo.class).isPresent()
                ? "renegotiation_info"
                : "TLS_EMPTY_RENEGOTIATION_INFO_SCSV",
            "RFC 5746 §3.4",
            hello.extensions().find(RenegotiationInfo.class).isPresent()
                || hello.cipherSuites().contains(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)));
  }

  private List<Check> serverHello(ServerHello hello, ClientHello offer) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        check(
            "the version is TLS 1.2",
            hello.legacyVersion().toString(),
            "RFC 5246 §7.4.1.3",
            hello.legacyVersion().equals(ProtocolVersion.TLS12)));
    int place = offer.cipherSuites().indexOf(hello.cipherSuite());
    checks.add(
        check(
            "the suite is one the client offered, and one of TLS 1.2",
            "%s, number %d of %d"
                .formatted(hello.cipherSuite(), place + 1, offer.cipherSuites().size()),
            "RFC 5246 §7.4.1.3",
            place >= 0 && Suite12.of(hello.cipherSuite()).isPresent()));
    checks.add(
        check(
            "there is no compression",
            String.valueOf(hello.legacyCompressionMethod()),
            "RFC 5246 §7.4.1.3",
            hello.legacyCompressionMethod() == 0));
    List<ExtensionType> unasked =
        hello.extensions().types().stream()
            .filter(type -> !type.equals(ExtensionType.RENEGOTIATION_INFO))
            .filter(type -> !offer.extensions().types().contains(type))
            .toList();
    checks.add(
        check(
            "every extension answers one of the client's",
            hello.extensions().types().isEmpty()
                ? "none"
                : hello.extensions().types().stream()
                    .map(ExtensionType::toString)
                    .collect(Collectors.joining(", ")),
            "RFC 5246 §7.4.1.4",
            unasked.isEmpty()));
    hello
        .extensions()
        .find(RenegotiationInfo.class)
        .ifPresent(
            info ->
                checks.add(
                    check(
                        "the server knows secure renegotiation, and this is no renegotiation",
                        "renegotiated_connection is empty",
                        "RFC 5746 §3.4",
                        info.renegotiatedConnection().isEmpty())));
    checks.addAll(downgrade(hello, offer));
    return checks;
  }

  /** Only a client that offered TLS 1.3 can tell a downgrade by the random. */
  private static List<Check> downgrade(ServerHello hello, ClientHello offer) {
    boolean offered13 =
        offer
            .extensions()
            .find(dev.clasp.tls.handshake.extension.SupportedVersionsClient.class)
            .filter(versions -> versions.versions().contains(ProtocolVersion.TLS13))
            .isPresent();
    return offered13
        ? List.of(
            check(
                "the random has no mark of a downgrade from TLS 1.3",
                "last 8 bytes " + hello.random().bytes().last(8),
                "RFC 9846 §4.2.3",
                !hello.random().marksDowngradeToTls12()
                    && !hello.random().marksDowngradeToTls11OrBelow()))
        : List.of();
  }

  private List<Check> certificate(Certificate12 message) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        check(
            "the server sent at least one certificate",
            String.valueOf(message.certificateList().size()),
            "RFC 5246 §7.4.2",
            !message.certificateList().isEmpty()));
    Optional<HandshakeEvent.PeerIdentified> peer =
        dialogue.event(HandshakeEvent.PeerIdentified.class);
    if (!how.anyCertificate() && peer.isPresent()) {
      checks.add(
          check(
              "a chain of valid signatures leads to a CA that we trust, all in date, for the name"
                  + " we wanted",
              peer.get().path().path().stream()
                  .map(certificate -> certificate.subject().toString())
                  .collect(Collectors.joining(" ← ")),
              "RFC 5280 §6, RFC 9525 §6",
              true));
    }
    return checks;
  }

  private List<Check> serverKeyExchange(int index, ServerKeyExchange message, ClientHello offer) {
    List<Check> checks = new ArrayList<>();
    try {
      ServerKeyExchangeContent content =
          message.content(Teller12.suite(dialogue).orElseThrow().keyExchange());
      content
          .params()
          .filter(ServerEcdhParams.class::isInstance)
          .map(ServerEcdhParams.class::cast)
          .ifPresent(
              params ->
                  checks.add(
                      check(
                          "the curve is one the client offered",
                          params.namedCurve().toString(),
                          "RFC 8422 §5.4",
                          offer
                              .extensions()
                              .find(SupportedGroups.class)
                              .filter(
                                  groups -> groups.namedGroupList().contains(params.namedCurve()))
                              .isPresent())));
      if (content.signedParams().isPresent()) {
        checks.addAll(
            signedParams(
                index, content.signedParams().get(), content.params().orElseThrow(), offer));
      }
    } catch (DecodeException e) {
      // The state that got it refused it; nothing of it can be checked.
      return List.of();
    }
    return checks;
  }

  private List<Check> signedParams(
      int index, DigitallySigned signed, ServerParams params, ClientHello offer) {
    List<SignatureScheme> accepted =
        offer
            .extensions()
            .find(SignatureAlgorithms.class)
            .map(SignatureAlgorithms::supportedSignatureAlgorithms)
            .orElse(List.of());
    Bytes content = Bytes.concat(keys.clientRandom(), keys.serverRandom(), params.encoded());
    return List.of(
        check(
            "the signature scheme is one the client listed",
            signed.algorithm().toString(),
            "RFC 5246 §7.4.3",
            accepted.contains(signed.algorithm())),
        check(
            "the signature is valid for the key in the certificate",
            "over client random, server random and params: %d bytes".formatted(content.size()),
            "RFC 5246 §7.4.3",
            isSigned(index, Side.SERVER, signed.algorithm(), content, signed.signature())));
  }

  private List<Check> certificateVerify(int index, CertificateVerify verify) {
    List<SignatureScheme> accepted =
        dialogue
            .lastBefore(index, CertificateRequest12.class)
            .map(CertificateRequest12::supportedSignatureAlgorithms)
            .orElse(List.of());
    Bytes content = keys.messages(index - 1);
    return List.of(
        check(
            "the signature scheme is one the server listed",
            verify.algorithm().toString(),
            "RFC 5246 §7.4.8",
            accepted.contains(verify.algorithm())),
        check(
            "the signature is valid for the key in the certificate",
            "over all %d bytes of handshake messages so far".formatted(content.size()),
            "RFC 5246 §7.4.8",
            isSigned(index, Side.CLIENT, verify.algorithm(), content, verify.signature())));
  }

  private boolean isSigned(
      int index, Side signer, SignatureScheme scheme, Bytes content, Bytes signature) {
    Optional<PublicKeyInfo> key =
        dialogue.utterances().subList(0, index).stream()
            .filter(said -> said.from() == signer)
            .flatMap(said -> said.as(Certificate12.class).stream())
            .flatMap(message -> message.certificateList().stream().limit(1))
            .flatMap(der -> publicKey(der).stream())
            .findFirst();
    return key.isPresent()
        && scheme
            .algorithm()
            .filter(
                algorithm ->
                    keys.crypto().verifiers().verify(algorithm, key.get(), content, signature))
            .isPresent();
  }

  private static Optional<PublicKeyInfo> publicKey(Bytes der) {
    try {
      return Certificate.parse(der).publicKey();
    } catch (DerException e) {
      return Optional.empty();
    }
  }

  private List<Check> finished(int index, Finished message) {
    return keys.verifyData(index)
        .map(
            expected ->
                List.of(
                    check(
                        "verify_data is the check value of the handshake so far",
                        "PRF(main secret, \"%s finished\", %s), computed a second time: %s"
                            .formatted(
                                dialogue.utterance(index).from(),
                                keys.transcriptHash(index - 1),
                                expected.equals(message.verifyData())
                                    ? "the same"
                                    : expected.toHex()),
                        "RFC 5246 §7.4.9",
                        expected.equals(message.verifyData()))))
        .orElse(List.of());
  }

  private static Check check(String rule, String evidence, String clause, boolean held) {
    return new Check(rule, evidence, clause, held);
  }
}
