package dev.clasp.tls.conformance.property;

import static dev.clasp.tls.conformance.property.Draws.between;
import static dev.clasp.tls.conformance.property.Draws.either;
import static dev.clasp.tls.conformance.property.Draws.octets;
import static dev.clasp.tls.conformance.property.Steps.any;
import static dev.clasp.tls.conformance.property.Steps.clientHello;
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

/** What a TLS 1.3 server must go along with, and what it may choose. */
final class ServerProperties13 {
  private static final List<String> SUITES =
      List.of(
          "'TLS_AES_128_GCM_SHA256'", "'TLS_AES_256_GCM_SHA384'", "'TLS_CHACHA20_POLY1305_SHA256'");
  private static final List<String> GROUPS =
      List.of("'x25519'", "'secp256r1'", "'secp384r1'", "'secp521r1'");
  private static final int LARGEST_RECORD = 1 << 14;

  private ServerProperties13() {}

  static List<Property> all() {
    return List.of(
        fragments(),
        paddings(),
        coalescing(),
        unknownExtensions(),
        unknownValues(),
        extensionOrder(),
        sessionIds(),
        keyUpdates(),
        unknownIdentities(),
        chosenWasOffered(),
        resumptionYieldsNoMore(),
        aliveAfterNoise());
  }

  private static Property of(
      String id, String title, List<String> requirements, Arbitrary<Draft> drafts) {
    return Property.of(Side.SERVER_13, id, title, requirements, drafts);
  }

  private static Property fragments() {
    Arbitrary<Integer> size = between(1, LARGEST_RECORD);
    return of(
        "server-any-fragments",
        "ClientHello, Finished and request in records of any size change nothing",
        List.of("RFC9846#section-5.1/2"),
        Combinators.combine(size, size, size)
            .as(
                (hello, finished, request) ->
                    Draft.accepted(
                        use("connect"),
                        recordSize(hello),
                        use("client_hello"),
                        recordSize(),
                        use("server_flight"),
                        recordSize(finished),
                        node("FinishedGenerator"),
                        recordSize(request),
                        use("send_request"),
                        recordSize(),
                        use("expect_answer"),
                        use("close"))));
  }

  private static Property paddings() {
    Arbitrary<Integer> octets = between(0, LARGEST_RECORD - 256);
    return of(
        "server-any-padding",
        "padding of any length on Finished and request changes nothing",
        List.of("RFC9846#section-5.4/1"),
        Combinators.combine(octets, octets)
            .as(
                (finished, request) ->
                    Draft.accepted(
                        use("begin"),
                        padding(finished),
                        node("FinishedGenerator"),
                        padding(request),
                        use("send_request"),
                        padding(0),
                        use("expect_answer"),
                        use("close"))));
  }

  private static Property coalescing() {
    return of(
        "server-any-coalescing",
        "change_cipher_spec or not, Finished and request in one TCP write or several: no difference",
        List.of("RFC9846#section-5/1", "RFC9846#section-5.1/2"),
        Combinators.combine(either(), either(), either(), between(1, 64))
            .as(
                (early, together, changeCipherSpec, piece) -> {
                  List<ObjectNode> steps = new ArrayList<>(List.of(use("connect")));
                  if (early) {
                    // The hello in pieces, all of them in one write.
                    steps.addAll(List.of(node("TCPBufferingEnable"), recordSize(piece)));
                  }
                  steps.add(use("client_hello"));
                  if (early) {
                    steps.addAll(
                        List.of(
                            recordSize(), node("TCPBufferingFlush"), node("TCPBufferingDisable")));
                  }
                  steps.add(use("server_flight"));
                  if (together) {
                    steps.add(node("TCPBufferingEnable"));
                  }
                  if (changeCipherSpec) {
                    steps.add(node("ChangeCipherSpecGenerator"));
                  }
                  steps.addAll(List.of(node("FinishedGenerator"), use("send_request")));
                  if (together) {
                    steps.addAll(List.of(node("TCPBufferingFlush"), node("TCPBufferingDisable")));
                  }
                  steps.addAll(List.of(use("expect_answer"), use("close")));
                  return Draft.accepted(steps);
                }));
  }

  private static Property unknownExtensions() {
    return of(
        "server-any-unknown-extension",
        "unknown extensions with any content anywhere in ClientHello change nothing",
        List.of("RFC9846#section-4.2.2/17", "RFC9846#section-9.3/5"),
        Draws.withUnknown(Draws.HELLO_13)
            .map(
                extensions ->
                    Draft.accepted(
                        use("connect"),
                        clientHello(extensions),
                        use("server_flight"),
                        use("finish"))));
  }

