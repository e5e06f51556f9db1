package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One suite of TLS 1.2: the test leaves client and server no other choice.
 *
 * @param encryptThenMac whether CBC records have their MAC outside (RFC 7366)
 */
record Cell12(Suite12 suite, boolean encryptThenMac) {
  static final String PSK_IDENTITY = "clasp";
  static final String PSK_KEY = "000102030405060708090a0b0c0d0e0f";

  private static final ExternalPsk PSK =
      ExternalPsk.of(
          Bytes.copyOf(PSK_IDENTITY.getBytes(StandardCharsets.US_ASCII)),
          Secret.copyOf(Bytes.fromHex(PSK_KEY)));

  /**
   * What to try with a peer: every suite it has when {@code clasp.interop} is {@code full}, those
   * with CBC with and without encrypt-then-MAC; else the first of each key exchange.
   *
   * @param has what the peer has
   */
  static List<Cell12> all(Predicate<Suite12> has) {
    List<Cell12> cells = new ArrayList<>();
    Set<KeyExchange12> seen = EnumSet.noneOf(KeyExchange12.class);
    for (Suite12 suite : Suite12.values()) {
      if (has.test(suite) && (seen.add(suite.keyExchange()) || Cell.isFull())) {
        cells.add(new Cell12(suite, true));
        if (Cell.isFull() && suite.protection().macKeyLength() > 0) {
          cells.add(new Cell12(suite, false));
        }
      }
    }
    return cells;
  }

  /** The key of the server's certificate. */
  KeyType keyType() {
    return suite.keyExchange().certificate() == KeyExchange12.Certificate.ECDSA_SIGNING
        ? KeyType.P256
        : KeyType.RSA_2048;
  }

  boolean usesPsk() {
    return suite.keyExchange().usesPsk();
  }

  /** With every certificate, and nothing but the cell. */
  ServerConfig.Builder server() {
    return ServerConfig.builder(
            Fixtures.CRYPTO,
            CredentialSelector.of(
                Fixtures.certificate(KeyType.P256).credential(Fixtures.CRYPTO),
                Fixtures.certificate(KeyType.RSA_2048).credential(Fixtures.CRYPTO)))
        .versions(List.of(ProtocolVersion.TLS12))
        .legacy()
        .externalPsks(List.of(PSK))
        .encryptThenMac(encryptThenMac)
        .suites12(List.of(suite));
  }

  /** Offers nothing but the cell. */
  ClientConfig.Builder client() {
    return Fixtures.client()
        .versions(List.of(ProtocolVersion.TLS12))
        .legacy()
        .externalPsks(List.of(PSK))
        .encryptThenMac(encryptThenMac)
        .suites12(List.of(suite));
  }

  @Override
  public String toString() {
    return encryptThenMac ? suite.toString() : suite + " MAC-then-encrypt";
  }
}
