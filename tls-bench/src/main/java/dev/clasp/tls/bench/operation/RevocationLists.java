package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.der.DerWriter;
import dev.clasp.tls.x509.der.Tag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Reading a CRL, and looking a serial number up that is in it.
 *
 * <p>The JDK keeps CRLs it has read by their bytes when asked for one, but not when asked for all
 * in a stream, so it is asked for all. Serial numbers are of 16 octets, every tenth entry has a
 * reason.
 */
final class RevocationLists {
  private static final int SERIAL = 16; // octets
  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 600_000, 1_000_000);
  private static final int MOST_FOR_JDK = 100_000; // 600,000 take it five seconds
  private static final Bytes DATE =
      DerWriter.element(
          Tag.UTC_TIME, Bytes.copyOf("261001120000Z".getBytes(StandardCharsets.US_ASCII)));

  private RevocationLists() {}

  static List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    for (int size : SIZES) {
      subjects.add(parse(size));
      subjects.add(find(size));
    }
    return subjects;
  }

  private static Subject parse(int size) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          Bytes crl = crl(size);
          return () -> Crl.parse(crl);
        });
    if (size <= MOST_FOR_JDK) {
      makers.put(Peer.JDK, () -> parse(Security.getProvider("SUN"), size));
    }
    makers.put(Peer.BC, () -> parse(new BouncyCastleProvider(), size));
    return new Subject(
        "x509.crl.parse." + size,
        "a CRL of %d entries, read and indexed".formatted(size),
        size == 10_000,
        makers);
  }

  private static Operation parse(Provider provider, int size) throws Exception {
    byte[] crl = crl(size).toArray();
    CertificateFactory factory = CertificateFactory.getInstance("X.509", provider);
    return () -> factory.generateCRLs(new ByteArrayInputStream(crl));
  }

  private static Subject find(int size) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    makers.put(
        Peer.CLASP,
        () -> {
          Crl crl = Crl.parse(crl(size));
          BigInteger[] wanted = serials(size);
          Turn turn = new Turn(wanted.length);
          return () -> crl.find(wanted[turn.next()], crl.issuer()).orElseThrow();
        });
    if (size <= MOST_FOR_JDK) {
      makers.put(Peer.JDK, () -> find(Security.getProvider("SUN"), size));
    }
    makers.put(Peer.BC, () -> find(new BouncyCastleProvider(), size));
    return new Subject(
        "x509.crl.find." + size,
        "one of %d entries, looked up".formatted(size),
        size == 10_000,
        makers);
  }

  private static Operation find(Provider provider, int size) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509", provider);
    for (CRL each : factory.generateCRLs(new ByteArrayInputStream(crl(size).toArray()))) {
      if (each instanceof X509CRL crl) {
        BigInteger[] wanted = serials(size);
        Turn turn = new Turn(wanted.length);
        return () -> crl.getRevokedCertificate(wanted[turn.next()]);
      }
    }
    throw new Unavailable("read no CRL");
  }

  /** Of entries all over the list. */
  private static BigInteger[] serials(int size) {
    BigInteger[] wanted = new BigInteger[1024];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = new BigInteger(serial((int) ((long) i * 7919 % size)));
    }
    return wanted;
  }

  /** Positive, spread, and each entry's own. */
  private static byte[] serial(int entry) {
    byte[] serial = new byte[SERIAL];
    long bits = 0x9E3779B97F4A7C15L * (entry + 1L); // an odd factor: no two entries meet
    for (int i = 0; i < SERIAL; i++) {
      serial[i] = (byte) (bits >>> 8 * (i % 8));
    }
    serial[0] = 0x41;
    return serial;
  }

  /** As an authority would sign it; the signature is another list's. */
  private static Bytes crl(int size) throws Exception {
    ByteArrayOutputStream entries = new ByteArrayOutputStream(40 * size);
    Bytes reason = Bytes.fromHex("300c300a0603551d1504030a0101"); // keyCompromise
    for (int i = 0; i < size; i++) {
      byte[] serial = serial(i);
      boolean explained = i % 10 == 0;
      entries.write(Tag.SEQUENCE);
      entries.write(2 + SERIAL + DATE.size() + (explained ? reason.size() : 0));
      entries.write(Tag.INTEGER);
      entries.write(SERIAL);
      entries.writeBytes(serial);
      entries.writeBytes(DATE.toArray());
      if (explained) {
        entries.writeBytes(reason.toArray());
      }
    }
    BenchmarkPki authority = BenchmarkPki.named("Issuing CA 1");
    Bytes algorithm = BenchmarkPki.encode(BenchmarkPki.signatureAlgorithm());
    Bytes body =
        DerWriter.element(
            Tag.SEQUENCE,
            Bytes.concat(
                DerWriter.element(Tag.INTEGER, Bytes.of(1)), // v2
                algorithm,
                BenchmarkPki.encode(authority.name()),
                DATE,
                DATE,
                DerWriter.element(Tag.SEQUENCE, Bytes.copyOf(entries.toByteArray())),
                DerWriter.element(
                    Tag.contextConstructed(0),
                    Bytes.fromHex("300c300a0603551d140403020101")))); // cRLNumber 1
    Bytes signature = authority.sign(Bytes.of(0));
    Bytes wholeOctets = Bytes.of(0); // no unused bits
    return DerWriter.element(
        Tag.SEQUENCE,
        Bytes.concat(
            body, algorithm, DerWriter.element(Tag.BIT_STRING, wholeOctets.plus(signature))));
  }
}
