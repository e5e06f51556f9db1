package dev.clasp.tls.conformance.net;

import dev.clasp.tls.protocol.TlsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The applications of a test server. */
public enum ApplicationMode implements Application {
  /** Answers one HTTP request with what was negotiated, and closes. */
  HTTP {
    @Override
    public void serve(TlsStream stream) throws IOException, TlsException {
      if (!readsRequest(stream)) {
        return;
      }
      String body = ConnectionSummary.of(stream) + "\n";
      String response =
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
              .formatted(body.length(), body);
      byte[] bytes = response.getBytes(StandardCharsets.US_ASCII);
      stream.write(bytes, 0, bytes.length);
    }
  },

  /** Sends back what comes until the peer closes, early data too: to echo it twice does no harm. */
  ECHO {
    @Override
    public void serve(TlsStream stream) throws IOException, TlsException {
      byte[] early = stream.readEarly();
      stream.write(early, 0, early.length);
      byte[] buffer = new byte[BUFFER_LENGTH];
      for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
        stream.write(buffer, 0, length);
      }
    }
  },

  /** Reads until the peer closes and says nothing. */
  SILENT {
    @Override
    public void serve(TlsStream stream) throws IOException, TlsException {
      byte[] buffer = new byte[BUFFER_LENGTH];
      int length;
      do {
        length = stream.read(buffer);
      } while (length >= 0);
    }
  };

  private static final int BUFFER_LENGTH = 1 << 14; // bytes: the content of a full record

  /** More than any client here sends; a request without end is not read to its end. */
  private static final int MAX_REQUEST = 1 << 16; // bytes

  /** Reads up to the empty line; false when the peer closes before. */
  private static boolean readsRequest(TlsStream stream) throws IOException, TlsException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_LENGTH];
    while (request.size() < MAX_REQUEST) {
      int length = stream.read(buffer);
      if (length < 0) {
        return false;
      }
      request.write(buffer, 0, length);
      if (endsHeader(request.toString(StandardCharsets.ISO_8859_1))) {
        return true;
      }
    }
    return true;
  }

  private static boolean endsHeader(String text) {
    return text.contains("\r\n\r\n") || text.contains("\n\n");
  }
}
