package dev.clasp.tls.conformance.net;

import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;

/** What a server does with an established connection. Thread-safe. */
@FunctionalInterface
public interface Application {
  /** Serves one connection; returning means goodbye. */
  void serve(TlsStream stream) throws IOException, TlsException;

  /** The same, but asks the client for its certificate first, if it offered to be asked. */
  default Application askingForCertificate() {
    return stream -> {
      if (stream.canRequestCertificate()) {
        stream.requestCertificate();
      }
      serve(stream);
    };
  }
}