  private static Property unknownValues() {
    return of(
        "server-any-unknown-value",
        "unknown suites, groups, signature schemes and versions beside known ones change nothing",
        List.of("RFC9846#section-9.3/5", "RFC9846#section-4.2.2/12"),
        Combinators.combine(
                Draws.among(List.of("'$cipher'")),
                Draws.among(List.of("'$group'")),
                Draws.among(List.of("'rsa_pss_rsae_sha256'", "'ecdsa_secp256r1_sha256'")),
                Draws.among(List.of("'TLSv1.3'")))
            .as(
                (ciphers, groups, schemes, versions) ->
                    Draft.accepted(
                        use("connect"),
                        clientHello(
                            "'ciphers': " + ciphers,
                            List.of(
                                "'$ext_server_name'",
                                "{'type': 'supported_versions', 'versions': %s}"
                                    .formatted(versions),
                                "{'type': 'supported_groups', 'groups': %s}".formatted(groups),
                                "{'type': 'signature_algorithms', 'sigalgs': %s}"
                                    .formatted(schemes),
                                "'$ext_key_share'")),
                        use("server_flight"),
                        use("finish"))));
  }

  private static Property extensionOrder() {
    return of(
        "server-any-extension-order",
        "extensions of ClientHello in any order change nothing",
        List.of("RFC9846#section-4.3/8"),
        Arbitraries.shuffle(Draws.HELLO_13)
            .map(
                extensions ->
                    Draft.accepted(
                        use("connect"),
                        clientHello(extensions),
                        use("server_flight"),
                        use("finish"))));
  }

  private static Property sessionIds() {
    return of(
        "server-any-session-id",
        "a legacy_session_id of any length and content is echoed and changes nothing else",
        List.of("RFC9846#section-4.2.3/5"),
        octets(0, 32)
            .map(
                id ->
                    Draft.accepted(
                        use("connect"),
                        clientHello(
                            "'ciphers': '$ciphers', 'session_id': " + Steps.hex(id),
                            Draws.HELLO_13),
                        use("server_flight"),
                        use("finish"))));
  }

  private static Property keyUpdates() {
    return of(
        "server-any-key-updates",
        "any series of KeyUpdates in records of any padding is followed",
        List.of("RFC9846#section-4.7.3/3"),
        Combinators.combine(between(1, 6), between(0, 300))
            .as(
                (count, octets) -> {
                  List<ObjectNode> steps =
                      new ArrayList<>(List.of(use("handshake"), padding(octets)));
                  for (int i = 0; i < count; i++) {
                    steps.add(node("KeyUpdateGenerator", "'message_type': 'update_not_requested'"));
                  }
                  steps.addAll(List.of(padding(0), use("exchange"), use("close")));
                  return Draft.accepted(steps);
                }));
  }

  private static Property unknownIdentities() {
    return of(
        "server-any-unknown-psk",
        "pre-shared keys that the server never gave out lead to a full handshake",
        List.of("RFC9846#section-4.3.11/5", "RFC9846#section-4.3.11/6"),
        Combinators.combine(octets(1, 200), Arbitraries.longs().between(0, 0xFFFFFFFFL))
            .as(
                (identity, age) ->
                    "{'identity': %s, 'obfuscated_ticket_age': %d}"
                        .formatted(Steps.hex(identity), age))
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(
                identities -> {
                  String binders =
                      String.join(
                          ", ",
                          java.util.Collections.nCopies(identities.size(), "{'$fill': [32, 90]}"));
                  List<String> extensions = new ArrayList<>(Draws.HELLO_13);
                  extensions.add("'$ext_psk_key_exchange_modes'");
                  extensions.add(
                      "{'type': 'pre_shared_key', 'identities': [%s], 'binders': [%s]}"
                          .formatted(String.join(", ", identities), binders));
                  return Draft.accepted(
                      use("connect"),
                      clientHello(extensions),
                      node("ExpectServerHello", "'resume': false"),
                      use("encrypted_flight"),
                      use("finish"));
                }));
  }

  /** ExpectServerHello and ExpectHelloRetryRequest check every choice against what was offered. */
  private static Property chosenWasOffered() {
    return of(
        "server-chosen-was-offered",
        "whatever suites, groups and shares a client offers, what the server chooses is among them",
        List.of("RFC9846#section-4.2.3/6", "RFC9846#section-4.3.8/16"),
        Combinators.combine(some(SUITES), some(GROUPS).flatMap(ServerProperties13::withShares))
            .as(ServerProperties13::offer));
  }

  private static Arbitrary<List<String>> some(List<String> values) {
    return Arbitraries.of(values).list().uniqueElements().ofMinSize(1).ofMaxSize(values.size());
  }

  private record GroupsAndShares(List<String> groups, List<String> shares) {}

  private static Arbitrary<GroupsAndShares> withShares(List<String> groups) {
    return between(0, groups.size())
        .map(count -> new GroupsAndShares(groups, groups.subList(0, count)));
  }

