package dev.clasp.tls.handshake.extension;

/** The message a block of extensions stands in; which shapes are legal depends on it (§4.3). */
public enum MessageContext {
  /** Of any version. */
  CLIENT_HELLO,
  /** Of TLS 1.3, known by its supported_versions. */
  SERVER_HELLO,
  /** Known by its random. */
  HELLO_RETRY_REQUEST,
  ENCRYPTED_EXTENSIONS,
  /** An entry of a Certificate of TLS 1.3. */
  CERTIFICATE,
  /** Of TLS 1.3. */
  CERTIFICATE_REQUEST,
  /** Of TLS 1.3. */
  NEW_SESSION_TICKET,
  /** A ServerHello without supported_versions: TLS 1.2 or before (RFC 5246 §7.4.1.4). */
  SERVER_HELLO_12
}
