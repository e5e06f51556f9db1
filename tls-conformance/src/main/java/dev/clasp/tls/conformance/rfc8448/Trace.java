package dev.clasp.tls.conformance.rfc8448;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite13;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of the example handshakes of RFC 8448.
 *
 * @param section of RFC 8448
 * @param psk for a resumption; empty without one
 * @param keyPairs ephemeral ones, in the order they were made
 * @param records in the order they were sent
 * @param keySchedule in the RFC's order; names are unique
 */
record Trace(
    String section,
    String title,
    Suite13 suite,
    Optional<Bytes> psk,
    List<KeyPair> keyPairs,
    List<Record> records,
    List<Derivation> keySchedule) {

  /** Who sends a record or owns a key. */
  enum Side {
    CLIENT,
    SERVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An ephemeral key. */
  record KeyPair(Side owner, NamedGroup group, Bytes privateKey, Bytes publicKey) {}

  /**
   * A record.
   *
   * @param protection the keys it is under; empty for none
   * @param messages of a handshake record
   * @param payload content before protection
   * @param bytes the whole record as on the wire
   */
  record Record(
      Side sender,
      ContentType type,
      Optional<Epoch13.Kind> protection,
      List<Message> messages,
      Bytes payload,
      Bytes bytes) {}

  /**
   * A handshake message.
   *
   * @param bytes type and length included
   */
  record Message(Side sender, HandshakeType type, Bytes bytes) {}

  /**
   * A computation of the key schedule with its inputs and results.
   *
   * @param step which kind: {@code extract}, {@code expand}, {@code finished}, {@code binder},
   *     {@code traffic keys}
   * @param label of an {@code expand}, without the prefix; else empty
   */
  record Derivation(String name, String step, String label, Map<String, Bytes> values) {
    Bytes value(String field) {
      return Optional.ofNullable(values.get(field))
          .orElseThrow(() -> new IllegalArgumentException(name + ": has no " + field));
    }
  }

  /** Such as {@code RFC 8448 §3 Simple 1-RTT Handshake}. */
  String name() {
    return "RFC 8448 §%s %s".formatted(section, title);
  }

  /** All handshake messages, in the order they were sent. */
  List<Message> messages() {
    return records.stream().flatMap(record -> record.messages().stream()).toList();
  }

  Derivation derivation(String name) {
    return keySchedule.stream()
        .filter(derivation -> derivation.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name() + ": has no " + name));
  }
}
