package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Identity;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Role;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningFailed;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a side authenticates itself with: Certificate, CertificateVerify, Finished (§4.5). */
final class AuthenticationNodes {
  private static final int HEADER = 4; // bytes of type and length

  private AuthenticationNodes() {}

  /**
   * {@code CertificateGenerator {certs, context, extensions}}: without {@code certs} an empty list;
   * the extensions are the leaf's.
   */
  static HandshakeGenerator certificate(Args args) throws FormatException {
    Optional<String> name = args.reference("certs", "$cert");
    Optional<ByteValue> context = args.bytes("context");
    List<ExtensionValue> extensions = ExtensionValue.list(args).orElse(List.of());
    return peer -> {
      List<Bytes> chain = name.isPresent() ? identity(peer, name.get()).chain() : List.of();
      if (name.isPresent()) {
        peer.authenticatesAs(identity(peer, name.get()));
      }
      if (peer.isTls12()) {
        return new Certificate12(chain);
      }
      List<CertificateEntry> entries = new ArrayList<>();
      for (Bytes der : chain) {
        Extensions ofThis =
            entries.isEmpty() ? ExtensionValue.block(extensions, peer) : Extensions.EMPTY;
        entries.add(new CertificateEntry(der, ofThis));
      }
      Bytes given =
          context.isPresent() ? context.get().in(peer) : AuthenticationNodes.context(peer);
      return new Certificate13(given, entries);
    };
  }

  /** A client repeats the request's; a server's is empty in the handshake (§4.5.1). */
  private static Bytes context(Peer peer) {
    return peer.certificateRequest()
        .filter(request -> peer.role() == Role.CLIENT)
        .map(CertificateRequest13::certificateRequestContext)
        .orElse(Bytes.empty());
  }

  /**
   * {@code CertificateVerifyGenerator {private_key, msg_alg, sig_alg, signature}}: {@code msg_alg}
   * is announced, {@code sig_alg} is used.
   */
  static HandshakeGenerator certificateVerify(Args args) throws FormatException {
    String name =
        args.reference("private_key", "$key")
            .orElseThrow(() -> args.mistake("private_key", "is missing"));
    OptionalInt announced = args.number("msg_alg", Registry.SCHEMES);
    OptionalInt used = args.number("sig_alg", Registry.SCHEMES);
    Optional<ByteValue> signature = args.bytes("signature");
    return peer -> {
      Identity identity = identity(peer, name);
      SignatureScheme with =
          used.isPresent() ? new SignatureScheme(used.getAsInt()) : chosen(peer, identity);
      return new CertificateVerify(
          announced.isPresent() ? new SignatureScheme(announced.getAsInt()) : with,
          signature.isPresent()
              ? signature.get().in(peer)
              : sign(identity, with, signedContent(peer)));
    };
  }

  /** The key's first scheme that the other side asked for. */
  static SignatureScheme chosen(Peer peer, Identity identity) throws ScriptException {
    List<SignatureScheme> requested =
        peer.role() == Role.SERVER ? Offered.schemes(peer.offered()) : requested(peer);
    return identity.key().algorithms().stream()
        .filter(each -> SignatureScheme.known().stream().anyMatch(known -> is(known, each)))
        .map(SignatureScheme::of)
        .filter(each -> peer.isTls12() || each.signsHandshake13())
        .filter(each -> requested.isEmpty() || requested.contains(each))
        .findFirst()
        .orElseThrow(() -> new ScriptException("the target asked for no scheme of this key"));
  }

  private static List<SignatureScheme> requested(Peer peer) {
    if (peer.isTls12()) {
      return peer.certificateRequest12()
          .map(CertificateRequest12::supportedSignatureAlgorithms)
          .orElse(List.of());
    }
    return peer.certificateRequest()
        .map(request -> Offered.schemes(request.extensions()))
        .orElse(List.of());
  }

  private static boolean is(SignatureScheme scheme, SignatureAlgorithm algorithm) {
    return scheme.algorithm().filter(each -> each == algorithm).isPresent();
  }

  private static Bytes signedContent(Peer peer) throws ScriptException {
    // TLS 1.2 signs all messages so far (RFC 5246 §7.4.8).
    return peer.isTls12()
        ? peer.transcript().bytes()
        : signedContent(peer.role(), peer.secrets().transcriptHash());
  }