  private static Draft offer(List<String> suites, GroupsAndShares groups) {
    String share =
        groups.shares().isEmpty()
            ? "{'type': 'key_share', 'entries': []}"
            : "{'type': 'key_share', '$call': 'key_share_ext_gen', 'groups': [%s]}"
                .formatted(String.join(", ", groups.shares()));
    String ciphers = "'ciphers': [%s]".formatted(String.join(", ", suites));
    List<String> others =
        List.of(
            "'$ext_server_name'",
            "'$ext_supported_versions'",
            "{'type': 'supported_groups', 'groups': [%s]}"
                .formatted(String.join(", ", groups.groups())),
            "'$ext_signature_algorithms'");
    ObjectNode first = clientHello(ciphers, with(others, share));
    ObjectNode second =
        clientHello(
            ciphers,
            with(
                with(others, "{'type': 'key_share', '$call': 'ch_key_share_handler'}"),
                "{'type': 'cookie', '$call': 'ch_cookie_handler'}"));
    return Draft.allowed(
        use("connect"),
        first,
        any(
            "{'steps': [{'node': 'ExpectHelloRetryRequest'}, %s, %s]}"
                .formatted(
                    second,
                    any(
                        "{'node': 'ExpectChangeCipherSpec', 'repeat': true}",
                        "{'node': 'ExpectServerHello'}")),
            "{'node': 'ExpectServerHello'}",
            "{'node': 'ExpectAlert', 'args': {'level': 'fatal', 'description': 'handshake_failure'},"
                + " 'then': 'end'}"),
        use("encrypted_flight"),
        use("finish"));
  }

  private static List<String> with(List<String> some, String another) {
    List<String> all = new ArrayList<>(some);
    all.add(another);
    return all;
  }

  private static final List<String> TICKET_AND_MODES =
      with(Draws.HELLO_13, "'$ext_psk_key_exchange_modes'");

  private static Property resumptionYieldsNoMore() {
    return of(
            "server-resumption-yields-no-more",
            "a ticket resumes only with a suite of its hash and a mode the client offers",
            List.of("RFC9846#section-4.3.11/3", "RFC9846#section-4.3.9/4"),
            Combinators.combine(
                    between(0, SUITES.size() - 1),
                    between(0, SUITES.size() - 1),
                    Arbitraries.of("psk_dhe_ke", "0x7f"))
                .as(ServerProperties13::resumption))
        .requiring(
            "resumption.psk_dhe_ke",
            "ciphers.tls13:TLS_AES_128_GCM_SHA256",
            "ciphers.tls13:TLS_AES_256_GCM_SHA384",
            "ciphers.tls13:TLS_CHACHA20_POLY1305_SHA256");
  }

  private static Draft resumption(int suite, int later, String mode) {
    boolean mayResume = (suite == 1) == (later == 1) && mode.equals("psk_dhe_ke");
    String modes =
        mode.equals("psk_dhe_ke")
            ? "'$ext_psk_key_exchange_modes'"
            : "{'type': 'psk_key_exchange_modes', 'data': {'$hex': '017f'}}";
    ObjectNode offer =
        Steps.changed(
            clientHello(
                "'ciphers': [%s]".formatted(SUITES.get(later)),
                with(
                    with(Draws.HELLO_13, modes),
                    "{'type': 'pre_shared_key', '$call': 'psk_session_ext_gen'}")),
            "psk_ext_updater",
            "");
    return Draft.allowed(
        use("connect"),
        clientHello("'ciphers': [%s]".formatted(SUITES.get(suite)), TICKET_AND_MODES),
        use("server_flight"),
        node("FinishedGenerator"),
        any(
            "{'node': 'ExpectApplicationData', 'repeat': true}",
            "{'node': 'ExpectNewSessionTicket'}"),
        node("AlertGenerator", "'level': 'warning', 'description': 'close_notify'"),
        node("Close"),
        node("ResetHandshakeHashes"),
        use("connect"),
        offer,
        mayResume ? node("ExpectServerHello") : node("ExpectServerHello", "'resume': false"),
        any(
            "{'node': 'ExpectChangeCipherSpec', 'repeat': true}",
            "{'node': 'ExpectEncryptedExtensions'}"),
        mayResume
            ? any(
                "{'node': 'ExpectFinished'}",
                "{'steps': [{'node': 'ExpectCertificate'}, {'node': 'ExpectCertificateVerify'},"
                    + " {'node': 'ExpectFinished'}]}")
            : List.of(
                node("ExpectCertificate"), node("ExpectCertificateVerify"), node("ExpectFinished")),
        use("finish"));
  }

  private static Property aliveAfterNoise() {
    return of(
        "server-alive-after-noise",
        "any octets at any point of a connection leave the server able to serve the next one",
        List.of("RFC9846#section-6.2/1"),
        Combinators.combine(octets(1, 300), Arbitraries.of("connect", "begin", "handshake"))
            .as(
                (noise, point) ->
                    Draft.accepted(
                        use(point),
                        node("RawSocketWriteGenerator", "'data': " + Steps.hex(noise)),
                        node("Close"),
                        node("ResetHandshakeHashes"),
                        use("begin"),
                        use("finish"))));
  }
}
