package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Encrypted premaster secrets that are wrong in every way, through a connection: "The server MUST
 * NOT generate an alert" and nothing else may tell them apart from one that is well-formed and not
 * the client's (RFC 5246 §7.4.7.1; Bleichenbacher 1998, ROBOT 2018).
 */
class Tls12BadPremastersTest {
  private static final Credential SERVER =
      TestCertificates.server(
          TestCertificates.HOST, "RSA", KeyUsage.digitalSignature | KeyUsage.keyEncipherment);
  private static final int PREMASTER = 48;

  /** All that a client sees and all that a log says. */
  private record Outcome(
      Bytes said, Optional<AlertDescription> alert, String message, ConnectionStatus status) {}

  @ParameterizedTest
  @EnumSource(
      value = Suite12.class,
      names = {
        "TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLS_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_RSA_WITH_AES_256_CBC_SHA256"
      })
  @DisplayName("RFC 5246 §7.4.7.1: one alert, one text, one end, whatever is wrong")
  void cannotBeToldApart(Suite12 suite) throws Exception {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Map.Entry<String, Bytes> wrong : ciphertexts().entrySet()) {
      outcomes.put(wrong.getKey(), outcome(suite, wrong.getValue()));
    }

    assertEquals(22, outcomes.size());
    Set<Outcome> different = outcomes.values().stream().collect(Collectors.toSet());
    assertEquals(1, different.size(), outcomes::toString);
    Outcome outcome = different.iterator().next();
    assertEquals(Optional.of(AlertDescription.BAD_RECORD_MAC), outcome.alert());
    assertTrue(outcome.status().isOver(), outcome::toString);
  }

  /** How the server ends when this takes the place of what the client has encrypted. */
  private static Outcome outcome(Suite12 suite, Bytes encrypted) throws Exception {
    End client =
        new End(
            TlsConnection.start(
                TestConfigs.CRYPTO,
                Rewriting.of(
                    Handshake.client(
                        TestConfigs.client()
                            .versions(List.of(ProtocolVersion.TLS12))
                            .legacy()
                            .suites12(List.of(suite))
                            .build(),
                        TestConfigs.SERVER),
                    messages -> withEncrypted(messages, encrypted))));
    ServerConfig config =
        ServerConfig.builder(TestConfigs.CRYPTO, CredentialSelector.of(SERVER))
            .clock(InstantSource.fixed(TestCertificates.NOW))
            .legacy()
            .build();
    End server = new End(TlsConnection.start(TestConfigs.CRYPTO, Handshake.server(config)));
    server.deliver(client.flush());
    client.deliver(server.flush());

    TlsException failure =
        assertThrows(RecordException.class, () -> server.deliver(client.flush()));
    Bytes said = server.flush();
    return new Outcome(said, failure.alert(), failure.getMessage(), server.connection.status());
  }

  /** Puts it into a ClientKeyExchange; other messages stay. */
  private static Bytes withEncrypted(Bytes messages, Bytes encrypted) {
    if (messages.get(0) != HandshakeType.CLIENT_KEY_EXCHANGE.value()) {
      return messages;
    }
    Bytes body = Bytes.of(encrypted.size() >> 8, encrypted.size()).plus(encrypted);
    return Bytes.of(messages.get(0), 0, body.size() >> 8, body.size()).plus(body);
  }

  private static Map<String, Bytes> ciphertexts() throws Exception {
    RSAPublicKey key = publicKey();
    int length = (key.getModulus().bitLength() + 7) / 8;
    Map<String, Bytes> wrong = new LinkedHashMap<>();
    wrong.put("well-formed, of somebody else", encrypt(key, block(length)));
    wrong.put("first byte 01", encrypt(key, with(block(length), 0, 1)));
    for (int type : new int[] {0, 1, 3, 0xFF}) {
      wrong.put("block type " + type, encrypt(key, with(block(length), 1, type)));
    }
    for (int at : new int[] {2, 5, 9, 10, length - PREMASTER - 2}) {
      wrong.put("zero in the padding at " + at, encrypt(key, with(block(length), at, 0)));
    }
    wrong.put(
        "no zero behind the padding",
        encrypt(key, with(block(length), length - PREMASTER - 1, 0x55)));
    byte[] longer = with(block(length), length - PREMASTER - 1, 0x55);
    wrong.put("49 bytes", encrypt(key, with(longer, length - PREMASTER - 2, 0)));
    byte[] shorter = with(block(length), length - PREMASTER - 1, 0x55);
    wrong.put("47 bytes", encrypt(key, with(shorter, length - PREMASTER, 0)));
    byte[] none = block(length);
    Arrays.fill(none, 2, length - 1, (byte) 0x55);
    wrong.put("no bytes at all", encrypt(key, with(none, length - 1, 0)));
    for (int version : new int[] {0x0300, 0x0302, 0x0304}) {
      byte[] block = with(block(length), length - PREMASTER, version >> 8);
      wrong.put(
          "version %04x".formatted(version),
          encrypt(key, with(block, length - PREMASTER + 1, version)));
    }
    Bytes good = encrypt(key, block(length));
    wrong.put("ciphertext too short", good.slice(1, length));
    wrong.put("ciphertext too long", Bytes.of(0).plus(good));
    wrong.put("ciphertext empty", Bytes.empty());
    byte[] large = new byte[length];
    Arrays.fill(large, (byte) 0xFF);
    wrong.put("ciphertext larger than the modulus", Bytes.copyOf(large));
    return wrong;
  }

  /** {@code 00 02 PS 00 03 03 random}. */
  private static byte[] block(int length) {
    byte[] block = new byte[length];
    Arrays.fill(block, (byte) 0xA5);
    block[0] = 0;
    block[1] = 2;
    block[length - PREMASTER - 1] = 0;
    block[length - PREMASTER] = 3;
    block[length - PREMASTER + 1] = 3;
    return block;
  }

  private static byte[] with(byte[] block, int at, int value) {
    block[at] = (byte) value;
    return block;
  }

  private static Bytes encrypt(RSAPublicKey key, byte[] block) {
    BigInteger encrypted =
        new BigInteger(1, block).modPow(key.getPublicExponent(), key.getModulus());
    byte[] bytes = encrypted.toByteArray();
    byte[] fixed = new byte[block.length];
    int surplus = Math.max(0, bytes.length - fixed.length);
    System.arraycopy(
        bytes, surplus, fixed, fixed.length - bytes.length + surplus, bytes.length - surplus);
    return Bytes.copyOf(fixed);
  }

  private static RSAPublicKey publicKey() throws Exception {
    return (RSAPublicKey)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(SERVER.endEntity().der().toArray()))
            .getPublicKey();
  }
}