  static Bytes sign(Identity identity, SignatureScheme scheme, Bytes content)
      throws ScriptException {
    Optional<SignatureAlgorithm> algorithm = scheme.algorithm();
    if (algorithm.isEmpty()) {
      return signWithSha1(identity, scheme, content);
    }
    Signer signer =
        identity
            .key()
            .signer(algorithm.get())
            .orElseThrow(() -> new ScriptException("private_key cannot sign with " + scheme));
    try {
      return signer.sign(content);
    } catch (SigningFailed e) {
      throw new ScriptException("signing failed: " + e.getMessage(), e);
    }
  }

  /** What TLS 1.3 forbids and our cryptography does not have; the platform does. */
  private static Bytes signWithSha1(Identity identity, SignatureScheme scheme, Bytes content)
      throws ScriptException {
    boolean known =
        scheme.equals(SignatureScheme.RSA_PKCS1_SHA1) || scheme.equals(SignatureScheme.ECDSA_SHA1);
    if (!known) {
      throw new ScriptException("sig_alg: nothing here signs with " + scheme);
    }
    try {
      Signature signature =
          Signature.getInstance(
              scheme.equals(SignatureScheme.ECDSA_SHA1) ? "SHA1withECDSA" : "SHA1withRSA");
      signature.initSign(identity.platformKey());
      signature.update(content.toArray());
      return Bytes.copyOf(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new ScriptException("signing failed: " + e.getMessage(), e);
    }
  }

  /** What a CertificateVerify signs (§4.5.2). */
  static Bytes signedContent(Role side, Bytes transcriptHash) {
    byte[] spaces = new byte[64];
    Arrays.fill(spaces, (byte) ' ');
    String context = "TLS 1.3, " + side + " CertificateVerify";
    return Bytes.concat(
        Bytes.copyOf(spaces),
        Bytes.copyOf(context.getBytes(StandardCharsets.US_ASCII)),
        Bytes.of(0),
        transcriptHash);
  }

  /** {@code FinishedGenerator {pad_left, pad_right, pad_byte, trunc_start, trunc_end}}. */
  static Node.Generator finished(Args args) throws FormatException {
    int padByte = args.number("pad_byte").orElse(0);
    Bytes left = repeated(padByte, args.number("pad_left").orElse(0));
    Bytes right = repeated(padByte, args.number("pad_right").orElse(0));
    int start = args.number("trunc_start").orElse(0);
    OptionalInt end = args.number("trunc_end");
    return new Node.Generator() {
      @Override
      public Outgoing generate(Peer peer) throws ScriptException {
        Bytes mac =
            peer.isTls12()
                ? peer.tls12().finished(peer.role())
                : peer.secrets().finished(peer.role());
        int to = end.isEmpty() ? mac.size() : end.getAsInt();
        Bytes kept = mac.slice(start, to < 0 ? mac.size() + to : to);
        Bytes verifyData = Bytes.concat(left, kept, right);
        int size = verifyData.size();
        Bytes header = Bytes.of(HandshakeType.FINISHED.value(), size >> 16, size >> 8, size);
        return Outgoing.of(ContentType.HANDSHAKE.value(), header.plus(verifyData));
      }

      @Override
      public void made(Peer peer, Bytes bytes) throws ScriptException {
        peer.transcript().add(bytes);
        if (peer.isTls12()) {
          peer.tls12().finishedBy(peer.role(), bytes.slice(HEADER, bytes.size()));
        } else if (peer.role() == Role.SERVER) {
          peer.secrets().application();
        } else if (peer.secrets().hasApplicationKeys()) {
          peer.secrets().resumption();
        }
      }

      @Override
      public void sent(Peer peer) throws ScriptException, TlsException {
        if (peer.secrets().hasApplicationKeys()) {
          peer.records().changeWriteKeys(peer.secrets().applicationEpoch(peer.role()));
        }
      }
    };
  }

  private static Bytes repeated(int value, int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return Bytes.copyOf(bytes);
  }

  static Identity identity(Peer peer, String name) throws ScriptException {
    return peer.setup()
        .identity(name)
        .orElseThrow(() -> new ScriptException("no identity " + name + " in this run"));
  }
}
