package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.OfferedPsk;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.PeerSchedule;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.Ticket;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** pre_shared_key of a ClientHello (RFC 9846 §4.3.11), its binders, and the early keys. */
final class PreSharedKeyValue {
  private PreSharedKeyValue() {}

  /** One identity to name. */
  private record Named(OfferedPsk psk, long age) {}

  /** Makes one identity. */
  @FunctionalInterface
  private interface Source {
    Named in(Peer peer) throws ScriptException;
  }

  static ExtensionValue.Body body(Args args) throws FormatException {
    String call = args.find("$call").map(JsonNode::asText).orElse("");
    if (call.equals("psk_session_ext_gen")) {
      return named(tickets(args));
    }
    if (call.equals("psk_ext_gen")) {
      return named(external(args));
    }
    List<ByteValue> identities = new ArrayList<>();
    List<Long> ages = new ArrayList<>();
    for (JsonNode identity : args.json().path("identities")) {
      Args fields = new Args((ObjectNode) identity, args.where());
      identities.add(fields.requiredBytes("identity"));
      ages.add(fields.json().path("obfuscated_ticket_age").asLong());
    }
    List<ByteValue> binders = new ArrayList<>();
    for (JsonNode binder : args.json().path("binders")) {
      binders.add(ByteValue.parse(binder, args.where()));
    }
    return peer -> {
      List<Bytes> names = evaluate(identities, peer);
      List<Bytes> macs = evaluate(binders, peer);
      return Optional.of(encode(names, ages, macs));
    };
  }

  /** {@code psk_session_ext_gen {which, age_offset}}: tickets of this conversation. */
  private static List<Source> tickets(Args args) throws FormatException {
    List<Integer> which = args.numbers("which", Registry.NUMBERS);
    long offset = args.json().path("age_offset").asLong();
    List<Source> sources = new ArrayList<>();
    for (int index : which.isEmpty() ? List.of(-1) : which) {
      sources.add(
          peer -> {
            List<Ticket> all = peer.tickets();
            int at = index < 0 ? all.size() + index : index;
            if (at < 0 || at >= all.size()) {
              throw new ScriptException(
                  "psk_session_ext_gen: ticket %d of %d".formatted(index, all.size()));
            }
            Ticket ticket = all.get(at);
            OfferedPsk psk =
                new OfferedPsk(ticket.message().ticket(), ticket.suite(), ticket.psk(), false);
            return new Named(psk, ticket.obfuscatedAge() + offset & 0xFFFFFFFFL);
          });
    }
    return sources;
  }

  /** {@code psk_ext_gen {psks: [{identity, secret, suite}]}}: keys agreed outside TLS. */
  private static List<Source> external(Args args) throws FormatException {
    List<Source> sources = new ArrayList<>();
    for (JsonNode each : args.json().path("psks")) {
      Args fields = new Args((ObjectNode) each, args.where());
      ByteValue identity = fields.requiredBytes("identity");
      ByteValue secret = fields.requiredBytes("secret");
      int code =
          fields
              .number("suite", Registry.SUITES)
              .orElse(Suite13.TLS_AES_128_GCM_SHA256.codePoint().value());
      Suite13 suite =
          Suite13.of(new CipherSuite(code))
              .orElseThrow(() -> fields.mistake("suite", "is none of TLS 1.3"));
      sources.add(
          peer ->
              new Named(
                  new OfferedPsk(identity.in(peer), suite, Secret.copyOf(secret.in(peer)), true),
                  0));
    }
    return sources;
  }

  /** The identities with binders of zeros, which {@code psk_ext_updater} makes honest. */
  private static ExtensionValue.Body named(List<Source> sources) {
    return peer -> {
      List<OfferedPsk> psks = new ArrayList<>();
      List<Bytes> identities = new ArrayList<>();
      List<Long> ages = new ArrayList<>();
      List<Bytes> zeros = new ArrayList<>();
      for (Source source : sources) {
        Named named = source.in(peer);
        psks.add(named.psk());
        identities.add(named.psk().identity());
        ages.add(named.age());
        zeros.add(Bytes.copyOf(new byte[named.psk().suite().hash().length()]));
      }
      peer.offers(psks);
      return Optional.of(encode(identities, ages, zeros));
    };
  }

