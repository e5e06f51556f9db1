package dev.clasp.tls.conformance.property;

import static dev.clasp.tls.conformance.property.Draws.between;
import static dev.clasp.tls.conformance.property.Draws.flip;
import static dev.clasp.tls.conformance.property.Draws.octets;
import static dev.clasp.tls.conformance.property.Steps.changed;
import static dev.clasp.tls.conformance.property.Steps.clientHello;
import static dev.clasp.tls.conformance.property.Steps.node;
import static dev.clasp.tls.conformance.property.Steps.use;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.property.Property.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What a TLS 1.3 server must refuse: forgeries, wrong orders, malformed messages. */
final class ServerForgeries13 {
  private static final int CLIENT_HELLO = 1;
  private static final int FINISHED = 20;
  private static final int KEY_UPDATE = 24;
  private static final String UNEXPECTED = "'unexpected_message'";

  /** Record types that mean something; heartbeat among them. */
  private static final Set<Integer> RECORD_TYPES = Set.of(20, 21, 22, 23, 24, 26);

  /** Descriptions that are no error: close_notify, user_canceled, no_renegotiation. */
  private static final Set<Integer> CLOSURE_ALERTS = Set.of(0, 90, 100);

  private ServerForgeries13() {}

  static List<Property> all() {
    return List.of(
        finishedChanged(),
        recordChanged(),
        finishedRecordChanged(),
        dataBeforeFinished(),
        firstMessage(),
        messageInsteadOfFinished(),
        messageAfterHandshake(),
        unknownRecordType(),
        helloCut(),
        helloLonger(),
        extensionRepeated(),
        shareOffTheCurve(),
        binderChanged(),
        errorAlerts());
  }

  private static Property of(
      String id, String title, List<String> requirements, Arbitrary<Draft> drafts) {
    return Property.of(Side.SERVER_13, id, title, requirements, drafts);
  }

  private static Property finishedChanged() {
    return of(
        "server-finished-any-change",
        "Finished with any octet of verify_data changed ends the connection, and nothing is answered",
        List.of("RFC9846#section-4.5.3/1"),
        flip(-32, -1)
            .map(
                flip ->
                    Draft.refused(
                        "'decrypt_error'",
                        "'illegal_parameter', 'handshake_failure'",
                        use("begin"),
                        changed(node("FinishedGenerator"), "fuzz_message", flip),
                        use("send_request"),
                        use("expect_rejection"))));
  }

