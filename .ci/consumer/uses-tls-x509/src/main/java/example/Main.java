package example;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import java.io.File;
import java.security.KeyStore;

class Main {
  public static void main(String[] arguments) throws Exception {
    File cacerts = new File(System.getProperty("java.home"), "lib/security/cacerts");
    KeyStore store = KeyStore.getInstance(cacerts, "changeit".toCharArray());
    byte[] der = store.getCertificate(store.aliases().nextElement()).getEncoded();
    Certificate certificate = Certificate.parse(Bytes.copyOf(der));
    System.out.println(certificate.subject() + " is valid until " + certificate.notAfter());
  }
}
