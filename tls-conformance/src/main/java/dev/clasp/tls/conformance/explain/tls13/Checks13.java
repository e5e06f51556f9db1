package dev.clasp.tls.conformance.explain.tls13;

import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.Story.Check;
import dev.clasp.tls.conformance.explain.Utterance;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyServerHello;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.x509.Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the receiver of each message has to check, worked out from the messages themselves.
 *
 * <p>The stack's states made these checks and went on; whether each held is computed here again, so
 * that the page states no more than it can show.
 */
final class Checks13 {
  private final Dialogue dialogue;
  private final Keys13 keys;
  private final boolean anyCertificate;

  /**
   * @param anyCertificate whether the client asks no certificate whose it is
   */
  Checks13(Dialogue dialogue, Keys13 keys, boolean anyCertificate) {
    this.dialogue = dialogue;
    this.keys = keys;
    this.anyCertificate = anyCertificate;
  }

  List<Check> of(int index) {
    Utterance said = dialogue.utterance(index);
    if (said.as(ClientHello.class).isPresent()) {
      return clientHello(index, said.as(ClientHello.class).get());
    }
    Optional<ClientHello> offer = dialogue.lastBefore(index, ClientHello.class);
    if (offer.isEmpty() || said.message().isEmpty()) {
      return List.of();
    }
    if (said.as(ServerHello.class).isPresent()) {
      ServerHello hello = said.as(ServerHello.class).get();
      return hello.isHelloRetryRequest()
          ? helloRetryRequest(hello, offer.get())
          : serverHello(hello, offer.get());
    }
    if (said.as(EncryptedExtensions.class).isPresent()) {
      return encryptedExtensions(said.as(EncryptedExtensions.class).get(), offer.get());
    }
    if (said.as(CertificateRequest13.class).isPresent()) {
      return certificateRequest(said.as(CertificateRequest13.class).get());
    }
    if (said.as(Certificate13.class).isPresent()) {
      return certificate(said.as(Certificate13.class).get(), said.from(), offer.get());
    }
    if (said.as(CertificateVerify.class).isPresent()) {
      return certificateVerify(index, said, offer.get());
    }
    if (said.as(Finished.class).isPresent()) {
      return finished(index, said.as(Finished.class).get());
    }
    return List.of();
  }

  private List<Check> clientHello(int index, ClientHello hello) {
    List<Check> checks = new ArrayList<>(offer(hello));
    int selected =
        dialogue.utterances().stream()
            .flatMap(said -> said.as(ServerHello.class).stream())
            .flatMap(answer -> answer.extensions().find(PreSharedKeyServerHello.class).stream())
            .mapToInt(PreSharedKeyServerHello::selectedIdentity)
            .findFirst()
            .orElse(0);
    hello
        .extensions()
        .find(PreSharedKeyClientHello.class)
        .filter(psks -> selected < psks.binders().size())
        .flatMap(psks -> keys.binds(index, hello, psks.binders().get(selected)))
        .ifPresent(
            binds ->
                checks.add(
                    check(
                        "the binder proves that the client has the pre-shared key",
                        "HMAC over this message up to the binders, computed a second time",
                        "RFC 9846 §4.3.11.2",
                        binds)));
    return checks;
  }

  private static List<Check> offer(ClientHello hello) {
    return List.of(
        check(
            "TLS 1.3 is offered",
            hello
                .extensions()
                .find(SupportedVersionsClient.class)
                .map(versions -> names(versions.versions()))
                .orElse("no supported_versions"),
            "RFC 9846 §4.3.1",
            hello
                .extensions()
                .find(SupportedVersionsClient.class)
                .filter(offered -> offered.versions().contains(ProtocolVersion.TLS13))
                .isPresent()),
        check(
            "there is no compression",
            "legacy_compression_methods is " + hello.legacyCompressionMethods(),
            "RFC 9846 §4.2.2",
            hello.legacyCompressionMethods().equals(ClientHello.NULL_COMPRESSION)),
        check(
            "each key share is in a group that is offered, in the same order",
            names(shares(hello).stream().map(KeyShareEntry::group).toList()),
            "RFC 9846 §4.3.8",
            groups(hello).stream()
                .filter(shares(hello).stream().map(KeyShareEntry::group).toList()::contains)
                .toList()
                .equals(shares(hello).stream().map(KeyShareEntry::group).toList())),
        check(
            "signature_algorithms is there, so that a certificate can be chosen",
            "%d schemes".formatted(schemes(hello.extensions()).size()),
            "RFC 9846 §4.3",
            !schemes(hello.extensions()).isEmpty()
                || hello.extensions().find(PreSharedKeyClientHello.class).isPresent()));
  }

