package dev.clasp.tls.conformance.property;

import static dev.clasp.tls.conformance.property.Draws.between;
import static dev.clasp.tls.conformance.property.Draws.flip;
import static dev.clasp.tls.conformance.property.Draws.octets;
import static dev.clasp.tls.conformance.property.Steps.changed;
import static dev.clasp.tls.conformance.property.Steps.node;
import static dev.clasp.tls.conformance.property.Steps.padding;
import static dev.clasp.tls.conformance.property.Steps.recordSize;
import static dev.clasp.tls.conformance.property.Steps.use;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.property.Property.Side;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What a TLS 1.3 client must go along with and what it must refuse. */
final class ClientProperties13 {
  private static final int HELLO_REQUEST = 0;
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int CERTIFICATE_REQUEST = 13;
  private static final int NEW_SESSION_TICKET = 4;
  private static final int KEY_UPDATE = 24;
  private static final int COMPRESSED_CERTIFICATE = 25;
  private static final ObjectNode VERIFY =
      node("CertificateVerifyGenerator", "'private_key': '$server_key'");

  private ClientProperties13() {}

  static List<Property> all() {
    return List.of(
        fragmentsAndPadding(),
        coalescing(),
        tickets(),
        keyUpdates(),
        signatureChanged(),
        certificateChanged(),
        finishedChanged(),
        recordChanged(),
        sessionIdNotEchoed(),
        extensionNotOffered(),
        suiteNotOffered(),
        dataBeforeFinished(),
        firstMessage(),
        messageForCertificate(),
        messageAfterHandshake());
  }

  private static Property of(
      String id, String title, List<String> requirements, Arbitrary<Draft> drafts) {
    return Property.of(Side.CLIENT_13, id, title, requirements, drafts);
  }

  private static Property fragmentsAndPadding() {
    Arbitrary<Integer> size = between(1, 1 << 13);
    return of(
        "client-any-fragments-and-padding",
        "the server's messages in records of any size with any padding change nothing",
        List.of("RFC9846#section-5.1/2", "RFC9846#section-5.4/1"),
        Combinators.combine(size, size, size, between(0, 4000))
            .as(
                (hello, flight, answer, padded) ->
                    Draft.accepted(
                        use("listen"),
                        recordSize(hello),
                        use("server_hello"),
                        recordSize(flight),
                        padding(padded),
                        use("flight"),
                        recordSize(),
                        use("client_finished"),
                        node("ExpectApplicationData"),
                        recordSize(answer),
                        use("send_answer"),
                        recordSize(),
                        padding(0),
                        use("close"))));
  }

  private static Property coalescing() {
    return of(
        "client-any-coalescing",
        "messages of the flight in any common records and TCP writes change nothing",
        List.of("RFC9846#section-5.1/2", "RFC9846#section-5/1"),
        Combinators.combine(between(0, 4), Draws.either(), Draws.either())
            .as(
                (together, oneWrite, changeCipherSpec) -> {
                  List<ObjectNode> steps = new ArrayList<>(List.of(use("listen")));
                  if (oneWrite) {
                    steps.add(node("TCPBufferingEnable"));
                  }
                  steps.add(use("server_hello"));
                  if (changeCipherSpec) {
                    steps.add(node("ChangeCipherSpecGenerator"));
                  }
                  List<ObjectNode> flight =
                      List.of(
                          node("EncryptedExtensionsGenerator", "'extensions': []"),
                          node("CertificateGenerator", "'certs': '$server_cert'"),
                          VERIFY,
                          node("FinishedGenerator"));
                  for (int i = 0; i < flight.size(); i++) {
                    steps.add(
                        i < together ? changed(flight.get(i), "queue_message", "") : flight.get(i));
                    if (i == together - 1) {
                      steps.add(node("FlushMessageQueue"));
                    }
                  }
                  if (oneWrite) {
                    steps.addAll(List.of(node("TCPBufferingFlush"), node("TCPBufferingDisable")));
                  }
                  steps.add(use("finish"));
                  return Draft.accepted(steps);
                }));
  }

