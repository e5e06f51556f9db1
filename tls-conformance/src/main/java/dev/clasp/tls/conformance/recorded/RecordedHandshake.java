package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.Suite12;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file of {@code vectors/tls12}: a whole connection and its keys.
 *
 * @param name of the file
 * @param resumed whether the handshake is abbreviated
 * @param psk of both sides
 * @param serverRsaPrivateKey PKCS #8, where the premaster secret was encrypted to it
 * @param x25519PrivateKeys ephemeral, where they are known
 * @param premaster where it is known
 * @param keyBlock names of RFC 5246 §6.3
 * @param applicationData of each side, in whole
 */
record RecordedHandshake(
    String name,
    Suite12 suite,
    boolean extendedMainSecret,
    boolean encryptThenMac,
    boolean resumed,
    Optional<Bytes> psk,
    Optional<Bytes> serverRsaPrivateKey,
    Map<Sender, Bytes> x25519PrivateKeys,
    Optional<Bytes> premaster,
    Bytes mainSecret,
    Map<String, Bytes> keyBlock,
    Map<Sender, Bytes> applicationData,
    List<SentRecord> records) {
  RecordedHandshake {
    x25519PrivateKeys = Map.copyOf(x25519PrivateKeys);
    keyBlock = Map.copyOf(keyBlock);
    applicationData = Map.copyOf(applicationData);
    records = List.copyOf(records);
  }
}
