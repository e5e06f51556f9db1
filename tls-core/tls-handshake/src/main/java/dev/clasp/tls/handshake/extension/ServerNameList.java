package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * server_name with names (RFC 6066 §3): the client says which host it means.
 *
 * <p>Decoding is grammar only: "MUST NOT contain more than one name of the same name_type" is for
 * the state to check.
 *
 * <pre>{@code
 * struct {
 *     ServerName server_name_list<1..2^16-1>
 * } ServerNameList;
 * }</pre>
 */
public record ServerNameList(List<ServerName> serverNameList) implements Extension {
  public ServerNameList {
    serverNameList = List.copyOf(serverNameList);
  }

  /**
   * One host_name.
   *
   * @param hostName in ASCII, without a trailing dot (RFC 6066 §3)
   */
  public static ServerNameList ofHostName(String hostName) {
    Bytes name = Bytes.copyOf(hostName.getBytes(StandardCharsets.ISO_8859_1));
    return new ServerNameList(List.of(new ServerName(ServerName.HOST_NAME, name)));
  }

  public static ServerNameList decode(WireReader in) throws DecodeException {
    return new ServerNameList(in.list16("server_name_list", 1, 0xFFFF, ServerName::decode));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SERVER_NAME;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.list16("server_name_list", serverNameList);
  }

  /** The names of type host_name, in order; more than one breaks RFC 6066 §3. */
  public List<String> hostNames() {
    return serverNameList.stream()
        .filter(name -> name.nameType() == ServerName.HOST_NAME)
        .map(name -> new String(name.name().toArray(), StandardCharsets.ISO_8859_1))
        .toList();
  }

  /**
   * Demands that there is no second one.
   *
   * @throws ProtocolViolation {@code illegal_parameter}: "MUST NOT contain more than one name of
   *     the same name_type" (RFC 6066 §3), which names no alert
   */
  public void requireOneHostName() throws ProtocolViolation {
    int names = hostNames().size();
    if (names > 1) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(6066, "3", 3),
          "ClientHello.server_name: %d host names, expected one".formatted(names));
    }
  }
}
