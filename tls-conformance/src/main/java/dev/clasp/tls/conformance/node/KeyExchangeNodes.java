package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.Secrets12;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.handshake.message.DigitallySigned;
import dev.clasp.tls.handshake.message.ServerDhParams;
import dev.clasp.tls.handshake.message.ServerEcdhParams;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.message.ServerKeyExchangeContent;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The key exchange of TLS 1.2: ServerKeyExchange and ClientKeyExchange (RFC 5246 §7.4.3, §7.4.7).
 */
final class KeyExchangeNodes {
  private static final int MIN_DH_BITS = 1024;
  private static final int DH_EXPONENT = 32; // bytes

  private KeyExchangeNodes() {}

  /** {@code ExpectServerKeyExchange}: the signature, a group that was offered. */
  static Node.Expectation serverKeyExchange(Args args) {
    return HandshakeExpectation.of(
        HandshakeType.SERVER_KEY_EXCHANGE, ServerKeyExchange.class, KeyExchangeNodes::take);
  }

  private static void take(Peer peer, ServerKeyExchange message)
      throws CheckFailed, ScriptException, DecodeException {
    Secrets12 secrets = peer.tls12();
    ServerKeyExchangeContent content = message.content(secrets.suite().keyExchange());
    ServerParams params =
        content
            .params()
            .orElseThrow(
                () -> new CheckFailed(Rfc.rfc5246("7.4.3"), "ServerKeyExchange: no params"));
    if (params instanceof ServerEcdhParams ecdh
        && !Offered.groups(peer.offered()).contains(ecdh.namedCurve())) {
      throw new CheckFailed(
          Rfc.rfc(8422, "5.4"),
          "ServerKeyExchange.namedcurve: %s, which was not offered".formatted(ecdh.namedCurve()));
    }
    if (params instanceof ServerDhParams dh && number(dh.dhP()).bitLength() < MIN_DH_BITS) {
      throw new CheckFailed(
          Rfc.rfc5246("F.1.1.3"),
          "ServerKeyExchange.dh_p: %d bits".formatted(number(dh.dhP()).bitLength()));
    }
    if (content.signedParams().isPresent()) {
      verify(peer, secrets, params, content.signedParams().get());
    }
    peer.serverParams(params);
  }

  private static void verify(
      Peer peer, Secrets12 secrets, ServerParams params, DigitallySigned signed)
      throws CheckFailed, ScriptException {
    Rfc clause = Rfc.rfc5246("7.4.3");
    if (!Offered.schemes(peer.offered()).contains(signed.algorithm())) {
      throw new CheckFailed(
          clause,
          "ServerKeyExchange.algorithm: %s, which was not offered".formatted(signed.algorithm()));
    }
    SignatureAlgorithm algorithm =
        signed
            .algorithm()
            .algorithm()
            .orElseThrow(() -> new ScriptException("cannot verify " + signed.algorithm()));
    PublicKeyInfo key = CertificateNodes.publicKey(peer);
    Bytes content = Bytes.concat(secrets.clientRandom(), secrets.serverRandom(), params.encoded());
    if (!algorithm.accepts(key.kind())
        || !peer.setup().crypto().verifiers().verify(algorithm, key, content, signed.signature())) {
      throw new CheckFailed(clause, "ServerKeyExchange.signature: does not verify");
    }
  }

  /** What ClientKeyExchange carries, and the secret behind it. */
  private record Exchange(Bytes body, Secret premaster) {}

  /** Makes the honest or dishonest exchange of one suite. */
  @FunctionalInterface
  private interface Maker {
    Exchange make(Peer peer) throws ScriptException;
  }

  /**
   * {@code ClientKeyExchangeGenerator {client_version, premaster_secret, padding_subs,
   * padding_xors, encrypted_premaster, ecdh_Yc, dh_Yc, p_as_share, p_1_as_share}}.
   */
  static Node.Generator clientKeyExchange(Args args) throws FormatException {
    Maker rsa = RsaPremaster.of(args)::make;
    Optional<ByteValue> point = args.bytes("ecdh_Yc");
    Maker dh = dh(args);
    return new Node.Generator() {
      private Optional<Secret> premaster = Optional.empty();

      @Override
      public Outgoing generate(Peer peer) throws ScriptException {
        Exchange exchange =
            switch (peer.tls12().suite().keyExchange().share()) {
              case RSA_ENCRYPTION -> rsa.make(peer);
              case ECDHE -> ecdh(peer, point);
              case DHE -> dh.make(peer);
              case NONE -> throw new ScriptException("ClientKeyExchange: PSK is not supported");
            };
        premaster = Optional.of(exchange.premaster());
        return Outgoing.of(
            ContentType.HANDSHAKE.value(),
            framed(HandshakeType.CLIENT_KEY_EXCHANGE, exchange.body()));
      }

      @Override
      public void made(Peer peer, Bytes bytes) throws ScriptException {
        peer.transcript().add(bytes);
        peer.tls12().premaster(premaster.orElseThrow());
      }
    };
  }

  static Bytes framed(HandshakeType type, Bytes body) {
    int size = body.size();
    return Bytes.of(type.value(), size >> 16, size >> 8, size).plus(body);
  }

