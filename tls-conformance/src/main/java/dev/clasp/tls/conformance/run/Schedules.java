package dev.clasp.tls.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.NodeCall;
import dev.clasp.tls.conformance.expand.Cell;
import dev.clasp.tls.conformance.expand.Expansion;
import dev.clasp.tls.conformance.expand.NoValue;
import dev.clasp.tls.conformance.peer.SeededRandom;
import dev.clasp.tls.conformance.peer.TransportSchedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays transport schedules under positive conversations: one that the seed draws, or each of them
 * as a cell of its own. A conversation that says itself how its octets go out keeps its word.
 */
final class Schedules {
  /** The axis of the cells. */
  static final String AXIS = "transport";

  /** What works on the TCP stream. */
  private static final Set<String> ABOUT_TCP =
      Set.of("TCPBufferingEnable", "RawSocketWriteGenerator", "ExpectNoMessage", "CloseRST");

  /** What works on records. */
  private static final Set<String> ABOUT_RECORDS =
      Set.of(
          "SetMaxRecordSize",
          "SetPaddingCallback",
          "SetRecordVersion",
          "PlaintextMessageGenerator",
          "RawMessageGenerator",
          "FlushMessageQueue",
          "PopMessageFromList",
          "FlushMessageList");

  private Schedules() {}

  /** The item as the seed draws it. */
  static Item drawn(Item item, List<TransportSchedule> allowed, long seed) {
    int at = new SeededRandom(seed, AXIS + " " + item.id()).nextInt(allowed.size());
    return new Item(item.file(), item.conversation(), item.cell(), allowed.get(at));
  }

  /** The item once for each schedule, which its cell names. */
  static List<Item> each(Item item, List<TransportSchedule> allowed) {
    List<Item> items = new ArrayList<>();
    for (TransportSchedule schedule : allowed) {
      Map<String, JsonNode> values = new LinkedHashMap<>(item.cell().values());
      values.put(AXIS, TextNode.valueOf(schedule.toString()));
      items.add(new Item(item.file(), item.conversation(), new Cell(values), schedule));
    }
    return items;
  }

  /** Those that change nothing a conversation is about. */
  static List<TransportSchedule> allowed(Conversation conversation, Expansion expansion, Cell cell)
      throws FormatException, NoValue {
    boolean tcp = true;
    boolean records = true;
    for (GraphNode node : expansion.graph(conversation, cell)) {
      NodeCall call = node.call();
      tcp &= !ABOUT_TCP.contains(call.node());
      records &= !ABOUT_RECORDS.contains(call.node());
      records &= call.modifiers().stream().allMatch(each -> each.fn().equals("psk_ext_updater"));
    }
    if (!tcp) {
      return List.of(TransportSchedule.NONE);
    }
    return records ? List.of(TransportSchedule.values()) : TransportSchedule.ofTcpOnly();
  }
}
