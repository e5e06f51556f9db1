package dev.clasp.tls.handshake.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.CertificateCompression;
import dev.clasp.tls.handshake.config.ZlibCompression;
import dev.clasp.tls.handshake.message.CompressedCertificate;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Rfc;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brotli.dec.BrotliInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Certificates compressed with brotli, by a library that only decompresses (RFC 8879 §3). */
class BrotliTest {
  /** Made by Node.js 20: "certificate " 250 times. */
  private static final Bytes CERTIFICATES = Bytes.fromHex("1bb70bf825000a98c36a016f4c351b0000");

  /** Made by Node.js 20: 200,000 zero bytes. */
  private static final Bytes BOMB = Bytes.fromHex("5b3f0d837f02201e0b04f2090600");

  private final List<Integer> used = new ArrayList<>();

  /** What an application with org.brotli:dec would write. */
  private static class Decompression implements CertificateCompression {
    @Override
    public int algorithm() {
      return BROTLI;
    }

    @Override
    public boolean compresses() {
      return false;
    }

    @Override
    public Bytes compress(Bytes content) {
      throw new UnsupportedOperationException("brotli: decompresses only");
    }

    @Override
    public Optional<Bytes> decompress(Bytes compressed, int length) {
      try (InputStream in = new BrotliInputStream(new ByteArrayInputStream(compressed.toArray()))) {
        byte[] content = in.readNBytes(length);
        boolean whole = content.length == length && in.read() < 0;
        return whole ? Optional.of(Bytes.copyOf(content)) : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  /** Brotli's format around bytes that are as they were: one meta-block, and an empty last one. */
  private static final class Stored extends Decompression {
    @Override
    public boolean compresses() {
      return true;
    }

    @Override
    public Bytes compress(Bytes content) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      // WBITS 16: 0; ISLAST 0; MNIBBLES 4: 00; MLEN - 1: 16 bits; ISUNCOMPRESSED 1; low bits first
      int header = (content.size() - 1) << 4 | 1 << 20;
      for (int shift = 0; shift < 24; shift += 8) {
        out.write(header >> shift);
      }
      out.writeBytes(content.toArray());
      out.write(3); // ISLAST and ISLASTEMPTY
      return Bytes.copyOf(out.toByteArray());
    }
  }

  @Test
  void decompresses() {
    byte[] expected = "certificate ".repeat(250).getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertEquals(
        Optional.of(Bytes.copyOf(expected)), new Decompression().decompress(CERTIFICATES, 3000));
    assertEquals(Optional.empty(), new Decompression().decompress(CERTIFICATES, 2999));
    assertEquals(Optional.empty(), new Decompression().decompress(CERTIFICATES, 3001));
    assertEquals(Optional.empty(), new Decompression().decompress(BOMB, 1000));
  }

  @Test
  @DisplayName("RFC 8879 §3: a client takes a certificate compressed with brotli")
  void fromAServer() {
    connect(List.of(new Decompression()), List.of(new Stored(), new ZlibCompression())).connect();

    assertEquals(List.of(CertificateCompression.BROTLI), used);
  }

  @Test
  @DisplayName("who only decompresses compresses with something else")
  void notToAClient() {
    connect(
            List.of(new Decompression(), new ZlibCompression()),
            List.of(new Decompression(), new ZlibCompression()))
        .connect();

    assertEquals(List.of(CertificateCompression.ZLIB), used);
  }

  @Test
  @DisplayName("RFC 8879 §4: what does not decompress is bad_certificate")
  void broken() {
    connect(List.of(new Decompression()), List.of(new Stored()))
        .toClient(
            CompressedCertificate.class,
            message ->
                new CompressedCertificate(message.algorithm(), message.uncompressedLength(), BOMB))
        .clientFails(AlertDescription.BAD_CERTIFICATE, Rfc.rfc(8879, "4"));
  }

  private Loopback connect(
      List<CertificateCompression> client, List<CertificateCompression> server) {
    return Loopback.of(
            TestConfigs.client().certificateCompressions(client),
            TestConfigs.server().certificateCompressions(server))
        .toClient(
            CompressedCertificate.class,
            message -> {
              used.add(message.algorithm());
              return message;
            });
  }
}
