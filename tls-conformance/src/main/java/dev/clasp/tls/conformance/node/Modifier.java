package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CbcChange;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.SeededRandom;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CbcAlgorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes what one generator sends. */
@FunctionalInterface
interface Modifier {
  /** Octets of type and length in front of a handshake message. */
  int HEADER = 4;

  Outgoing apply(Outgoing message, Peer peer) throws ScriptException;

  /** {@code fuzz_message {substitutions, xors}}: positions in handshake header and body. */
  static Modifier fuzzMessage(Args args) throws FormatException {
    Fuzz fuzz = Fuzz.of(args);
    return (message, peer) ->
        message.withBytes(fuzz.plan(peer.setup().random()).apply(message.bytes()));
  }

  /** {@code fuzz_encrypted_message}: positions in the protected body, tag included. */
  static Modifier fuzzEncryptedMessage(Args args) throws FormatException {
    Fuzz fuzz = Fuzz.of(args);
    return (message, peer) -> {
      Fuzz.Plan plan = fuzz.plan(peer.setup().random());
      return message.withProtection(plan::apply);
    };
  }

  /** {@code pad_handshake {size, pad_byte}} or {@code {pad}}; the length follows. */
  static Modifier padHandshake(Args args) throws FormatException {
    Optional<ByteValue> given = args.bytes("pad");
    byte[] fill = new byte[args.number("size").orElse(0)];
    Arrays.fill(fill, (byte) args.number("pad_byte").orElse(0));
    return (message, peer) -> {
      Bytes pad = given.isPresent() ? given.get().in(peer) : Bytes.copyOf(fill);
      return message.withBytes(withLength(message.bytes().plus(pad)));
    };
  }

  /** {@code truncate_handshake {size, pad_byte}}: that many octets less; the length follows. */
  static Modifier truncateHandshake(Args args) throws FormatException {
    int size = args.required("size");
    return (message, peer) -> {
      int left = message.bytes().size() - size;
      if (left < HEADER) {
        throw new ScriptException(
            "truncate_handshake: %d octets of %d".formatted(size, message.bytes().size()));
      }
      return message.withBytes(withLength(message.bytes().first(left)));
    };
  }

  /** {@code split_message {fragment_list, size}}. */
  static Modifier splitMessage(Args args) throws FormatException {
    String list = args.reference("fragment_list", "$ref").orElse("");
    int size = args.required("size");
    if (size < 1) {
      throw args.mistake("size", "found %d, expected at least 1".formatted(size));
    }
    return (message, peer) -> message.splitInto(new Outgoing.Split(list, size));
  }

  /** {@code fuzz_plaintext {substitutions, xors}}: what a CBC suite encrypts. */
  static Modifier fuzzPlaintext(Args args) throws FormatException {
    Fuzz fuzz = Fuzz.of(args);
    return (message, peer) -> {
      Fuzz.Plan plan = fuzz.plan(peer.setup().random());
      return message.withPlaintext(
          new CbcChange(0, (plaintext, content, mac) -> plan.apply(plaintext)));
    };
  }

  /** {@code replace_plaintext {new_plaintext}}: all that a CBC suite encrypts. */
  static Modifier replacePlaintext(Args args) throws FormatException {
    ByteValue other = args.requiredBytes("new_plaintext");
    return (message, peer) -> {
      Bytes bytes = other.in(peer);
      return message.withPlaintext(new CbcChange(0, (plaintext, content, mac) -> bytes));
    };
  }

  /** {@code fuzz_mac {substitutions, xors}}: positions in the MAC in front of the padding. */
  static Modifier fuzzMac(Args args) throws FormatException {
    Fuzz fuzz = Fuzz.of(args);
    return (message, peer) -> {
      Fuzz.Plan plan = fuzz.plan(peer.setup().random());
      return message.withPlaintext(
          new CbcChange(
              0,
              (plaintext, content, mac) ->
                  Bytes.concat(
                      plaintext.first(content),
                      plan.apply(plaintext.slice(content, content + mac)),
                      plaintext.slice(content + mac, plaintext.size()))));
    };
  }

  /**
   * {@code fuzz_padding {min_length, substitutions, xors}}: positions in the padding, its length
   * last; with at least so many octets of it.
   */
  static Modifier fuzzPadding(Args args) throws FormatException {
    Fuzz fuzz = Fuzz.of(args);
    int least = args.number("min_length").orElse(0);
    int block = CbcAlgorithm.BLOCK_LENGTH;
    int extra = (least + block - 1) / block * block;
    return (message, peer) -> {
      Fuzz.Plan plan = fuzz.plan(peer.setup().random());
      return message.withPlaintext(
          new CbcChange(
              extra,
              (plaintext, content, mac) ->
                  plaintext
                      .first(content + mac)
                      .plus(plan.apply(plaintext.slice(content + mac, plaintext.size())))));
    };
  }

  private static Bytes withLength(Bytes message) {
    int length = message.size() - HEADER;
    return Bytes.concat(
        message.first(1),
        Bytes.of(length >> 16, length >> 8, length),
        message.slice(HEADER, message.size()));
  }

  /** Octets to set and to change at positions; negative positions count from the end. */
  record Fuzz(List<Change> changes) {
    private static final int ANY = -1;
    private static final int ANY_BUT_ZERO = -2;

    private record Change(int position, int value, boolean xor) {}

    static Fuzz of(Args args) throws FormatException {
      return of(args, "substitutions", "xors");
    }

    static Fuzz of(Args args, String substitutions, String xors) throws FormatException {
      List<Change> changes = new ArrayList<>();
      for (Map.Entry<String, Boolean> kind :
          List.of(Map.entry(substitutions, false), Map.entry(xors, true))) {
        JsonNode positions = args.json().path(kind.getKey());
        for (Map.Entry<String, JsonNode> each : positions.properties()) {
          int value = Args.number(each.getValue(), Registry.NUMBERS, args.where(), kind.getKey());
          changes.add(new Change(Integer.parseInt(each.getKey()), value, kind.getValue()));
        }
      }
      return new Fuzz(List.copyOf(changes));
    }

    /** The same with every random value drawn. */
    Plan plan(SeededRandom random) {
      return new Plan(
          changes.stream()
              .map(
                  change ->
                      switch (change.value()) {
                        case ANY ->
                            new Change(change.position(), random.nextInt(256), change.xor());
                        case ANY_BUT_ZERO ->
                            new Change(change.position(), random.nextInt(1, 256), change.xor());
                        default -> change;
                      })
              .toList());
    }

    /** Changes with nothing left to draw. */
    record Plan(List<Change> changes) {
      Bytes apply(Bytes message) throws ScriptException {
        byte[] bytes = message.toArray();
        for (Change change : changes) {
          int at = change.position() < 0 ? bytes.length + change.position() : change.position();
          if (at < 0 || at >= bytes.length) {
            throw new ScriptException(
                "position %d of %d octets".formatted(change.position(), bytes.length));
          }
          bytes[at] = (byte) (change.xor() ? bytes[at] ^ change.value() : change.value());
        }
        return Bytes.copyOf(bytes);
      }
    }
  }
}