  private static Exchange ecdh(Peer peer, Optional<ByteValue> given) throws ScriptException {
    if (!(peer.serverParams().orElse(null) instanceof ServerEcdhParams params)) {
      throw new ScriptException("ClientKeyExchange: no ServerKeyExchange with a point has come");
    }
    KeyExchangeGroup group =
        params
            .namedCurve()
            .algorithm()
            .flatMap(each -> peer.setup().crypto().group(each))
            .orElseThrow(() -> new ScriptException(params.namedCurve() + " is not implemented"));
    try {
      KeyExchangeReply reply = group.respond(peer.setup().random(), params.point());
      Bytes share = given.isPresent() ? given.get().in(peer) : reply.share();
      return new Exchange(write(out -> out.opaque8("ecdh_Yc", share)), reply.secret());
    } catch (InvalidKeyShare e) {
      throw new ScriptException("the server's point: " + e.getMessage(), e);
    }
  }

  private static Maker dh(Args args) throws FormatException {
    Optional<ByteValue> given = args.bytes("dh_Yc");
    OptionalInt pMinus =
        flag(args, "p_as_share")
            ? OptionalInt.of(0)
            : flag(args, "p_1_as_share") ? OptionalInt.of(1) : OptionalInt.empty();
    return peer -> {
      if (!(peer.serverParams().orElse(null) instanceof ServerDhParams params)) {
        throw new ScriptException("ClientKeyExchange: no ServerKeyExchange with dh_p has come");
      }
      BigInteger p = number(params.dhP());
      BigInteger x = new BigInteger(1, peer.setup().random().bytes(DH_EXPONENT).toArray());
      BigInteger secret = number(params.dhYs()).modPow(x, p);
      Bytes share =
          given.isPresent()
              ? given.get().in(peer)
              : unsigned(
                  pMinus.isPresent()
                      ? p.subtract(BigInteger.valueOf(pMinus.getAsInt()))
                      : number(params.dhG()).modPow(x, p));
      // "Leading bytes of Z that contain all zero bits are stripped" (RFC 5246 §8.1.2)
      return new Exchange(
          write(out -> out.opaque16("dh_Yc", share)), Secret.copyOf(unsigned(secret)));
    };
  }

  private static boolean flag(Args args, String name) {
    return args.find(name).map(JsonNode::asBoolean).orElse(false);
  }

  private static BigInteger number(Bytes bytes) {
    return new BigInteger(1, bytes.toArray());
  }

  static Bytes unsigned(BigInteger value) {
    Bytes bytes = Bytes.copyOf(value.toByteArray());
    return bytes.size() > 1 && bytes.get(0) == 0 ? bytes.slice(1, bytes.size()) : bytes;
  }

  static Bytes write(Consumer<WireWriter> content) {
    return ExtensionValue.write(content);
  }

  /** RSA: a premaster secret, padded and encrypted by hand, so that each of its octets can lie. */
  private record RsaPremaster(
      int clientVersion,
      Optional<ByteValue> premasterSecret,
      Optional<ByteValue> encrypted,
      Modifier.Fuzz padding) {
    private static final int PREMASTER = 48;

    static RsaPremaster of(Args args) throws FormatException {
      return new RsaPremaster(
          args.number("client_version", Registry.VERSIONS).orElse(0x0303),
          args.bytes("premaster_secret"),
          args.bytes("encrypted_premaster"),
          Modifier.Fuzz.of(args, "padding_subs", "padding_xors"));
    }

    Exchange make(Peer peer) throws ScriptException {
      Bytes secret =
          premasterSecret.isPresent()
              ? premasterSecret.get().in(peer)
              : Bytes.of(clientVersion >> 8, clientVersion)
                  .plus(peer.setup().random().bytes(PREMASTER - 2));
      Bytes ciphertext = encrypted.isPresent() ? encrypted.get().in(peer) : encrypt(peer, secret);
      return new Exchange(
          write(out -> out.opaque16("EncryptedPreMasterSecret", ciphertext)),
          Secret.copyOf(secret));
    }

    /** {@code 00 02 PS 00 M} of RFC 8017 §7.2.1, and what the conversation changes in it. */
    private Bytes encrypt(Peer peer, Bytes secret) throws ScriptException {
      java.security.interfaces.RSAPublicKey key = CertificateNodes.rsaKey(peer);
      int length = (key.getModulus().bitLength() + 7) / 8;
      byte[] block = peer.setup().random().bytes(length).toArray();
      for (int i = 2; i < length; i++) {
        block[i] = block[i] == 0 ? 1 : block[i];
      }
      block[0] = 0;
      block[1] = 2;
      block[length - secret.size() - 1] = 0;
      secret.copyTo(block, length - secret.size());
      Bytes changed = padding.plan(peer.setup().random()).apply(Bytes.copyOf(block));
      Bytes number =
          unsigned(
              new BigInteger(1, changed.toArray())
                  .modPow(key.getPublicExponent(), key.getModulus()));
      return Bytes.copyOf(new byte[length - number.size()]).plus(number);
    }
  }
}