  private List<Check> serverHello(ServerHello hello, ClientHello offer) {
    List<Check> checks = legacyFields(hello, offer);
    checks.add(
        check(
            "the random has no mark of a downgrade",
            "last 8 bytes " + hello.random().bytes().last(8),
            "RFC 9846 §4.2.3",
            !hello.random().marksDowngradeToTls12()
                && !hello.random().marksDowngradeToTls11OrBelow()));
    Optional<NamedGroup> group =
        hello
            .extensions()
            .find(KeyShareServerHello.class)
            .map(share -> share.serverShare().group());
    group.ifPresent(
        chosen ->
            checks.add(
                check(
                    "the key share is in a group the client sent a share for",
                    chosen.toString(),
                    "RFC 9846 §4.3.8",
                    shares(offer).stream().anyMatch(share -> share.group().equals(chosen)))));
    return checks;
  }

  private List<Check> helloRetryRequest(ServerHello request, ClientHello offer) {
    List<Check> checks = legacyFields(request, offer);
    Optional<NamedGroup> group =
        request
            .extensions()
            .find(KeyShareHelloRetryRequest.class)
            .map(KeyShareHelloRetryRequest::selectedGroup);
    group.ifPresent(
        wanted ->
            checks.add(
                check(
                    "the group is one the client offered and sent no share for",
                    wanted.toString(),
                    "RFC 9846 §4.3.8",
                    groups(offer).contains(wanted)
                        && shares(offer).stream()
                            .noneMatch(share -> share.group().equals(wanted)))));
    checks.add(
        check(
            "the second ClientHello will differ from the first",
            group.isPresent() ? "another key share" : "a cookie",
            "RFC 9846 §4.2.4",
            group.isPresent() || request.extensions().find(Cookie.class).isPresent()));
    return checks;
  }