  private static Property recordChanged() {
    return of(
        "server-record-any-change",
        "a record with any octet of ciphertext or tag changed ends the connection",
        List.of("RFC9846#section-5.2/3"),
        flip(-35, -1)
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

  private static Property finishedRecordChanged() {
    return of(
        "server-finished-record-any-change",
        "the record of Finished with any octet changed ends the connection",
        List.of("RFC9846#section-5.2/3"),
        flip(-53, -1)
            .map(
                flip ->
                    Draft.refused(
                        "'bad_record_mac'",
                        "",
                        use("begin"),
                        changed(node("FinishedGenerator"), "fuzz_encrypted_message", flip),
                        use("expect_rejection"))));
  }

  private static Property dataBeforeFinished() {
    return of(
        "server-no-answer-before-finished",
        "application data in front of Finished, protected or not, is refused and never answered",
        List.of("RFC9846#section-2/2", "RFC9846#section-4/2"),
        Combinators.combine(octets(1, 200), Draws.either())
            .as(
                (data, begun) ->
                    begun
                        ? Draft.refused(
                            UNEXPECTED,
                            "",
                            use("begin"),
                            node(
                                "RawMessageGenerator",
                                "'content_type': 'application_data', 'data': " + Steps.hex(data)),
                            node("FinishedGenerator"),
                            use("expect_rejection"))
                        : Draft.refused(
                            UNEXPECTED,
                            "'bad_record_mac', 'decode_error'",
                            use("connect"),
                            node(
                                "PlaintextMessageGenerator",
                                "'content_type': 'application_data', 'data': " + Steps.hex(data)),
                            use("expect_rejection"))));
  }

  private static Property firstMessage() {
    return of(
        "server-any-first-message",
        "any handshake message but ClientHello as the first one is refused",
        List.of("RFC9846#section-4/2"),
        Combinators.combine(Draws.handshakeTypeBut(CLIENT_HELLO), octets(0, 40))
            .as(
                (type, body) ->
                    Draft.refused(
                        UNEXPECTED,
                        "'decode_error', 'handshake_failure'",
                        use("connect"),
                        Steps.plainHandshakeMessage(type, body),
                        use("expect_rejection"))));
  }

  private static Property messageInsteadOfFinished() {
    return of(
        "server-any-message-for-finished",
        "any handshake message but Finished behind the server's flight is refused",
        List.of("RFC9846#section-4/2"),
        Combinators.combine(Draws.handshakeTypeBut(FINISHED), octets(0, 40))
            .as(
                (type, body) ->
                    Draft.refused(
                        UNEXPECTED,
                        "'decode_error'",
                        use("begin"),
                        Steps.handshakeMessage(type, body),
                        use("expect_rejection"))));
  }

  private static Property messageAfterHandshake() {
    return of(
        "server-any-message-after-handshake",
        "any handshake message but KeyUpdate behind the handshake is refused",
        List.of("RFC9846#section-4/2"),
        Combinators.combine(Draws.handshakeTypeBut(KEY_UPDATE), octets(0, 40))
            .as(
                (type, body) ->
                    Draft.refused(
                        UNEXPECTED,
                        "'decode_error'",
                        use("handshake"),
                        Steps.handshakeMessage(type, body),
                        use("send_request"),
                        use("expect_rejection"))));
  }

  private static Property unknownRecordType() {
    return of(
        "server-any-unknown-record-type",
        "a record of a type that TLS does not have is refused, first or protected",
        List.of("RFC9846#section-5/5"),
        Combinators.combine(
                between(0, 255).filter(type -> !RECORD_TYPES.contains(type)),
                octets(1, 40),
                Draws.either())
            .as(
                (type, data, first) ->
                    Draft.refused(
                        UNEXPECTED,
                        "'decode_error', 'protocol_version'",
                        use(first ? "connect" : "handshake"),
                        node(
                            first ? "PlaintextMessageGenerator" : "RawMessageGenerator",
                            "'content_type': %d, 'data': %s".formatted(type, Steps.hex(data))),
                        first ? List.of() : use("send_request"),
                        use("expect_rejection"))));
  }

  private static Property helloCut() {
    return of(
        "server-hello-cut-anywhere",
        "a ClientHello that ends early, its length corrected, is refused",
        List.of("RFC9846#section-6/6"),
        between(1, 150)
            .map(
                octets ->
                    Draft.refused(
                        // What ends right behind the compression methods is a whole hello of TLS
                        // 1.2.
                        "'decode_error', 'handshake_failure', 'protocol_version'",
                        "'illegal_parameter', 'missing_extension'",
                        use("connect"),
                        changed(
                            clientHello(Draws.HELLO_13), "truncate_handshake", "'size': " + octets),
                        use("expect_rejection"))));
  }

  private static Property helloLonger() {
    return of(
        "server-hello-any-trailing-data",
        "a ClientHello with any octets behind its extensions is refused",
        List.of("RFC9846#section-6/6"),
        octets(1, 60)
            .map(
                octets ->
                    Draft.refused(
                        "'decode_error'",
                        "'illegal_parameter'",
                        use("connect"),
                        changed(
                            clientHello(Draws.HELLO_13),
                            "pad_handshake",
                            "'pad': " + Steps.hex(octets)),
                        use("expect_rejection"))));
  }

  private static Property extensionRepeated() {
    return of(
        "server-any-extension-repeated",
        "a ClientHello with any of its extensions twice, anywhere, is refused",
        List.of("RFC9846#section-4.3/9"),
        Draws.withRepeated(Draws.HELLO_13)
            .map(
                extensions ->
                    Draft.refused(
                        "'illegal_parameter'",
                        "'decode_error', 'unsupported_extension'",
                        use("connect"),
                        clientHello(extensions),
                        use("expect_rejection"))));
  }

  private static Property shareOffTheCurve() {
    return of(
            "server-any-point-off-the-curve",
            "a share for secp256r1 of any octets, which are no point, is refused",
            List.of("RFC9846#section-4.3.8.2/1"),
            octets(64, 64)
                .map(
                    octets -> {
                      List<String> extensions =
                          new ArrayList<>(
                              List.of(
                                  "'$ext_server_name'",
                                  "'$ext_supported_versions'",
                                  "{'type': 'supported_groups', 'groups': ['secp256r1']}",
                                  "'$ext_signature_algorithms'"));
                      extensions.add(
                          "{'type': 'key_share', 'entries': [{'group': 'secp256r1', 'key_exchange':"
                              + " {'$concat': [{'$hex': '04'}, %s]}}]}"
                                  .formatted(Steps.hex(octets)));
                      return Draft.refused(
                          "'illegal_parameter'",
                          "'decode_error'",
                          use("connect"),
                          clientHello(extensions),
                          use("expect_rejection"));
                    }))
        .requiring("groups.tls13:secp256r1");
  }

  private static Property binderChanged() {
    List<String> first = new ArrayList<>(Draws.HELLO_13);
    first.add("'$ext_psk_key_exchange_modes'");
    List<String> second = new ArrayList<>(first);
    second.add("{'type': 'pre_shared_key', '$call': 'psk_session_ext_gen'}");
    return of(
            "server-binder-any-change",
            "a ticket whose binder has any octet changed ends the connection",
            List.of("RFC9846#section-4.3.11/9"),
            flip(-32, -1)
                .map(
                    flip ->
                        Draft.refused(
                            "'decrypt_error'",
                            "'illegal_parameter', 'handshake_failure'",
                            use("connect"),
                            clientHello(first),
                            use("server_flight"),
                            node("FinishedGenerator"),
                            Steps.any(
                                "{'node': 'ExpectApplicationData', 'repeat': true}",
                                "{'node': 'ExpectNewSessionTicket'}"),
                            node("Close"),
                            node("ResetHandshakeHashes"),
                            use("connect"),
                            changed(
                                changed(clientHello(second), "psk_ext_updater", ""),
                                "fuzz_message",
                                flip),
                            use("expect_rejection"))))
        .requiring("resumption.psk_dhe_ke");
  }

  private static Property errorAlerts() {
    Arbitrary<ObjectNode> alert =
        between(0, 255)
            .filter(description -> !CLOSURE_ALERTS.contains(description))
            .map(
                description ->
                    node("AlertGenerator", "'level': 'fatal', 'description': " + description));
    return of(
        "server-any-error-alert",
        "any fatal error alert, known or not, ends the connection: what follows is not answered",
        List.of("RFC9846#section-6.2/1", "RFC9846#section-6/5"),
        Combinators.combine(alert, Arbitraries.of("begin", "handshake"))
            .as(
                (sent, point) -> {
                  Draft draft =
                      Draft.refused(
                          "'close_notify'",
                          "",
                          use(point),
                          sent,
                          Steps.any(
                              "{'node': 'ExpectNewSessionTicket', 'repeat': true}",
                              "{'node': 'ExpectAlert', 'args': {'description': '$strict_alerts'}}",
                              "{'node': 'ExpectClose'}"));
                  draft.verdict().put("close_without_alert", "strict");
                  return draft;
                }));
  }
}
