package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Identity;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.FiniteFieldGroup;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code ServerKeyExchangeGenerator {private_key, group, curve_type, point, dh_group, dh_p, dh_g,
 * dh_Ys, p_as_share, p_1_as_share, client_random, server_random, msg_alg, sig_alg, signature,
 * signed}} (RFC 5246 §7.4.3, RFC 8422 §5.4).
 *
 * <p>What is not given is honest: the client's first curve or ffdhe2048, a fresh public value, the
 * randoms of the hellos. {@code msg_alg} is announced and {@code sig_alg} used.
 */
record ServerKeyExchangeGenerator(
    Optional<String> key,
    OptionalInt group,
    int curveType,
    Optional<ByteValue> point,
    Field field,
    Optional<ByteValue> clientRandom,
    Optional<ByteValue> serverRandom,
    OptionalInt announced,
    OptionalInt used,
    Optional<ByteValue> signature,
    boolean signed)
    implements HandshakeGenerator {
  private static final int NAMED_CURVE = 3;
  private static final int DH_EXPONENT = 32; // bytes

  /** What is said of a finite field; empty where it is honest. */
  private record Field(
      NamedGroup name,
      Optional<ByteValue> p,
      Optional<ByteValue> g,
      Optional<ByteValue> share,
      OptionalInt lessThanP) {}

  static ServerKeyExchangeGenerator of(Args args) throws FormatException {
    OptionalInt pMinus =
        flag(args, "p_as_share")
            ? OptionalInt.of(0)
            : flag(args, "p_1_as_share") ? OptionalInt.of(1) : OptionalInt.empty();
    Field field =
        new Field(
            new NamedGroup(
                args.number("dh_group", Registry.GROUPS).orElse(NamedGroup.FFDHE2048.value())),
            args.bytes("dh_p"),
            args.bytes("dh_g"),
            args.bytes("dh_Ys"),
            pMinus);
    return new ServerKeyExchangeGenerator(
        args.reference("private_key", "$key"),
        args.number("group", Registry.GROUPS),
        args.number("curve_type").orElse(NAMED_CURVE),
        args.bytes("point"),
        field,
        args.bytes("client_random"),
        args.bytes("server_random"),
        args.number("msg_alg", Registry.SCHEMES),
        args.number("sig_alg", Registry.SCHEMES),
        args.bytes("signature"),
        args.find("signed").map(JsonNode::asBoolean).orElse(true));
  }

  private static boolean flag(Args args, String name) {
    return args.find(name).map(JsonNode::asBoolean).orElse(false);
  }

  @Override
  public HandshakeMessage message(Peer peer) throws ScriptException {
    Bytes params =
        switch (peer.tls12().suite().keyExchange().share()) {
          case DHE -> finiteField(peer);
          case ECDHE, RSA_ENCRYPTION, NONE -> curve(peer);
        };
    return new ServerKeyExchange(signed ? params.plus(signature(peer, params)) : params);
  }

  private Bytes curve(Peer peer) throws ScriptException {
    NamedGroup name = group.isPresent() ? new NamedGroup(group.getAsInt()) : firstCurve(peer);
    Optional<KeyExchangeGroup> curve =
        name.algorithm().flatMap(each -> peer.setup().crypto().group(each));
    Bytes share;
    if (point.isPresent()) {
      share = point.get().in(peer);
    } else {
      PendingKeyExchange pending =
          curve
              .orElseThrow(() -> new ScriptException("group %s, expected point".formatted(name)))
              .begin(peer.setup().random());
      peer.begins(value -> complete(pending, value));
      share = pending.share();
    }
    return KeyExchangeNodes.write(
        out ->
            out.uint8("curve_type", curveType)
                .uint16("namedcurve", name.value())
                .opaque8("public", share));
  }

  private static Secret complete(PendingKeyExchange pending, Bytes value) throws CheckFailed {
    try {
      return pending.complete(value);
    } catch (InvalidKeyShare e) {
      throw new CheckFailed(Rfc.rfc(8422, "5.7"), "ClientKeyExchange.ecdh_Yc: " + e.getMessage());
    }
  }

  private static NamedGroup firstCurve(Peer peer) throws ScriptException {
    return Offered.groups(peer.offered()).stream()
        .filter(NamedGroup::isCurve12)
        .filter(
            each -> each.algorithm().flatMap(name -> peer.setup().crypto().group(name)).isPresent())
        .findFirst()
        .orElseThrow(() -> new ScriptException("the client offers no curve that we know"));
  }

  private Bytes finiteField(Peer peer) throws ScriptException {
    FiniteFieldGroup named =
        peer.setup()
            .crypto()
            .classicKeyExchange()
            .named(
                field
                    .name()
                    .algorithm()
                    .orElseThrow(() -> new ScriptException(field.name() + " is not implemented")));
    BigInteger p = number(given(field.p(), peer, named.prime()));
    BigInteger g = number(given(field.g(), peer, named.generator()));
    BigInteger x = new BigInteger(1, peer.setup().random().bytes(DH_EXPONENT).toArray());
    Bytes honest =
        KeyExchangeNodes.unsigned(
            field.lessThanP().isPresent()
                ? p.subtract(BigInteger.valueOf(field.lessThanP().getAsInt()))
                : p.signum() == 0 ? g : g.modPow(x, p));
    peer.begins(value -> complete(p, x, value));
    Bytes prime = given(field.p(), peer, named.prime());
    Bytes generator = given(field.g(), peer, named.generator());
    Bytes share = given(field.share(), peer, honest);
    return KeyExchangeNodes.write(
        out -> out.opaque16("dh_p", prime).opaque16("dh_g", generator).opaque16("dh_Ys", share));
  }

  private static Secret complete(BigInteger p, BigInteger x, Bytes value) throws CheckFailed {
    BigInteger share = number(value);
    if (share.compareTo(BigInteger.ONE) <= 0 || share.compareTo(p.subtract(BigInteger.ONE)) >= 0) {
      throw new CheckFailed(Rfc.rfc5246("7.4.7.2"), "ClientKeyExchange.dh_Yc: 0, 1, p - 1 or more");
    }
    // "Leading bytes of Z that contain all zero bits are stripped" (RFC 5246 §8.1.2)
    return Secret.copyOf(KeyExchangeNodes.unsigned(share.modPow(x, p)));
  }

  private static Bytes given(Optional<ByteValue> value, Peer peer, Bytes otherwise)
      throws ScriptException {
    return value.isPresent() ? value.get().in(peer) : otherwise;
  }

  private static BigInteger number(Bytes bytes) {
    return new BigInteger(1, bytes.toArray());
  }

  private Bytes signature(Peer peer, Bytes params) throws ScriptException {
    Identity identity =
        key.isPresent()
            ? AuthenticationNodes.identity(peer, key.get())
            : peer.ownIdentity()
                .orElseThrow(() -> new ScriptException("private_key: no Certificate was sent"));
    SignatureScheme with =
        used.isPresent()
            ? new SignatureScheme(used.getAsInt())
            : AuthenticationNodes.chosen(peer, identity);
    Bytes content =
        Bytes.concat(
            given(clientRandom, peer, peer.tls12().clientRandom()),
            given(serverRandom, peer, peer.tls12().serverRandom()),
            params);
    Bytes octets =
        signature.isPresent()
            ? signature.get().in(peer)
            : AuthenticationNodes.sign(identity, with, content);
    int algorithm = announced.orElse(with.value());
    return KeyExchangeNodes.write(
        out -> out.uint16("algorithm", algorithm).opaque16("signature", octets));
  }
}