  private List<Check> legacyFields(ServerHello hello, ClientHello offer) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        check(
            "supported_versions says TLS 1.3",
            hello
                .extensions()
                .find(SupportedVersionsServer.class)
                .map(version -> version.selectedVersion().toString())
                .orElse("not there"),
            "RFC 9846 §4.3.1",
            hello
                .extensions()
                .find(SupportedVersionsServer.class)
                .filter(version -> version.selectedVersion().equals(ProtocolVersion.TLS13))
                .isPresent()));
    checks.add(
        check(
            "legacy_version is 0x0303",
            "0x%04x".formatted(hello.legacyVersion().value()),
            "RFC 9846 §4.2.3",
            hello.legacyVersion().equals(ProtocolVersion.TLS12)));
    checks.add(
        check(
            "legacy_session_id_echo is what the client sent",
            "the same %d bytes".formatted(offer.legacySessionId().bytes().size()),
            "RFC 9846 §4.2.3",
            hello.legacySessionIdEcho().equals(offer.legacySessionId())));
    int place = offer.cipherSuites().indexOf(hello.cipherSuite());
    checks.add(
        check(
            "the suite is one the client offered",
            "%s, number %d of %d"
                .formatted(hello.cipherSuite(), place + 1, offer.cipherSuites().size()),
            "RFC 9846 §4.2.3",
            place >= 0));
    checks.add(
        check(
            "legacy_compression_method is 0",
            String.valueOf(hello.legacyCompressionMethod()),
            "RFC 9846 §4.2.3",
            hello.legacyCompressionMethod() == 0));
    checks.add(onlyOffered(hello.extensions(), offer));
    return checks;
  }

  private List<Check> encryptedExtensions(EncryptedExtensions message, ClientHello offer) {
    List<Check> checks = new ArrayList<>();
    checks.add(onlyOffered(message.extensions(), offer));
    message
        .extensions()
        .find(ApplicationLayerProtocolNegotiation.class)
        .ifPresent(
            chosen ->
                checks.add(
                    check(
                        "exactly one application protocol, and one of ours",
                        String.join(", ", chosen.protocolNameList()),
                        "RFC 7301 §3.1",
                        chosen.protocolNameList().size() == 1
                            && offer
                                .extensions()
                                .find(ApplicationLayerProtocolNegotiation.class)
                                .filter(
                                    ours ->
                                        ours.protocolNameList()
                                            .containsAll(chosen.protocolNameList()))
                                .isPresent())));
    return checks;
  }

  private static List<Check> certificateRequest(CertificateRequest13 request) {
    return List.of(
        check(
            "certificate_request_context is empty during the handshake",
            request.certificateRequestContext().size() + " bytes",
            "RFC 9846 §4.4.2",
            request.certificateRequestContext().isEmpty()),
        check(
            "signature_algorithms is there",
            "%d schemes".formatted(schemes(request.extensions()).size()),
            "RFC 9846 §4.4.2",
            !schemes(request.extensions()).isEmpty()));
  }

  private List<Check> certificate(Certificate13 message, Side from, ClientHello offer) {
    List<Check> checks = new ArrayList<>();
    if (from == Side.CLIENT) {
      checks.add(
          check(
              "the context is that of the request",
              message.certificateRequestContext().size() + " bytes",
              "RFC 9846 §4.5.1",
              message.certificateRequestContext().isEmpty()));
      return checks;
    }
    checks.add(
        check(
            "the server sent at least one certificate",
            String.valueOf(message.certificateList().size()),
            "RFC 9846 §4.5.1.3",
            !message.certificateList().isEmpty()));
    checks.add(
        check(
            "extensions of certificates answer ours",
            names(
                message.certificateList().stream()
                    .flatMap(entry -> entry.extensions().types().stream())
                    .toList()),
            "RFC 9846 §4.5.1",
            message.certificateList().stream()
                .allMatch(
                    entry -> offer.extensions().types().containsAll(entry.extensions().types()))));
    if (!anyCertificate && dialogue.worked("validate the server's certificate")) {
      checks.add(
          check(
              "a chain of valid signatures leads to a CA that we trust, all in date, for the name"
                  + " we wanted",
              dialogue
                  .event(HandshakeEvent.PeerIdentified.class)
                  .map(peer -> path(peer.path().path()))
                  .orElse("it does"),
              "RFC 5280 §6, RFC 9525 §6",
              true));
    }
    return checks;
  }

  private static String path(List<Certificate> path) {
    return path.stream()
        .map(certificate -> certificate.subject().toString())
        .collect(Collectors.joining(" ← "));
  }

  private List<Check> certificateVerify(int index, Utterance said, ClientHello offer) {
    SignatureScheme scheme = said.as(CertificateVerify.class).orElseThrow().algorithm();
    boolean server = said.from() == Side.SERVER;
    List<SignatureScheme> accepted =
        server
            ? schemes(offer.extensions())
            : dialogue
                .lastBefore(index, CertificateRequest13.class)
                .map(request -> schemes(request.extensions()))
                .orElse(List.of());
    List<Check> checks = new ArrayList<>();
    checks.add(
        check(
            "the scheme is one the receiver listed, and fit for TLS 1.3",
            scheme.toString(),
            "RFC 9846 §4.5.2",
            accepted.contains(scheme) && scheme.signsHandshake13()));
    if (keys.known()) {
      checks.add(
          check(
              "the signature is valid for the key in the certificate",
              "over 64 × 0x20, “TLS 1.3, %s CertificateVerify”, 0x00 and the transcript hash %s"
                  .formatted(said.from(), keys.transcript(index - 1).hash()),
              "RFC 9846 §4.5.2",
              keys.isSigned(index)));
    }
    return checks;
  }

  private List<Check> finished(int index, Finished message) {
    Optional<Bytes> expected = keys.verifyData(index);
    return expected
        .map(
            mac ->
                List.of(
                    check(
                        "verify_data is the MAC of the handshake so far",
                        "HMAC(finished_key, %s), computed a second time: %s"
                            .formatted(
                                keys.transcript(index - 1).hash(),
                                mac.equals(message.verifyData()) ? "the same" : mac.toHex()),
                        "RFC 9846 §4.5.3",
                        mac.equals(message.verifyData()))))
        .orElse(List.of());
  }

  private static Check onlyOffered(Extensions answers, ClientHello offer) {
    // cookie is the one extension a server may send unasked (§4.3).
    List<ExtensionType> unasked =
        answers.types().stream()
            .filter(type -> !type.equals(ExtensionType.COOKIE))
            .filter(type -> !offer.extensions().types().contains(type))
            .toList();
    return check(
        "every extension answers one of the client's",
        unasked.isEmpty() ? names(answers.types()) : "unasked: " + names(unasked),
        "RFC 9846 §4.3",
        unasked.isEmpty());
  }

  private static List<KeyShareEntry> shares(ClientHello hello) {
    return hello
        .extensions()
        .find(KeyShareClientHello.class)
        .map(KeyShareClientHello::clientShares)
        .orElse(List.of());
  }

  private static List<NamedGroup> groups(ClientHello hello) {
    return hello
        .extensions()
        .find(SupportedGroups.class)
        .map(SupportedGroups::namedGroupList)
        .orElse(List.of());
  }

  private static List<SignatureScheme> schemes(Extensions extensions) {
    return extensions
        .find(SignatureAlgorithms.class)
        .map(SignatureAlgorithms::supportedSignatureAlgorithms)
        .orElse(List.of());
  }

  private static String names(Collection<?> values) {
    return values.isEmpty()
        ? "none"
        : values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static Check check(String rule, String evidence, String clause, boolean held) {
    return new Check(rule, evidence, clause, held);
  }
}
