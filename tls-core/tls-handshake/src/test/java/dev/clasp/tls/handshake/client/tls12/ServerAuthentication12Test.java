package dev.clasp.tls.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.PeerVerifier;
import dev.clasp.tls.handshake.extension.SignedCertificateTimestampList;
import dev.clasp.tls.handshake.extension.StatusRequestEmpty;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateStatus;
import dev.clasp.tls.handshake.message.DigitallySigned;
import dev.clasp.tls.handshake.message.ServerDhParams;
import dev.clasp.tls.handshake.message.ServerEcdhParams;
import dev.clasp.tls.handshake.message.ServerHelloDone;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.message.ServerKeyExchangeContent;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PeerEvidence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Certificate, CertificateStatus and ServerKeyExchange: who the server is, and its params. */
class ServerAuthentication12Test {
  private static final Rfc CERTIFICATE = Rfc.rfc5246("7.4.2");
  private static final Rfc SERVER_KEY_EXCHANGE = Rfc.rfc5246("7.4.3");

  @Test
  @DisplayName("RFC 5246 §7.4.2: no certificate at all")
  void emptyList() {
    Servers12.ecdhe()
        .fails(
            AlertDescription.DECODE_ERROR,
            CERTIFICATE,
            server -> server.send(server.hello()).send(new Certificate12(List.of())));
  }

  @Test
  @DisplayName("RFC 5246 §7.2.2: a certificate that is none")
  void malformed() {
    Servers12.ecdhe()
        .fails(
            AlertDescription.BAD_CERTIFICATE,
            Rfc.rfc5246("7.2.2"),
            server -> server.send(server.hello()).send(new Certificate12(List.of(Bytes.of(1)))));
  }

