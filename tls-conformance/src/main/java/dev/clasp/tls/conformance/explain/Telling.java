package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.config.ExternalPsk;
import java.util.List;

/**
 * How a dialogue is to be told.
 *
 * @param crypto to compute again what the handshake computed
 * @param secrets whether those are shown
 * @param anyCertificate whether the client took any certificate ({@code --insecure}), so that
 *     nothing is claimed of it
 * @param psks keys from outside of TLS that the client offered
 */
public record Telling(
    CryptoProvider crypto,
    RevealingKeyLog secrets,
    boolean anyCertificate,
    List<ExternalPsk> psks) {
  public Telling {
    psks = List.copyOf(psks);
  }
}
