package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.PeerSchedule;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.Ticket;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** pre_shared_key of a ClientHello (RFC 9846 §4.3.11), and its binders. */
final class PreSharedKeyValue {
  private PreSharedKeyValue() {}

  static ExtensionValue.Body body(Args args) throws FormatException {
    if (args.find("$call").isPresent()) {
      return PreSharedKeyValue::lastTicket;
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

  /** The last ticket, with an honest age and a binder of zeros. */
  private static Optional<Bytes> lastTicket(Peer peer) throws ScriptException {
    if (peer.tickets().isEmpty()) {
      throw new ScriptException("psk_session_ext_gen: no ticket has come in this conversation");
    }
    Ticket ticket = peer.tickets().get(peer.tickets().size() - 1);
    peer.offers(ticket);
    Bytes zeros = Bytes.copyOf(new byte[ticket.suite().hash().length()]);
    return Optional.of(
        encode(
            List.of(ticket.message().ticket()), List.of(ticket.obfuscatedAge()), List.of(zeros)));
  }

  /**
   * {@code psk_ext_updater}: the binder over the hello up to the binders (§4.3.11.2).
   *
   * <p>The extension is the last one, so its single binder ends the message.
   */
  static Outgoing bind(Outgoing hello, Peer peer) throws ScriptException {
    Ticket ticket =
        peer.offeredTicket()
            .orElseThrow(() -> new ScriptException("psk_ext_updater: no ticket is offered"));
    CryptoProvider crypto = peer.setup().crypto();
    int length = ticket.suite().hash().length();
    int binders = 2 + 1 + length; // length of the list, length of the binder, binder
    Bytes signed = hello.bytes().first(hello.bytes().size() - binders);
    PeerSchedule schedule = PeerSchedule.start(crypto, ticket.suite(), Optional.of(ticket.psk()));
    Bytes hash =
        crypto.hashes().digest(ticket.suite().hash(), peer.transcript().bytes().plus(signed));
    Bytes binder = schedule.finished(schedule.resumptionBinderKey(), hash);
    return hello.withBytes(hello.bytes().first(hello.bytes().size() - length).plus(binder));
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
