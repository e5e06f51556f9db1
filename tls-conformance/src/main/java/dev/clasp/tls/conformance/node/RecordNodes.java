package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.RecordStream;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.SharedList;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nodes that work on records and on the TCP stream. */
final class RecordNodes {
  private RecordNodes() {}

  /** {@code SetRecordVersion {version}}. */
  static Node.Command setRecordVersion(Args args) throws FormatException {
    int version =
        args.number("version", Registry.VERSIONS)
            .orElseThrow(() -> args.mistake("version", "is missing"));
    return peer -> peer.records().recordVersion(version);
  }

  /** {@code ResetWriteConnectionState}: writes without protection from now on. */
  static Node.Command resetWriteConnectionState(Args args) {
    return peer -> peer.records().dropWriteKeys();
  }

  /** {@code CollectNonces {nonces}}: the explicit nonces of our records (RFC 5246 §6.2.3.3). */
  static Node.Command collectNonces(Args args) {
    String name = args.reference("nonces", "$ref").orElse("");
    return peer -> peer.records().collectNonces(peer.values(name));
  }

  /** {@code SetMaxRecordSize {max_size}}. */
  static Node.Command setMaxRecordSize(Args args) throws FormatException {
    int size = args.number("max_size").orElse(RecordLimits.MAX_PLAINTEXT);
    if (size < 1) {
      throw args.mistake("max_size", "found %d, expected at least 1".formatted(size));
    }
    return peer -> peer.records().maxRecordSize(size);
  }

  /** {@code SetPaddingCallback {cb}}. */
  static Node.Command setPaddingCallback(Args args) throws FormatException {
    Optional<JsonNode> callback = args.find("cb");
    if (callback.isEmpty()) {
      return peer -> peer.records().padding(length -> 0);
    }
    int size = new Args((ObjectNode) callback.get(), args.where()).required("size");
    String name = callback.get().path("$call").asText();
    RecordStream.Padding padding =
        switch (name) {
          case "add_fixed_padding_cb" -> length -> size;
          case "fixed_length_cb" -> length -> Math.max(0, size - length);
          default -> throw args.mistake("cb", "unknown padding " + name);
        };
    return peer -> peer.records().padding(padding);
  }

  /** {@code TCPBufferingEnable}. */
  static Node.Command tcpBufferingEnable(Args args) {
    return peer -> peer.records().hold();
  }

  /** {@code TCPBufferingFlush}. */
  static Node.Command tcpBufferingFlush(Args args) {
    return peer -> peer.records().flush();
  }

  /** {@code TCPBufferingDisable}. */
  static Node.Command tcpBufferingDisable(Args args) {
    return peer -> peer.records().release();
  }

  /** {@code RawSocketWriteGenerator {data}}: no record, no protection, no sequence number. */
  static Node.Command rawSocketWrite(Args args) throws FormatException {
    ByteValue data = args.requiredBytes("data");
    return peer -> {
      Bytes bytes = data.in(peer);
      peer.sentRaw("raw octets", bytes);
      peer.records().raw(bytes);
    };
  }

  /** {@code PlaintextMessageGenerator {content_type, data}}: one unprotected record. */
  static Node.Command plaintextMessage(Args args) throws FormatException {
    int type = contentType(args);
    ByteValue data = args.requiredBytes("data");
    return peer -> {
      Bytes bytes = data.in(peer);
      peer.sentRaw("plaintext record of type " + type, bytes);
      peer.records().writePlaintext(type, bytes);
    };
  }

  /** {@code RawMessageGenerator {content_type, data}}: one record, protected if keys are on. */
  static Node.Generator rawMessage(Args args) throws FormatException {
    int type = contentType(args);
    ByteValue data = args.requiredBytes("data");
    return peer -> Outgoing.of(type, data.in(peer));
  }

  /** {@code FlushMessageQueue}: what is queued, as one record for each run of one type. */
  static Node.Command flushMessageQueue(Args args) {
    return peer -> {
      List<Peer.Queued> run = new ArrayList<>();
      for (Peer.Queued queued : List.copyOf(peer.queue())) {
        if (!run.isEmpty() && run.get(0).message().type() != queued.message().type()) {
          sendTogether(peer, run);
          run.clear();
        }
        run.add(queued);
      }
      peer.queue().clear();
      if (!run.isEmpty()) {
        sendTogether(peer, run);
      }
    };
  }

  private static void sendTogether(Peer peer, List<Peer.Queued> run)
      throws IOException, TlsException, ScriptException {
    Bytes all = Bytes.concat(run.stream().map(queued -> queued.message().bytes()).toList());
    String what = String.join(" + ", run.stream().map(Peer.Queued::what).toList());
    peer.send(what + " in one record", Outgoing.of(run.get(0).message().type(), all));
    for (Peer.Queued queued : run) {
      queued.sent().run();
    }
  }

  /** {@code PopMessageFromList {fragment_list}}. */
  static Node.Command popMessageFromList(Args args) {
    String name = args.reference("fragment_list", "$ref").orElse("");
    return peer -> {
      SharedList list = peer.list(name);
      sendFragment(peer, list, list.pop());
    };
  }

  /** {@code FlushMessageList {fragment_list}}. */
  static Node.Command flushMessageList(Args args) {
    String name = args.reference("fragment_list", "$ref").orElse("");
    return peer -> {
      SharedList list = peer.list(name);
      sendFragment(peer, list, list.popAll());
    };
  }

  private static void sendFragment(Peer peer, SharedList list, Bytes fragment)
      throws IOException, TlsException, ScriptException {
    peer.sentRaw("fragment of a message", fragment);
    peer.records().write(list.contentType(), fragment, body -> body);
    Optional<SharedList.Sent> completed = list.completed();
    if (completed.isPresent()) {
      completed.get().run();
    }
  }

  private static int contentType(Args args) throws FormatException {
    return args.number("content_type", Registry.CONTENT_TYPES)
        .orElseThrow(() -> args.mistake("content_type", "is missing"));
  }
}
