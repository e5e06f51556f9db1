package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * supported_groups (RFC 9846 §4.3.7): groups for the key exchange, most preferred first.
 *
 * <p>Duplicates decode: a recipient "MAY abort", which is for the state to decide.
 *
 * <pre>{@code
 * struct {
 *     NamedGroup named_group_list<2..2^16-1>;
 * } NamedGroupList;
 * }</pre>
 */
public record SupportedGroups(List<NamedGroup> namedGroupList) implements Extension {
  public SupportedGroups {
    namedGroupList = List.copyOf(namedGroupList);
  }

  public static SupportedGroups decode(WireReader in) throws DecodeException {
    return new SupportedGroups(
        in.list16(
            "named_group_list", 2, 0xFFFF, group -> new NamedGroup(group.uint16("named_group"))));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SUPPORTED_GROUPS;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.vector16(
        "named_group_list",
        groups -> namedGroupList.forEach(group -> groups.uint16("named_group", group.value())));
  }
}
