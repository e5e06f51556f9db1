package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.ClassicKeyExchange;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.FiniteFieldGroup;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PremasterDecryption;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.handshake.message.ClientKeyExchangeContent;
import dev.clasp.tls.handshake.message.ServerDhParams;
import dev.clasp.tls.handshake.message.ServerEcdhParams;
import dev.clasp.tls.handshake.schedule.Premaster;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CertificateRejected;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/**
 * The client's part of the key exchange (RFC 5246 §7.4.7) and what comes of it.
 *
 * @param message to send
 * @param premaster both sides have it now
 */
record ClientKeyAgreement12(ClientKeyExchange message, Secret premaster) {
  /**
   * The smallest prime of a finite field we accept, in bits. RFC 7919 §3.1 demands 768 and advises
   * 1024, which a state can break (Logjam, 2015); its own smallest group has 2048.
   */
  static final int LEAST_PRIME_BITS = 2048;

  /** The largest: an exponentiation takes a second then. RFC 7919 has none longer. */
  static final int MOST_PRIME_BITS = 8192;

  /** An exchange without pre-shared key: a value to send and the secret. */
  private record Exchanged(Bytes value, Secret secret) {
    static Exchanged of(KeyExchangeReply reply) {
      return new Exchanged(reply.share(), reply.secret());
    }
  }

  /**
   * Makes the client's part. Slow, so it is delegated work.
   *
   * @throws TlsException when what the server sent cannot be used
   */
  static ClientKeyAgreement12 with(ServerProof12 server, ClientHandshake12 handshake)
      throws TlsException {
    return switch (handshake.keyExchange()) {
      case ECDHE_ECDSA, ECDHE_RSA -> {
        Exchanged ecdhe = ecdhe(server, handshake);
        yield of(handshake, ecdhe.value(), Premaster.ecdhe(ecdhe.secret()));
      }
      case DHE_RSA -> {
        Exchanged dhe = dhe(server, handshake);
        yield of(handshake, dhe.value(), Premaster.dhe(dhe.secret()));
      }
      case RSA -> {
        Exchanged rsa = rsa(server, handshake);
        yield of(handshake, rsa.value(), rsa.secret());
      }
      case PSK -> {
        ExternalPsk psk = psk(handshake);
        yield of(handshake, psk, Optional.empty(), Premaster.psk(psk.key()));
      }
      case ECDHE_PSK -> {
        ExternalPsk psk = psk(handshake);
        Exchanged ecdhe = ecdhe(server, handshake);
        yield of(
            handshake,
            psk,
            Optional.of(ecdhe.value()),
            Premaster.ecdhePsk(ecdhe.secret(), psk.key()));
      }
      case DHE_PSK -> {
        ExternalPsk psk = psk(handshake);
        Exchanged dhe = dhe(server, handshake);
        yield of(
            handshake, psk, Optional.of(dhe.value()), Premaster.dhePsk(dhe.secret(), psk.key()));
      }
      case RSA_PSK -> {
        ExternalPsk psk = psk(handshake);
        Exchanged rsa = rsa(server, handshake);
        yield of(
            handshake, psk, Optional.of(rsa.value()), Premaster.rsaPsk(rsa.secret(), psk.key()));
      }
    };
  }

  private static ClientKeyAgreement12 of(
      ClientHandshake12 handshake, Bytes value, Secret premaster) {
    ClientKeyExchangeContent content =
        new ClientKeyExchangeContent(Optional.empty(), Optional.of(value));
    return new ClientKeyAgreement12(
        ClientKeyExchange.of(content, handshake.keyExchange()), premaster);
  }

  private static ClientKeyAgreement12 of(
      ClientHandshake12 handshake, ExternalPsk psk, Optional<Bytes> value, Secret premaster) {
    ClientKeyExchangeContent content =
        new ClientKeyExchangeContent(Optional.of(psk.identity()), value);
    return new ClientKeyAgreement12(
        ClientKeyExchange.of(content, handshake.keyExchange()), premaster);
  }

  /** The first: whoever has several has no way to know which one this server wants. */
  static ExternalPsk psk(ClientHandshake12 handshake) {
    return handshake.config().externalPsks().get(0);
  }

