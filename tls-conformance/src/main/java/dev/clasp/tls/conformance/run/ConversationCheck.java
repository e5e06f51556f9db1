package dev.clasp.tls.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.expand.Cell;
import dev.clasp.tls.conformance.expand.Expansion;
import dev.clasp.tls.conformance.expand.NoValue;
import java.util.List;
import java.util.Map;

/**
 * Tries every conversation of a file without running it, so that an unknown name, a node that is
 * not supported or an impossible argument is an error at load time and never a verdict.
 */
public final class ConversationCheck {
  private static final Map<String, JsonNode> BUILT_IN =
      Map.of(
          "host", TextNode.valueOf("localhost"),
          "port", IntNode.valueOf(443),
          "server_name", TextNode.valueOf("localhost"));

  private ConversationCheck() {}

  /**
   * Checks the first and the last cell of each conversation against a target that has everything.
   *
   * @throws FormatException for the first mistake
   */
  public static void check(ConversationFile file) throws FormatException {
    Expansion expansion = new Expansion(file, BUILT_IN, ConversationCheck::everything);
    for (Conversation conversation : file.conversations()) {
      if (conversation.kind() == Conversation.Kind.STATISTICAL) {
        throw new FormatException(conversation.location(), "kind statistical is not supported yet");
      }
      try {
        List<Cell> cells = expansion.cells(conversation);
        if (cells.isEmpty()) {
          throw new FormatException(conversation.location(), "no cell is left of the matrix");
        }
        for (Cell cell : List.of(cells.get(0), cells.get(cells.size() - 1))) {
          Plan.of(expansion.graph(conversation, cell));
          expansion.policy(conversation, cell);
        }
      } catch (NoValue e) {
        throw new FormatException(conversation.location(), String.valueOf(e.getMessage()));
      }
    }
  }

  private static List<String> everything(String capability) {
    return switch (capability) {
      case "ciphers.tls13" ->
          List.of(
              "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
      case "groups.tls13", "shares.tls13", "retry_groups.tls13" ->
          List.of("x25519", "secp256r1", "secp384r1", "secp521r1");
      case "ciphers.tls12", "ciphers.tls12.ecdhe" ->
          List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");
      case "ciphers.tls12.dhe" -> List.of("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");
      case "ciphers.tls12.rsa" -> List.of("TLS_RSA_WITH_AES_128_GCM_SHA256");
      case "ciphers.tls12.ecdhe_ecdsa", "ciphers.tls12.aead" ->
          List.of(
              "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
      case "ciphers.tls12.ecdhe_rsa" -> List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
      case "ciphers.tls12.cbc_ecdsa" -> List.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA");
      case "ciphers.tls12.cbc" -> List.of("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
      case "groups.tls12" -> List.of("x25519", "secp256r1");
      case "alpn" -> List.of("http/1.1");
      default -> List.of();
    };
  }
}