  /**
   * {@code psk_ext_updater}: the binders over the hello up to their list (§4.3.11.2). The extension
   * is the last one, so they end the message.
   */
  static Outgoing bind(Outgoing hello, Peer peer) throws ScriptException {
    if (peer.offeredPsks().isEmpty()) {
      throw new ScriptException("psk_ext_updater: no key is offered");
    }
    int binders = 2; // length of the list
    for (OfferedPsk psk : peer.offeredPsks()) {
      binders += 1 + psk.suite().hash().length();
    }
    Bytes signed = hello.bytes().first(hello.bytes().size() - binders);
    List<Bytes> made = new ArrayList<>();
    for (OfferedPsk psk : peer.offeredPsks()) {
      made.add(binder(peer, psk, signed));
    }
    Bytes list =
        ExtensionValue.write(
            out ->
                out.vector16("binders", all -> made.forEach(each -> all.opaque8("binder", each))));
    return hello.withBytes(signed.plus(list));
  }

  private static Bytes binder(Peer peer, OfferedPsk psk, Bytes signed) {
    CryptoProvider crypto = peer.setup().crypto();
    PeerSchedule schedule = PeerSchedule.start(crypto, psk.suite(), Optional.of(psk.secret()));
    Bytes hash = crypto.hashes().digest(psk.suite().hash(), peer.transcript().bytes().plus(signed));
    return schedule.finished(
        psk.external() ? schedule.externalBinderKey() : schedule.resumptionBinderKey(), hash);
  }

  /**
   * The tickets of ours that a client's hello names, their binders checked (§4.3.11.2).
   *
   * @param raw the whole hello, which is not in the transcript yet
   */
  static void take(Peer peer, ClientHello hello, Bytes raw) throws CheckFailed, ScriptException {
    Optional<PreSharedKeyClientHello> offered =
        hello.extensions().find(PreSharedKeyClientHello.class);
    peer.offers(List.of());
    if (offered.isEmpty()) {
      return;
    }
    List<OfferedPsk> known = new ArrayList<>();
    int binders = 2;
    for (Bytes binder : offered.get().binders()) {
      binders += 1 + binder.size();
    }
    Bytes signed = raw.first(raw.size() - binders);
    for (int i = 0; i < offered.get().identities().size(); i++) {
      Bytes identity = offered.get().identities().get(i).identity();
      for (Ticket ticket : peer.tickets()) {
        if (ticket.message().ticket().equals(identity)) {
          OfferedPsk psk = new OfferedPsk(identity, ticket.suite(), ticket.psk(), false);
          if (!binder(peer, psk, signed).equals(offered.get().binders().get(i))) {
            throw new CheckFailed(
                Rfc.rfc9846("4.3.11.2"),
                "ClientHello.pre_shared_key: binder %d is wrong".formatted(i));
          }
          known.add(psk);
        }
      }
    }
    peer.offers(known);
  }

  /** The keys of early data, behind a ClientHello that is in the transcript (§7.1). */
  static Epoch13 earlyKeys(Peer peer) {
    OfferedPsk psk = peer.offeredPsks().get(0);
    CryptoProvider crypto = peer.setup().crypto();
    Secret secret =
        PeerSchedule.start(crypto, psk.suite(), Optional.of(psk.secret()))
            .derive("c e traffic", peer.transcript().hash(crypto.hashes(), psk.suite().hash()));
    return new Epoch13(Epoch13.Kind.EARLY_DATA, psk.suite(), secret);
  }

  private static Bytes encode(List<Bytes> identities, List<Long> ages, List<Bytes> binders) {
    return ExtensionValue.write(
        out -> {
          out.vector16(
              "identities",
              list -> {
                for (int i = 0; i < identities.size(); i++) {
                  list.opaque16("identity", identities.get(i));
                  list.uint32("obfuscated_ticket_age", ages.get(i));
                }
              });
          out.vector16(
              "binders", list -> binders.forEach(binder -> list.opaque8("binder", binder)));
        });
  }

  private static List<Bytes> evaluate(List<ByteValue> values, Peer peer) throws ScriptException {
    List<Bytes> bytes = new ArrayList<>();
    for (ByteValue value : values) {
      bytes.add(value.in(peer));
    }
    return bytes;
  }
}
