package dev.clasp.tls.conformance.property;

import static dev.clasp.tls.conformance.property.Draws.between;
import static dev.clasp.tls.conformance.property.Draws.flip;
import static dev.clasp.tls.conformance.property.Draws.octets;
import static dev.clasp.tls.conformance.property.Steps.changed;
import static dev.clasp.tls.conformance.property.Steps.clientHello;
import static dev.clasp.tls.conformance.property.Steps.node;
import static dev.clasp.tls.conformance.property.Steps.recordSize;
import static dev.clasp.tls.conformance.property.Steps.use;

import dev.clasp.tls.conformance.property.Property.Side;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What a TLS 1.2 server must go along with and what it must refuse. */
final class ServerProperties12 {
  private static final String NO_SESSION = "'ciphers': '$ciphers', 'session_id': {'$hex': ''}";
  private static final int CLIENT_KEY_EXCHANGE = 16;

  private ServerProperties12() {}

  static List<Property> all() {
    return List.of(
        fragments(),
        unknownExtensions(),
        chosenWasOffered(),
        finishedChanged(),
        recordChanged(),
        premasterCiphertext(),
        messageInsteadOfKeyExchange());
  }

  private static Property of(
      String id, String title, List<String> requirements, Arbitrary<Draft> drafts) {
    return Property.of(Side.SERVER_12, id, title, requirements, drafts);
  }

  private static Property fragments() {
    Arbitrary<Integer> size = between(1, 1 << 14);
    return of(
        "server12-any-fragments",
        "ClientHello, ClientKeyExchange and request in records of any size change nothing",
        List.of("RFC5246#section-6.2.1/2"),
        Combinators.combine(size, size, size)
            .as(
                (hello, exchange, request) ->
                    Draft.accepted(
                        use("connect"),
                        recordSize(hello),
                        use("client_hello"),
                        recordSize(),
                        use("server_flight"),
                        recordSize(exchange),
                        node("ClientKeyExchangeGenerator"),
                        recordSize(),
                        node("ChangeCipherSpecGenerator"),
                        node("FinishedGenerator"),
                        use("server_finish"),
                        recordSize(request),
                        use("send_request"),
                        recordSize(),
                        use("expect_answer"),
                        use("close"))));
  }

  private static Property unknownExtensions() {
    return of(
        "server12-any-unknown-extension",
        "unknown extensions with any content anywhere in ClientHello change nothing",
        List.of("RFC5246#section-7.4.1.2/10"),
        Draws.withUnknown(Draws.HELLO_12)
            .map(
                extensions ->
                    Draft.accepted(
                        use("connect"),
                        clientHello(NO_SESSION, extensions),
                        use("server_flight"),
                        use("finish"))));
  }

  private static Property chosenWasOffered() {
    return of(
        "server12-chosen-was-offered",
        "whatever unknown suites surround a known one, the server chooses the known one",
        List.of("RFC5246#section-7.4.1.2/3"),
        Draws.among(List.of("'$cipher'", "'TLS_EMPTY_RENEGOTIATION_INFO_SCSV'"))
            .map(
                ciphers ->
                    Draft.accepted(
                        use("connect"),
                        clientHello(
                            "'ciphers': %s, 'session_id': {'$hex': ''}".formatted(ciphers),
                            Draws.HELLO_12),
                        use("server_flight"),
                        use("finish"))));
  }

  private static Property finishedChanged() {
    return of(
        "server12-finished-any-change",
        "Finished with any octet of verify_data changed ends the connection",
        List.of("RFC5246#section-7.4.9/1"),
        flip(-12, -1)
            .map(
                flip ->
                    Draft.refused(
                        "'decrypt_error'",
                        "'handshake_failure', 'illegal_parameter'",
                        use("begin"),
                        node("ClientKeyExchangeGenerator"),
                        node("ChangeCipherSpecGenerator"),
                        changed(node("FinishedGenerator"), "fuzz_message", flip),
                        use("expect_rejection"))));
  }

  private static Property recordChanged() {
    return of(
        "server12-record-any-change",
        "a protected record with any of its last octets changed ends the connection",
        List.of("RFC5246#section-6.2.3.3/4"),
        flip(-34, -1)
            .map(
                flip ->
                    Draft.refused(
                        "'bad_record_mac'",
                        "",
                        use("handshake"),
                        changed(
                            node("ApplicationDataGenerator", "'payload': '$request'"),
                            "fuzz_encrypted_message",
                            flip),
                        use("expect_rejection"))));
  }

  private static Property premasterCiphertext() {
    return of(
            "server12-any-premaster-ciphertext",
            "an encrypted premaster secret of any 256 octets fails at Finished and no earlier",
            List.of("RFC5246#section-7.4.7.1/6", "RFC5246#section-7.4.7.1/7"),
            Combinators.combine(octets(255, 255), between(0, 1))
                .as(
                    (octets, first) ->
                        Draft.refused(
                            "'bad_record_mac', 'decrypt_error'",
                            "'handshake_failure'",
                            use("begin", "'cipher': '$rsa'"),
                            node(
                                "ClientKeyExchangeGenerator",
                                "'encrypted_premaster': {'$concat': [{'$fill': [1, %d]}, %s]}"
                                    .formatted(first, Steps.hex(octets))),
                            node("ChangeCipherSpecGenerator"),
                            node("FinishedGenerator"),
                            use("expect_rejection"))))
        .requiring("ciphers.tls12.rsa");
  }

  private static Property messageInsteadOfKeyExchange() {
    return of(
        "server12-any-message-for-key-exchange",
        "any handshake message but ClientKeyExchange behind the server's flight is refused",
        List.of("RFC5246#section-7.4/1"),
        Combinators.combine(
                Draws.handshakeTypeBut(CLIENT_KEY_EXCHANGE), octets(0, 40), Arbitraries.of("begin"))
            .as(
                (type, body, point) ->
                    Draft.refused(
                        "'unexpected_message'",
                        "'decode_error', 'handshake_failure'",
                        use(point),
                        Steps.handshakeMessage(type, body),
                        use("expect_rejection"))));
  }
}
