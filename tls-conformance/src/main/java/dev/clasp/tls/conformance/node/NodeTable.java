package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.NodeCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every node and modifier there is, by name. */
public final class NodeTable {
  /** Makes a node of its arguments. */
  @FunctionalInterface
  private interface NodeMaker {
    Node make(Args args) throws FormatException;
  }

  /** Makes a modifier of its arguments. */
  @FunctionalInterface
  private interface ModifierMaker {
    Modifier make(Args args) throws FormatException;
  }

  private static final Map<String, NodeMaker> NODES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("Connect", ConnectionNodes::connect),
              Map.entry("Close", ConnectionNodes::close),
              Map.entry("CloseRST", ConnectionNodes::closeRst),
              Map.entry("ResetHandshakeHashes", ConnectionNodes::resetHandshakeHashes),
              Map.entry("ResetRenegotiationInfo", ConnectionNodes::resetRenegotiationInfo),
              Map.entry("ResetWriteConnectionState", RecordNodes::resetWriteConnectionState),
              Map.entry("CollectNonces", RecordNodes::collectNonces),
              Map.entry("CopyVariables", ConnectionNodes::copyVariables),
              Map.entry("ClearContext", ConnectionNodes::clearContext),
              Map.entry("HeartbeatGenerator", MessageNodes::heartbeat),
              Map.entry("ExpectHeartbeat", OtherExpectations.Heartbeat::of),
              Map.entry("ClientMasterKeyGenerator", Ssl2Nodes::clientMasterKey),
              Map.entry("ExpectServerHello2", args -> Ssl2Nodes.serverHello()),
              Map.entry("ExpectVerify", args -> Ssl2Nodes.verify()),
              Map.entry("ExpectSSL2Alert", Ssl2Nodes::alert),
              Map.entry("SetRecordVersion", RecordNodes::setRecordVersion),
              Map.entry("SetMaxRecordSize", RecordNodes::setMaxRecordSize),
              Map.entry("SetPaddingCallback", RecordNodes::setPaddingCallback),
              Map.entry("TCPBufferingEnable", RecordNodes::tcpBufferingEnable),
              Map.entry("TCPBufferingFlush", RecordNodes::tcpBufferingFlush),
              Map.entry("TCPBufferingDisable", RecordNodes::tcpBufferingDisable),
              Map.entry("RawSocketWriteGenerator", RecordNodes::rawSocketWrite),
              Map.entry("PlaintextMessageGenerator", RecordNodes::plaintextMessage),
              Map.entry("RawMessageGenerator", RecordNodes::rawMessage),
              Map.entry("FlushMessageQueue", RecordNodes::flushMessageQueue),
              Map.entry("PopMessageFromList", RecordNodes::popMessageFromList),
              Map.entry("FlushMessageList", RecordNodes::flushMessageList),
              Map.entry("Listen", ServerNodes::listen),
              Map.entry("ClientHelloGenerator", ClientHelloGenerator::planned),
              Map.entry("ServerHelloGenerator", ServerHelloGenerator::serverHello),
              Map.entry("HelloRetryRequestGenerator", ServerHelloGenerator::helloRetryRequest),
              Map.entry("EncryptedExtensionsGenerator", ServerNodes::encryptedExtensions),
              Map.entry("CertificateRequestGenerator", ServerNodes::certificateRequest),
              Map.entry("NewSessionTicketGenerator", ServerNodes::newSessionTicket),
              Map.entry("ServerKeyExchangeGenerator", ServerKeyExchangeGenerator::of),
              Map.entry("ServerHelloDoneGenerator", ServerNodes::serverHelloDone),
              Map.entry("CertificateStatusGenerator", ServerNodes::certificateStatus),
              Map.entry("HelloRequestGenerator", ServerNodes::helloRequest),
              Map.entry("ExpectClientHello", ExpectClientHello::of),
              Map.entry("ExpectClientKeyExchange", ExpectClientKeyExchange::of),
              Map.entry("ClientKeyExchangeGenerator", KeyExchangeNodes::clientKeyExchange),
              Map.entry("ExpectServerKeyExchange", KeyExchangeNodes::serverKeyExchange),
              Map.entry("ExpectServerHelloDone", Handshake12Nodes::serverHelloDone),
              Map.entry("ExpectHelloRequest", Handshake12Nodes::helloRequest),
              Map.entry("ExpectCertificateStatus", Handshake12Nodes::certificateStatus),
              Map.entry("CertificateGenerator", AuthenticationNodes::certificate),
              Map.entry("EndOfEarlyDataGenerator", MessageNodes::endOfEarlyData),
              Map.entry("ExpectEndOfEarlyData", HandshakeExpectations::endOfEarlyData),
              Map.entry("CompressedCertificateGenerator", CompressedCertificateNodes::generator),
              Map.entry("ExpectCompressedCertificate", CompressedCertificateNodes::expectation),
              Map.entry("CertificateVerifyGenerator", AuthenticationNodes::certificateVerify),
              Map.entry("FinishedGenerator", AuthenticationNodes::finished),
              Map.entry("ChangeCipherSpecGenerator", MessageNodes::changeCipherSpec),
              Map.entry("AlertGenerator", MessageNodes::alert),
              Map.entry("ApplicationDataGenerator", MessageNodes::applicationData),
              Map.entry("KeyUpdateGenerator", MessageNodes::keyUpdate),
              Map.entry("ExpectServerHello", ExpectServerHello::of),
              Map.entry("ExpectHelloRetryRequest", ExpectHelloRetryRequest::of),
              Map.entry("ExpectEncryptedExtensions", HandshakeExpectations::encryptedExtensions),
              Map.entry("ExpectCertificateRequest", HandshakeExpectations::certificateRequest),
              Map.entry("ExpectCertificate", HandshakeExpectations::certificate),
              Map.entry("ExpectCertificateVerify", HandshakeExpectations::certificateVerify),
              Map.entry("ExpectFinished", HandshakeExpectations::finished),
              Map.entry("ExpectKeyUpdate", HandshakeExpectations::keyUpdate),
              Map.entry("ExpectNewSessionTicket", HandshakeExpectations::newSessionTicket),
              Map.entry("ExpectChangeCipherSpec", args -> new OtherExpectations.ChangeCipherSpec()),
              Map.entry("ExpectApplicationData", OtherExpectations.ApplicationData::of),
              Map.entry("ExpectAlert", ExpectAlert::of),
              Map.entry("ExpectClose", args -> new OtherExpectations.Close()),
              Map.entry("ExpectNoMessage", OtherExpectations.NoMessage::of)));

  private static final Map<String, ModifierMaker> MODIFIERS =
      Map.ofEntries(
          Map.entry("fuzz_message", Modifier::fuzzMessage),
          Map.entry("fuzz_encrypted_message", Modifier::fuzzEncryptedMessage),
          Map.entry("fuzz_plaintext", Modifier::fuzzPlaintext),
          Map.entry("replace_plaintext", Modifier::replacePlaintext),
          Map.entry("fuzz_mac", Modifier::fuzzMac),
          Map.entry("fuzz_padding", Modifier::fuzzPadding),
          Map.entry("pad_handshake", Modifier::padHandshake),
          Map.entry("truncate_handshake", Modifier::truncateHandshake),
          Map.entry("split_message", Modifier::splitMessage),
          Map.entry("queue_message", args -> (message, peer) -> message.inQueue()),
          Map.entry("skip_post_send", args -> (message, peer) -> message.withoutEffect()),
          Map.entry("psk_ext_updater", args -> PreSharedKeyValue::bind));

  private NodeTable() {}

  /**
   * Makes the node that a conversation calls; its names are replaced already.
   *
   * @throws FormatException for a node of the vocabulary that does nothing here yet, or an argument
   *     that means nothing
   */
  public static PlannedNode plan(NodeCall call) throws FormatException {
    Location where = call.location();
    NodeMaker maker =
        Optional.ofNullable(NODES.get(call.node()))
            .orElseThrow(() -> notYet(where, "node " + call.node()));
    Location arguments =
        new Location(
            where.file(), where.line(), where.path().isEmpty() ? "args" : where.path() + ".args");
    Node node = maker.make(new Args(call.args(), arguments));
    List<Modifier> modifiers = new ArrayList<>();
    for (NodeCall.Modifier modifier : call.modifiers()) {
      if (!(node instanceof Node.Generator)) {
        throw new FormatException(
            where, "%s takes no modifiers, found %s".formatted(call.node(), modifier.fn()));
      }
      modifiers.add(
          Optional.ofNullable(MODIFIERS.get(modifier.fn()))
              .orElseThrow(() -> notYet(where, "modifier " + modifier.fn()))
              .make(new Args(modifier.args(), where)));
    }
    return new PlannedNode(call.node(), node, modifiers, where);
  }

  /** The names of all modifiers. */
  public static List<String> modifiers() {
    return MODIFIERS.keySet().stream().sorted().toList();
  }

  /** The names of all nodes that run. */
  public static List<String> names() {
    return List.copyOf(NODES.keySet());
  }

  private static FormatException notYet(Location where, String what) {
    return new FormatException(where, what + " is not supported yet");
  }
}
