package dev.clasp.tls.conformance.explain;

import java.util.List;

/** The eight steps of the classic handshake (RFC 5246 §7.3), by name. */
public final class ClassicSteps {
  public static final int CLIENT_HELLO = 1;
  public static final int SERVER_HELLO = 2;
  public static final int CERTIFICATE = 3;
  public static final int SERVER_KEY_EXCHANGE = 4;
  public static final int SERVER_HELLO_DONE = 5;
  public static final int CLIENT_KEY_EXCHANGE = 6;
  public static final int CHANGE_CIPHER_SPEC = 7;
  public static final int FINISHED = 8;

  private static final List<String> TITLES =
      List.of(
          "ClientHello",
          "ServerHello",
          "Certificate",
          "ServerKeyExchange",
          "ServerHelloDone",
          "ClientKeyExchange",
          "ChangeCipherSpec",
          "Finished");

  private ClassicSteps() {}

  /** How many there are. */
  public static int count() {
    return TITLES.size();
  }

  /**
   * @param step 1 to 8
   */
  public static String title(int step) {
    return TITLES.get(step - 1);
  }
}
