package dev.clasp.tls.crypto.kat;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PublicKeyInfo;
import java.math.BigInteger;
import java.util.Map;

/** The values of an ECDSA test, encoded as TLS and X.509 do. */
public final class EcKats {
  private static final Map<String, String> CURVES =
      Map.of(
          "SECP256R1", "06082a8648ce3d030107",
          "SECP384R1", "06052b81040022",
          "SECP521R1", "06052b81040023");

  private EcKats() {}

  public static PublicKeyInfo publicKey(Kat kat) {
    Bytes algorithm =
        element(
            0x30,
            Bytes.fromHex("06072a8648ce3d0201").plus(Bytes.fromHex(CURVES.get(kat.text("curve")))));
    Bytes point = Bytes.concat(Bytes.of(0, 4), kat.bytes("Ux"), kat.bytes("Uy"));
    Bytes der = element(0x30, algorithm.plus(element(0x03, point)));
    return new PublicKeyInfo(KeyKind.valueOf("EC_" + kat.text("curve")), der);
  }

  /** Ecdsa-Sig-Value of r and s. */
  public static Bytes signature(Kat kat) {
    return element(0x30, integer(kat.bytes("r")).plus(integer(kat.bytes("s"))));
  }

  private static Bytes integer(Bytes value) {
    return element(0x02, Bytes.copyOf(new BigInteger(1, value.toArray()).toByteArray()));
  }

  private static Bytes element(int tag, Bytes content) {
    Bytes length =
        content.size() < 0x80 ? Bytes.of(content.size()) : Bytes.of(0x81, content.size());
    return Bytes.concat(Bytes.of(tag), length, content);
  }
}
