package dev.clasp.tls.conformance.explain.tls12;

import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.PlainSummaries;
import dev.clasp.tls.conformance.explain.Utterance;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.message.ServerKeyExchangeContent;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.KeyExchange12;
import java.util.List;
import java.util.Optional;

/** What each message says, in a line. */
final class Summaries12 {
  private final Dialogue dialogue;
  private final Optional<KeyExchange12> keyExchange;

  Summaries12(Dialogue dialogue, Optional<KeyExchange12> keyExchange) {
    this.dialogue = dialogue;
    this.keyExchange = keyExchange;
  }

  String of(int index) {
    Utterance said = dialogue.utterance(index);
    return switch (said.kind()) {
      case CHANGE_CIPHER_SPEC -> "One byte: what its sender says behind it is under the new keys.";
      case ALERT -> PlainSummaries.alert(said.content());
      case APPLICATION_DATA -> PlainSummaries.data(said.content());
      case HANDSHAKE -> said.message().map(this::of).orElse("Does not decode; see below why.");
    };
  }

  private String of(HandshakeMessage message) {
    if (message instanceof ClientHello hello) {
      return clientHello(hello);
    }
    if (message instanceof ServerHello hello) {
      return "Chooses %s%s."
          .formatted(
              hello.cipherSuite(), Teller12.isResumed(dialogue) ? ", and resumes the session" : "");
    }
    if (message instanceof Certificate12 certificate) {
      return PlainSummaries.certificates(certificate.certificateList());
    }
    if (message instanceof ServerKeyExchange exchange) {
      return serverKeyExchange(exchange);
    }
    if (message instanceof CertificateRequest12 request) {
      return "Wants a certificate, signed with one of %d schemes."
          .formatted(request.supportedSignatureAlgorithms().size());
    }
    if (message instanceof CertificateVerify verify) {
      return "A signature with %s over the whole handshake so far.".formatted(verify.algorithm());
    }
    if (message instanceof NewSessionTicket12 ticket) {
      return "A ticket for later, good for %d seconds.".formatted(ticket.ticketLifetimeHint());
    }
    return switch (message.type()) {
      case SERVER_HELLO_DONE -> "Your turn.";
      case CLIENT_KEY_EXCHANGE -> keyExchange.map(Summaries12::clientKeyExchange).orElse("");
      case FINISHED -> "A check over every message so far, the first under the new keys.";
      case CERTIFICATE_STATUS -> "The CA says: not revoked.";
      case HELLO_REQUEST -> "Let us negotiate anew.";
      default -> "";
    };
  }

  private static String clientHello(ClientHello hello) {
    Optional<String> name =
        hello
            .extensions()
            .find(ServerNameList.class)
            .map(ServerNameList::hostNames)
            .filter(names -> !names.isEmpty())
            .map(names -> names.get(0));
    return "%s %s.%s"
        .formatted(
            name.map(host -> "Wants " + host + ", offers").orElse("Offers"),
            PlainSummaries.count(hello.cipherSuites().size(), "suite"),
            hello.legacySessionId().isEmpty() ? "" : " With a session id.");
  }

  private String serverKeyExchange(ServerKeyExchange exchange) {
    try {
      ServerKeyExchangeContent content =
          exchange.content(keyExchange.orElse(KeyExchange12.ECDHE_RSA));
      return content
          .signedParams()
          .map(signed -> "An ephemeral public key, signed with " + signed.algorithm() + ".")
          .orElse("An ephemeral public key, not signed: the pre-shared key is the proof.");
    } catch (DecodeException e) {
      return "Does not decode; see below why.";
    }
  }

  private static String clientKeyExchange(KeyExchange12 keyExchange) {
    List<String> parts =
        switch (keyExchange.share()) {
          case RSA_ENCRYPTION ->
              List.of("A premaster secret, encrypted with the server's RSA public key");
          case ECDHE, DHE -> List.of("The client's ephemeral public key");
          case NONE -> List.of("Which pre-shared key is meant");
        };
    return String.join(", ", parts)
        + (keyExchange.usesPsk() && keyExchange.share() != KeyExchange12.Share.NONE
            ? ", and which pre-shared key is meant."
            : ".");
  }
}
