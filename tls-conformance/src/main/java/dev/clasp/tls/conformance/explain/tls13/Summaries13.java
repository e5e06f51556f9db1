package dev.clasp.tls.conformance.explain.tls13;

import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.PlainSummaries;
import dev.clasp.tls.conformance.explain.Utterance;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyServerHello;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.message.ServerHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What each message says, in a line. */
final class Summaries13 {
  private final Dialogue dialogue;

  Summaries13(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  String of(int index) {
    Utterance said = dialogue.utterance(index);
    return switch (said.kind()) {
      case CHANGE_CIPHER_SPEC -> "One byte that means nothing any more, for old middleboxes.";
      case ALERT -> PlainSummaries.alert(said.content());
      case APPLICATION_DATA -> PlainSummaries.data(said.content());
      case HANDSHAKE ->
          said.message().map(Summaries13::of).orElse("Does not decode; see below why.");
    };
  }

  private static String of(HandshakeMessage message) {
    if (message instanceof ClientHello hello) {
      return clientHello(hello);
    }
    if (message instanceof ServerHello hello) {
      return hello.isHelloRetryRequest() ? helloRetryRequest(hello) : serverHello(hello);
    }
    if (message instanceof EncryptedExtensions extensions) {
      return encryptedExtensions(extensions.extensions());
    }
    if (message instanceof CertificateRequest13 request) {
      return "Wants a certificate, signed with one of %d schemes."
          .formatted(
              request
                  .extensions()
                  .find(SignatureAlgorithms.class)
                  .map(schemes -> schemes.supportedSignatureAlgorithms().size())
                  .orElse(0));
    }
    if (message instanceof Certificate13 certificate) {
      return PlainSummaries.certificates(
          certificate.certificateList().stream().map(CertificateEntry::certData).toList());
    }
    if (message instanceof CertificateVerify verify) {
      return "A signature with %s over the whole handshake so far.".formatted(verify.algorithm());
    }
    if (message instanceof NewSessionTicket13 ticket) {
      return "A ticket for later, good for %d seconds.".formatted(ticket.ticketLifetime());
    }
    if (message instanceof KeyUpdate update) {
      return update.updateRequested() ? "New keys, and please do the same." : "New keys.";
    }
    return switch (message.type()) {
      case FINISHED -> "A check over every message so far.";
      case END_OF_EARLY_DATA -> "No more early data.";
      default -> "";
    };
  }

  private static String clientHello(ClientHello hello) {
    List<String> parts = new ArrayList<>();
    hello
        .extensions()
        .find(ServerNameList.class)
        .map(ServerNameList::hostNames)
        .filter(names -> !names.isEmpty())
        .ifPresent(names -> parts.add("Wants " + names.get(0)));
    parts.add(
        "offers %s, %s"
            .formatted(
                PlainSummaries.count(hello.cipherSuites().size(), "suite"),
                PlainSummaries.count(
                    hello
                        .extensions()
                        .find(SupportedGroups.class)
                        .map(groups -> groups.namedGroupList().size())
                        .orElse(0),
                    "group")));
    List<String> shares =
        hello
            .extensions()
            .find(KeyShareClientHello.class)
            .map(
                offered ->
                    offered.clientShares().stream().map(share -> share.group().toString()).toList())
            .orElse(List.of());
    parts.add(
        shares.isEmpty()
            ? "no key share: the server shall choose"
            : (shares.size() == 1 ? "a key share for " : "key shares for ")
                + String.join(" and ", shares));
    hello
        .extensions()
        .find(PreSharedKeyClientHello.class)
        .ifPresent(
            psk ->
                parts.add(
                    "and " + PlainSummaries.count(psk.identities().size(), "pre-shared key")));
    String line = String.join(", ", parts) + ".";
    return Character.toUpperCase(line.charAt(0)) + line.substring(1);
  }

  private static String serverHello(ServerHello hello) {
    Optional<String> group =
        hello
            .extensions()
            .find(KeyShareServerHello.class)
            .map(share -> share.serverShare().group().toString());
    boolean resumed = hello.extensions().find(PreSharedKeyServerHello.class).isPresent();
    return "Chooses %s%s%s."
        .formatted(
            hello.cipherSuite(),
            group.map(name -> " and " + name).orElse(""),
            resumed ? ", and takes the pre-shared key" : "");
  }

  private static String helloRetryRequest(ServerHello hello) {
    return hello
        .extensions()
        .find(KeyShareHelloRetryRequest.class)
        .map(share -> "Wants a key share for %s.".formatted(share.selectedGroup()))
        .orElse("Wants its cookie back.");
  }

  private static String encryptedExtensions(Extensions extensions) {
    Optional<ApplicationLayerProtocolNegotiation> alpn =
        extensions.find(ApplicationLayerProtocolNegotiation.class);
    if (alpn.isPresent()) {
      return "Will speak %s.".formatted(String.join(", ", alpn.get().protocolNameList()));
    }
    return extensions.types().isEmpty()
        ? "Nothing to add."
        : "Answers "
            + extensions.types().stream().map(Object::toString).collect(Collectors.joining(", "))
            + ".";
  }
}
