package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording of Go's tests: what each side sent, in turns, as hexadecimal dumps.
 *
 * <pre>{@code
 * >>> Flow 1 (client to server)
 * 00000000  16 03 01 00 fe 01 00 00  fa 03 03 00 00 00 00 00  |................|
 * }</pre>
 */
final class FlowFile {
  private static final Pattern HEADING =
      Pattern.compile(">>> Flow \\d+ \\((client|server) to (?:client|server)\\)");

  /** Offset, up to sixteen bytes, and the same as text. */
  private static final Pattern LINE = Pattern.compile("[0-9a-f]{8}  ([0-9a-f ]{1,49}) +\\|.*\\|");

  private FlowFile() {}

  /**
   * Reads the records of a file.
   *
   * @throws IllegalArgumentException when the file is not one of these, or ends within a record
   */
  static List<SentRecord> parse(String text) {
    List<SentRecord> pieces = new ArrayList<>();
    Sender sender = Sender.CLIENT;
    for (String line : text.lines().toList()) {
      Matcher heading = HEADING.matcher(line);
      Matcher dump = LINE.matcher(line);
      if (heading.matches()) {
        sender = heading.group(1).equals("client") ? Sender.CLIENT : Sender.SERVER;
      } else if (dump.matches()) {
        pieces.add(new SentRecord(sender, Bytes.fromHex(dump.group(1).replace(" ", ""))));
      } else {
        throw new IllegalArgumentException("line '%s': neither heading nor dump".formatted(line));
      }
    }
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("no flow");
    }
    return SentRecord.cut(pieces);
  }
}