  /**
   * "struct { ProtocolVersion client_version; opaque random[46]; } PreMasterSecret": "The version
   * number in the PreMasterSecret is the version offered by the client in ClientHello" (§7.4.7.1).
   */
  private static Exchanged rsa(ServerProof12 server, ClientHandshake12 handshake)
      throws TlsException {
    CryptoProvider crypto = handshake.config().crypto();
    int version = handshake.hello().legacyVersion().value();
    byte[] random = new byte[PremasterDecryption.LENGTH - 2];
    crypto.random().fill(random);
    Secret secret =
        Secret.copyOf(Bytes.of(version >> 8, version & 0xFF)).plus(Secret.takeFrom(random));
    try {
      Bytes encrypted =
          crypto
              .classicKeyExchange()
              .encryptPremaster(crypto.random(), server.path().orElseThrow().publicKey(), secret);
      return new Exchanged(encrypted, secret);
    } catch (InvalidKey e) {
      throw new CertificateRejected(
          AlertDescription.UNSUPPORTED_CERTIFICATE,
          Rfc.rfc5246("7.4.2", 8),
          "Certificate.certificate_list[0]: " + e.getMessage());
    }
  }

  private static Exchanged ecdhe(ServerProof12 server, ClientHandshake12 handshake)
      throws TlsException {
    ServerEcdhParams params = (ServerEcdhParams) server.params().orElseThrow();
    CryptoProvider crypto = handshake.config().crypto();
    KeyExchangeGroup group = params.namedCurve().algorithm().flatMap(crypto::group).orElseThrow();
    try {
      return Exchanged.of(group.respond(crypto.random(), params.point()));
    } catch (InvalidKeyShare e) {
      // "the receiving party MUST check that the x and y parameters from the peer's public value
      // satisfy the curve equation"; for X25519 and X448 "whether it is the all-zero value and
      // abort if so". No alert is named; TLS 1.3 names this one.
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8422, "5.11", 1, 2, 3), "ServerKeyExchange.params.public: " + e.getMessage());
    }
  }

  private static Exchanged dhe(ServerProof12 server, ClientHandshake12 handshake)
      throws TlsException {
    ServerDhParams params = (ServerDhParams) server.params().orElseThrow();
    CryptoProvider crypto = handshake.config().crypto();
    FiniteFieldGroup group = new FiniteFieldGroup(params.dhP(), params.dhG());
    Optional<KeyExchangeGroup> named =
        named(params, handshake).flatMap(NamedGroup::algorithm).flatMap(crypto::group);
    if (named.isEmpty()) {
      requireAcceptable(group);
    }
    try {
      return Exchanged.of(
          named.isPresent()
              ? named.get().respond(crypto.random(), padded(params.dhYs(), group.prime().size()))
              : crypto.classicKeyExchange().respond(crypto.random(), group, params.dhYs()));
    } catch (InvalidKeyShare e) {
      // "If dh_Ys is not in this range, the client MUST terminate the connection with a fatal
      // handshake_failure(40) alert."
      throw new ProtocolViolation(
          AlertDescription.HANDSHAKE_FAILURE,
          Rfc.rfc(7919, "3", 7, 8),
          "ServerKeyExchange.params.dh_Ys: " + e.getMessage());
    }
  }

  /**
   * The group of the params, if we offered it: "compare the selected dh_p and dh_g with the FFDHE
   * groups offered by the client".
   */
  static Optional<NamedGroup> named(ServerDhParams params, ClientHandshake12 handshake) {
    FiniteFieldGroup group = new FiniteFieldGroup(params.dhP(), params.dhG());
    ClassicKeyExchange classic = handshake.config().crypto().classicKeyExchange();
    return handshake.config().groups().stream()
        .filter(NamedGroup::isFiniteField)
        .filter(name -> name.algorithm().map(classic::named).equals(Optional.of(group)))
        .findFirst();
  }

  /**
   * Our policy on custom groups: "The client MAY decide to continue the connection if the selected
   * group is acceptable under local policy, or it MAY decide to terminate the connection with a
   * fatal insufficient_security(71) alert."
   */
  private static void requireAcceptable(FiniteFieldGroup group) throws NegotiationFailure {
    int bits = group.primeBits();
    if (bits < LEAST_PRIME_BITS || bits > MOST_PRIME_BITS) {
      throw unacceptable(
          Rfc.rfc(7919, "3.1", 2),
          "%d bits, expected %d to %d".formatted(bits, LEAST_PRIME_BITS, MOST_PRIME_BITS));
    }
    if (!group.isSound()) {
      throw unacceptable(Rfc.rfc(7919, "3.1", 1), "not prime, or the generator generates nothing");
    }
  }

  private static NegotiationFailure unacceptable(Rfc clause, String why) {
    return new NegotiationFailure(
        AlertDescription.INSUFFICIENT_SECURITY, clause, "ServerKeyExchange.params.dh_p: " + why);
  }

  /** TLS 1.2 lets a public value go without its leading zeros; named groups want it whole. */
  private static Bytes padded(Bytes value, int length) {
    return value.size() < length
        ? Bytes.copyOf(new byte[length - value.size()]).plus(value)
        : value;
  }
}