  @Test
  @DisplayName("RFC 5246 §7.2.2: an issuer nobody knows")
  void unknownIssuer() {
    server(Servers12.client(), Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, "other")
        .fails(
            AlertDescription.UNKNOWN_CA,
            Rfc.rfc5246("7.2.2"),
            server -> server.send(server.hello()).send(server.certificate()));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.2: a key that does not go with the key exchange")
  void keyOfAnotherKind() {
    for (Suite12 suite :
        List.of(
            Suite12.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            Suite12.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
            Suite12.TLS_RSA_WITH_AES_128_GCM_SHA256)) {
      refusesKey(suite, "P-256");
    }
    refusesKey(Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, "RSA");
    refusesKey(Suite12.TLS_RSA_WITH_AES_128_GCM_SHA256, "RSASSA-PSS");
  }

  private static void refusesKey(Suite12 suite, String keyType) {
    server(Servers12.legacyClient(), suite, keyType)
        .fails(
            AlertDescription.ILLEGAL_PARAMETER,
            CERTIFICATE,
            server -> server.send(server.hello()).send(server.certificate()));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.2: TLS_RSA with a key that must not encipher")
  void noKeyEncipherment() {
    server(Servers12.legacyClient(), Suite12.TLS_RSA_WITH_AES_128_GCM_SHA256, "RSA")
        .fails(
            AlertDescription.UNSUPPORTED_CERTIFICATE,
            CERTIFICATE,
            server -> server.send(server.hello()).send(server.certificate()));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.2: ECDHE_RSA with a key that must not sign")
  void noDigitalSignature() {
    new ScriptedServer12(
            Servers12.client(),
            Suite12.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            Optional.of(
                TestCertificates.server(TestCertificates.HOST, "RSA", KeyUsage.keyEncipherment)))
        .fails(
            AlertDescription.UNSUPPORTED_CERTIFICATE,
            CERTIFICATE,
            server -> server.send(server.hello()).send(server.certificate()));
  }

  @Test
  @DisplayName("RFC 6066 §8: a stapled OCSP response reaches the verifier")
  void stapled() throws TlsException {
    List<PeerEvidence> seen = new ArrayList<>();
    ScriptedServer12 server = Servers12.ecdhe(observing(seen));

    server
        .send(server.hello(new StatusRequestEmpty()))
        .send(server.certificate())
        .send(new CertificateStatus(Bytes.of(1, 2, 3)));

    assertEquals(List.of(PeerEvidence.stapled(List.of(Bytes.of(1, 2, 3)))), seen);
    assertEquals(
        java.util.Set.of(HandshakeType.SERVER_KEY_EXCHANGE), server.client.receiving().expects());
  }

  @Test
  @DisplayName("RFC 6962 §3.3.1: the timestamps of the ServerHello reach the verifier, too")
  void timestamps() throws TlsException {
    List<PeerEvidence> seen = new ArrayList<>();
    ScriptedServer12 server = Servers12.ecdhe(observing(seen).askForTimestamps());
    SignedCertificateTimestampList list =
        new SignedCertificateTimestampList(List.of(Bytes.of(7, 8)));

    server
        .send(server.hello(new StatusRequestEmpty(), list))
        .send(server.certificate())
        .send(new CertificateStatus(Bytes.of(1)));

    assertEquals(
        List.of(PeerEvidence.stapled(List.of(Bytes.of(1))).withTimestamps(list.encoded())), seen);
  }

  @Test
  @DisplayName("RFC 6066 §8: \"a server MAY choose not to send a CertificateStatus message\"")
  void announcedAndNotStapled() throws TlsException {
    List<PeerEvidence> seen = new ArrayList<>();
    ScriptedServer12 server = Servers12.ecdhe(observing(seen));

    server.connect(new StatusRequestEmpty());

    assertTrue(server.client.isConnected());
    assertEquals(List.of(PeerEvidence.NONE), seen);
  }

  @Test
  @DisplayName("RFC 5246 §7.4: a CertificateStatus that was not announced")
  void stapledUnannounced() {
    Servers12.ecdhe()
        .fails(
            AlertDescription.UNEXPECTED_MESSAGE,
            Rfc.rfc5246("7.4"),
            server ->
                server
                    .send(server.hello())
                    .send(server.certificate())
                    .send(new CertificateStatus(Bytes.of(1))));
  }

  private static ClientConfig.Builder observing(List<PeerEvidence> seen) {
    PeerVerifier verifier =
        PeerVerifier.of(
            TestCertificates.trust(), dev.clasp.tls.handshake.testing.TestConfigs.CRYPTO);
    return Servers12.client()
        .peerVerifier(
            peer -> {
              seen.add(peer.evidence());
              return verifier.verify(
                  new dev.clasp.tls.handshake.config.PeerCertificates(
                      peer.chain(), peer.purpose(), peer.identity(), peer.now()));
            });
  }

  @Test
  @DisplayName("RFC 5246 §7.4.3: params signed with another key, or for another connection")
  void wrongSignature() {
    ScriptedServer12 server = Servers12.ecdhe();
    ServerEcdhParams params = server.ecdhe(NamedGroup.X25519);
    DigitallySigned ofNothing =
        ScriptedServer12.sign(
            server.credential.orElseThrow(),
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            params.encoded());

    server.fails(
        AlertDescription.DECRYPT_ERROR,
        SERVER_KEY_EXCHANGE,
        script -> sendParams(script, params, ofNothing));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.3: a scheme that was not offered")
  void schemeNotOffered() {
    ScriptedServer12 server =
        Servers12.ecdhe(
            Servers12.client().signatureSchemes(List.of(SignatureScheme.RSA_PSS_RSAE_SHA256)));
    ServerEcdhParams params = server.ecdhe(NamedGroup.X25519);

    server.fails(
        AlertDescription.ILLEGAL_PARAMETER,
        SERVER_KEY_EXCHANGE,
        script -> sendParams(script, params, script.sign(script.credential.orElseThrow(), params)));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.3: a scheme of another kind of key")
  void schemeOfAnotherKey() {
    ScriptedServer12 server = Servers12.ecdhe();
    ServerEcdhParams params = server.ecdhe(NamedGroup.X25519);

    for (SignatureScheme scheme :
        List.of(SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.ED25519)) {
      Servers12.ecdhe()
          .fails(
              AlertDescription.ILLEGAL_PARAMETER,
              SERVER_KEY_EXCHANGE,
              script -> sendParams(script, params, new DigitallySigned(scheme, Bytes.of(1))));
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.3.3: in TLS 1.2 a scheme of ECDSA does not name the curve")
  void ecdsaWithAnotherHash() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe();
    ServerEcdhParams params = server.ecdhe(NamedGroup.X25519);
    Bytes content =
        Bytes.concat(server.clientHello.random().bytes(), server.random.bytes(), params.encoded());

    sendParams(
        server,
        params,
        ScriptedServer12.sign(
            server.credential.orElseThrow(), SignatureScheme.ECDSA_SECP384R1_SHA384, content));

    assertTrue(server.client.receiving().expects().contains(HandshakeType.SERVER_HELLO_DONE));
  }

  @Test
  @DisplayName("RFC 8422 §5.4: a curve that was not offered, or none of TLS 1.2")
  void curveNotOffered() {
    for (NamedGroup group :
        List.of(NamedGroup.SECP384R1, NamedGroup.X25519MLKEM768, new NamedGroup(0x1234))) {
      ScriptedServer12 server =
          Servers12.ecdhe(
              Servers12.client().groups(List.of(NamedGroup.X25519, NamedGroup.X25519MLKEM768)));
      server.fails(
          AlertDescription.ILLEGAL_PARAMETER,
          Rfc.rfc(8422, "5.4"),
          script ->
              script
                  .send(script.hello())
                  .send(script.certificate())
                  .send(script.keyExchange(new ServerEcdhParams(group, Bytes.of(4)))));
    }
  }

  @Test
  @DisplayName("RFC 8422 §5.4: a curve that is spelled out")
  void explicitCurve() {
    Servers12.ecdhe()
        .fails(
            AlertDescription.ILLEGAL_PARAMETER,
            Rfc.rfc(8422, "5.4"),
            server ->
                server
                    .send(server.hello())
                    .send(server.certificate())
                    .send(new ServerKeyExchange(Bytes.of(1, 0, 29, 1, 9))));
  }

  @Test
  @DisplayName("RFC 8422 §5.11: a point off the curve, or all zero")
  void invalidPoint() {
    for (ServerEcdhParams params :
        List.of(
            new ServerEcdhParams(NamedGroup.X25519, Bytes.copyOf(new byte[32])),
            new ServerEcdhParams(
                NamedGroup.SECP256R1, Bytes.of(4).plus(Bytes.copyOf(new byte[64]))),
            new ServerEcdhParams(NamedGroup.SECP256R1, Bytes.of(2)))) {
      Servers12.ecdhe()
          .fails(
              AlertDescription.ILLEGAL_PARAMETER,
              Rfc.rfc(8422, "5.11"),
              server -> sendSigned(server, params));
    }
  }

  @Test
  @DisplayName("RFC 7919 §3: a public value out of range, in a named group")
  void publicValueOutOfRange() {
    BigInteger p = DHStandardGroups.rfc7919_ffdhe2048.getP();
    for (BigInteger y : List.of(BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p)) {
      Servers12.dhe()
          .fails(
              AlertDescription.HANDSHAKE_FAILURE,
              Rfc.rfc(7919, "3"),
              server -> sendSigned(server, dh(p, BigInteger.TWO, y)));
    }
  }

  @Test
  @DisplayName("RFC 7919 §3.1: a custom group that is too small, too large or not prime")
  void unacceptableGroups() {
    BigInteger p = DHStandardGroups.rfc3526_2048.getP();
    for (ServerDhParams params :
        List.of(
            dh(DHStandardGroups.rfc2409_1024.getP(), BigInteger.TWO, BigInteger.TEN),
            dh(DHStandardGroups.rfc3526_1536.getP(), BigInteger.TWO, BigInteger.TEN),
            dh(BigInteger.ONE.shiftLeft(8200).add(BigInteger.ONE), BigInteger.TWO, BigInteger.TEN),
            dh(p.subtract(BigInteger.TWO), BigInteger.TWO, BigInteger.TEN),
            dh(p, BigInteger.ONE, BigInteger.TEN),
            dh(p, p.subtract(BigInteger.ONE), BigInteger.TEN))) {
      Servers12.dhe()
          .fails(
              AlertDescription.INSUFFICIENT_SECURITY,
              Rfc.rfc(7919, "3.1"),
              server -> sendSigned(server, params));
    }
  }

  @Test
  @DisplayName("RFC 7919 §3.1: a custom group that is acceptable")
  void acceptableGroup() throws TlsException {
    ScriptedServer12 server = Servers12.dhe();

    sendSigned(
        server, dh(DHStandardGroups.rfc3526_2048.getP(), BigInteger.TWO, BigInteger.TEN.pow(600)));

    assertEquals(
        java.util.Set.of(), server.client.receiving().expects(), "waits for ChangeCipherSpec");
  }

  @Test
  @DisplayName("RFC 7919 §3: a custom group is no place for public values out of range either")
  void publicValueOutOfRangeOfACustomGroup() {
    Servers12.dhe()
        .fails(
            AlertDescription.HANDSHAKE_FAILURE,
            Rfc.rfc(7919, "3"),
            server ->
                sendSigned(
                    server,
                    dh(DHStandardGroups.rfc3526_2048.getP(), BigInteger.TWO, BigInteger.ONE)));
  }

  @Test
  @DisplayName(
      "RFC 5246 §7.4.3: \"It is not legal to send the ServerKeyExchange message\" with RSA")
  void keyExchangeWithRsa() {
    Servers12.rsa()
        .fails(
            AlertDescription.UNEXPECTED_MESSAGE,
            Rfc.rfc5246("7.4"),
            server ->
                server
                    .send(server.hello())
                    .send(server.certificate())
                    .send(new ServerKeyExchange(Bytes.of(0, 0))));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.3: no ServerKeyExchange with ECDHE and DHE")
  void noKeyExchange() {
    for (ScriptedServer12 each : List.of(Servers12.ecdhe(), Servers12.dhe())) {
      each.fails(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc5246("7.4"),
          server ->
              server.send(server.hello()).send(server.certificate()).send(new ServerHelloDone()));
    }
  }

  @Test
  @DisplayName("RFC 4279 §2: no CertificateRequest without a certificate of the server's")
  void requestWithPsk() {
    ScriptedServer12 server =
        new ScriptedServer12(
            Servers12.legacyClient()
                .externalPsks(
                    List.of(
                        dev.clasp.tls.handshake.config.ExternalPsk.of(
                            Bytes.of(1), dev.clasp.tls.crypto.Secret.zeros(16)))),
            Suite12.TLS_PSK_WITH_AES_128_GCM_SHA256,
            Optional.empty());

    server.fails(
        AlertDescription.UNEXPECTED_MESSAGE,
        Rfc.rfc5246("7.4"),
        script ->
            script
                .send(script.hello())
                .send(
                    new CertificateRequest12(
                        Bytes.of(1), List.of(SignatureScheme.RSA_PKCS1_SHA256), List.of())));
  }

  @Test
  @DisplayName("RFC 5246 §4.3: bytes behind the params")
  void trailingBytes() {
    ScriptedServer12 server = Servers12.ecdhe();
    Bytes body = server.keyExchange(server.ecdhe(NamedGroup.X25519)).body();

    server.fails(
        AlertDescription.DECODE_ERROR,
        Rfc.rfc9846("6"),
        script ->
            script
                .send(script.hello())
                .send(script.certificate())
                .send(new ServerKeyExchange(body.plus(Bytes.of(0)))));
  }

  private static void sendSigned(ScriptedServer12 server, ServerParams params) throws TlsException {
    server
        .send(server.hello())
        .send(server.certificate())
        .send(server.keyExchange(params))
        .send(new ServerHelloDone());
  }

  private static void sendParams(
      ScriptedServer12 server, ServerParams params, DigitallySigned signed) throws TlsException {
    server
        .send(server.hello())
        .send(server.certificate())
        .send(
            ServerKeyExchange.of(
                new ServerKeyExchangeContent(
                    Optional.empty(), Optional.of(params), Optional.of(signed))));
  }

  private static ServerDhParams dh(BigInteger p, BigInteger g, BigInteger y) {
    return new ServerDhParams(
        Bytes.copyOf(p.toByteArray()),
        Bytes.copyOf(g.toByteArray()),
        Bytes.copyOf(y.toByteArray()));
  }

  private static ScriptedServer12 server(
      ClientConfig.Builder client, Suite12 suite, String keyType) {
    return new ScriptedServer12(
        client,
        suite,
        Optional.of(
            keyType.equals("other")
                ? TestCertificates.serverOfOtherAuthority("P-256")
                : TestCertificates.server(keyType)));
  }
}
