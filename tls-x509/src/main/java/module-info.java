/** Certificates and path validation. Knows no TLS. */
module dev.clasp.tls.x509 {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.crypto;

  exports dev.clasp.tls.x509; // certificates as values
  exports dev.clasp.tls.x509.der; // the DER reader and its errors
  exports dev.clasp.tls.x509.jca; // bridges to java.security
  exports dev.clasp.tls.x509.path; // validation
}
