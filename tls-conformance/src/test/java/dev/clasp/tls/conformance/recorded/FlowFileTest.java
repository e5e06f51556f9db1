package dev.clasp.tls.conformance.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowFileTest {
  private static final String FIRST =
      ">>> Flow 1 (client to server)\n"
          + "00000000  15 03 01 00 02 02 28 15  03 03 00 02 01 00 14 03  |......(.........|\n"
          + "00000010  03 00 01                                          |...|\n";

  @Test
  void cutsTheDumpsIntoRecords() {
    String text =
        FIRST
            + ">>> Flow 2 (server to client)\n"
            + "00000000  14 03 03 00 01 01                                 |......|\n"
            + ">>> Flow 3 (client to server)\n"
            + "00000000  01                                                |.|\n";

    assertEquals(
        List.of(
            new SentRecord(Sender.CLIENT, Bytes.fromHex("15030100020228")),
            new SentRecord(Sender.CLIENT, Bytes.fromHex("15030300020100")),
            new SentRecord(Sender.SERVER, Bytes.fromHex("140303000101")),
            new SentRecord(Sender.CLIENT, Bytes.fromHex("140303000101"))),
        FlowFile.parse(text));
  }

  @Test
  void refusesAFileThatEndsWithinARecord() {
    assertThrows(IllegalArgumentException.class, () -> FlowFile.parse(FIRST));
  }

  @Test
  void refusesOtherFiles() {
    assertThrows(IllegalArgumentException.class, () -> FlowFile.parse(""));
    assertThrows(IllegalArgumentException.class, () -> FlowFile.parse("Copyright (c) someone"));
  }
}