  private static Property tickets() {
    Arbitrary<ObjectNode> ticket =
        Combinators.combine(between(0, 604_800), octets(0, 255), octets(1, 400), Draws.unassigned())
            .as(
                (lifetime, nonce, octets, extension) ->
                    node(
                        "NewSessionTicketGenerator",
                        "'lifetime': %d, 'nonce': %s, 'ticket': %s, 'extensions': [{'type': %s}]"
                            .formatted(
                                lifetime,
                                Steps.hex(nonce),
                                Steps.hex(octets),
                                Steps.codePoint(extension))));
    return of(
        "client-any-tickets",
        "any number of legal tickets, with unknown extensions, changes nothing",
        List.of("RFC9846#section-4.7.1/3", "RFC9846#section-4.7.1/16"),
        ticket
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(
                sent -> Draft.accepted(use("connection"), sent, use("send_answer"), use("close"))));
  }

  private static Property keyUpdates() {
    return of(
        "client-any-key-updates",
        "any series of KeyUpdates that ask for none is followed",
        List.of("RFC9846#section-4.7.3/3"),
        between(1, 6)
            .map(
                count ->
                    Draft.accepted(
                        use("connection"),
                        java.util.Collections.nCopies(
                            count,
                            node("KeyUpdateGenerator", "'message_type': 'update_not_requested'")),
                        use("send_answer"),
                        use("close"))));
  }

  private static Property signatureChanged() {
    return of(
        "client-signature-any-change",
        "CertificateVerify with any of the last octets of its signature changed is refused",
        List.of("RFC9846#section-4.5.2/8", "RFC9846#section-4.5.2/9"),
        flip(-30, -1)
            .map(
                flip ->
                    Draft.refused(
                        "'decrypt_error'",
                        "'illegal_parameter', 'bad_certificate', 'handshake_failure'",
                        use("to_certificate"),
                        changed(VERIFY, "fuzz_message", flip),
                        node("FinishedGenerator"),
                        use("expect_rejection"))));
  }

  private static Property certificateChanged() {
    return of(
        "client-certificate-any-change",
        "a certificate with any of the last octets of its signature changed is refused",
        List.of("RFC9846#section-4.5.1.2/12"),
        // Behind the signature stands the empty list of the entry's extensions.
        flip(-30, -3)
            .map(
                flip ->
                    Draft.refused(
                        "'bad_certificate', 'unknown_ca', 'decrypt_error', 'certificate_unknown'",
                        "'unsupported_certificate', 'decode_error', 'illegal_parameter'",
                        use("to_encrypted_extensions"),
                        changed(
                            node("CertificateGenerator", "'certs': '$server_cert'"),
                            "fuzz_message",
                            flip),
                        use("certificate_verify"),
                        node("FinishedGenerator"),
                        use("expect_rejection"))));
  }

  private static Property finishedChanged() {
    return of(
        "client-finished-any-change",
        "the server's Finished with any octet of verify_data changed is refused",
        List.of("RFC9846#section-4.5.3/1"),
        flip(-32, -1)
            .map(
                flip ->
                    Draft.refused(
                        "'decrypt_error'",
                        "'illegal_parameter', 'handshake_failure'",
                        use("to_certificate_verify"),
                        changed(node("FinishedGenerator"), "fuzz_message", flip),
                        use("expect_rejection"))));
  }

  private static Property recordChanged() {
    return of(
        "client-record-any-change",
        "a protected record of the flight with any octet changed is refused",
        List.of("RFC9846#section-5.2/3"),
        flip(-23, -1)
            .map(
                flip ->
                    Draft.refused(
                        "'bad_record_mac'",
                        "",
                        use("to_server_hello"),
                        changed(
                            node("EncryptedExtensionsGenerator", "'extensions': []"),
                            "fuzz_encrypted_message",
                            flip),
                        use("expect_rejection"))));
  }

  private static Property sessionIdNotEchoed() {
    return of(
        "client-session-id-not-echoed",
        "a ServerHello with any other legacy_session_id_echo is refused",
        List.of("RFC9846#section-4.2.3/5"),
        octets(1, 31)
            .map(
                id ->
                    Draft.refused(
                        "'illegal_parameter'",
                        "'decode_error', 'unexpected_message'",
                        use("listen"),
                        node(
                            "ServerHelloGenerator",
                            "'cipher': '$cipher', 'extensions': '$hello_extensions', 'session_id': "
                                + Steps.hex(id)),
                        use("expect_rejection"))));
  }

  private static Property extensionNotOffered() {
    return of(
        "client-any-extension-not-offered",
        "EncryptedExtensions with any extension that the client did not offer is refused",
        List.of("RFC9846#section-4.3/5", "RFC9846#section-4.3/6"),
        Combinators.combine(Draws.unassigned(), octets(0, 60))
            .as(
                (type, data) ->
                    Draft.refused(
                        "'unsupported_extension'",
                        "'illegal_parameter'",
                        use("to_server_hello"),
                        node(
                            "EncryptedExtensionsGenerator",
                            "'extensions': [{'type': %s, 'data': %s}]"
                                .formatted(Steps.codePoint(type), Steps.hex(data))),
                        use("expect_rejection"))));
  }

  private static Property suiteNotOffered() {
    return of(
        "client-any-suite-not-offered",
        "a HelloRetryRequest for any group that was not offered, or any version but 1.3, is refused",
        List.of("RFC9846#section-4.3.8/12", "RFC9846#section-4.3.8/13"),
        Draws.unassigned()
            .map(
                group ->
                    Draft.refused(
                        "'illegal_parameter'",
                        "'handshake_failure'",
                        use("listen"),
                        node(
                            "HelloRetryRequestGenerator",
                            "'cipher': '$cipher', 'extensions': ['$ext_supported_versions',"
                                + " {'type': 'key_share', 'selected_group': %s}]"
                                    .formatted(Steps.codePoint(group))),
                        use("expect_rejection"))));
  }

  private static Property dataBeforeFinished() {
    return of(
        "client-no-data-before-finished",
        "application data in front of the server's Finished is refused",
        List.of("RFC9846#section-2/2", "RFC9846#section-4/2"),
        Combinators.combine(
                octets(1, 200),
                Arbitraries.of(
                    "to_server_hello",
                    "to_encrypted_extensions",
                    "to_certificate",
                    "to_certificate_verify"))
            .as(
                (data, point) ->
                    Draft.refused(
                        "'unexpected_message'",
                        "",
                        use(point),
                        node(
                            "RawMessageGenerator",
                            "'content_type': 'application_data', 'data': " + Steps.hex(data)),
                        use("expect_rejection"))));
  }

  private static Property firstMessage() {
    return of(
        "client-any-first-message",
        "any handshake message but ServerHello and HelloRequest as the first one is refused",
        List.of("RFC9846#section-4/2"),
        Combinators.combine(Draws.handshakeTypeBut(SERVER_HELLO, HELLO_REQUEST), octets(0, 40))
            .as(
                (type, body) ->
                    Draft.refused(
                        "'unexpected_message'",
                        "'decode_error', 'handshake_failure'",
                        use("listen"),
                        Steps.plainHandshakeMessage(type, body),
                        use("expect_rejection"))));
  }

  private static Property messageForCertificate() {
    return of(
        "client-any-message-for-certificate",
        "any handshake message but Certificate and CertificateRequest in their place is refused",
        List.of("RFC9846#section-4/2"),
        Combinators.combine(
                Draws.handshakeTypeBut(CERTIFICATE, CERTIFICATE_REQUEST, COMPRESSED_CERTIFICATE),
                octets(0, 40))
            .as(
                (type, body) ->
                    Draft.refused(
                        "'unexpected_message'",
                        "'decode_error'",
                        use("to_encrypted_extensions"),
                        Steps.handshakeMessage(type, body),
                        use("expect_rejection"))));
  }

  private static Property messageAfterHandshake() {
    return of(
        "client-any-message-after-handshake",
        "any handshake message that does not belong behind the handshake is refused",
        List.of("RFC9846#section-4/2"),
        Combinators.combine(
                Draws.handshakeTypeBut(NEW_SESSION_TICKET, CERTIFICATE_REQUEST, KEY_UPDATE),
                octets(0, 40))
            .as(
                (type, body) ->
                    Draft.refused(
                        "'unexpected_message'",
                        "'decode_error'",
                        use("connection"),
                        Steps.handshakeMessage(type, body),
                        use("expect_rejection"))));
  }
}
