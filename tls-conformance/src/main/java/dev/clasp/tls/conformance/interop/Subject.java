package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;

/** What a trial is about: neither side gets a choice there. */
public sealed interface Subject {
  /** The row's heading. */
  String section();

  /** One cipher suite of TLS 1.3. */
  record OfSuite13(Suite13 suite) implements Subject {
    @Override
    public String section() {
      return "cipher suites";
    }

    @Override
    public String toString() {
      return suite.toString();
    }
  }

  /**
   * One cipher suite of TLS 1.2.
   *
   * @param encryptThenMac whether CBC records have their MAC outside (RFC 7366)
   */
  record OfSuite12(Suite12 suite, boolean encryptThenMac) implements Subject {
    boolean isCbc() {
      return suite.protection().macKeyLength() > 0;
    }

    @Override
    public String section() {
      return "cipher suites";
    }

    @Override
    public String toString() {
      return isCbc() && encryptThenMac ? suite + ", encrypt-then-MAC" : suite.toString();
    }
  }

  /** One group of the key exchange. */
  record OfGroup(NamedGroup group) implements Subject {
    @Override
    public String section() {
      return "groups";
    }

    @Override
    public String toString() {
      return group.toString();
    }
  }

  /** One kind of key in the server's certificate. */
  record OfKey(KeyType type) implements Subject {
    @Override
    public String section() {
      return "server certificates";
    }

    @Override
    public String toString() {
      return type.toString();
    }
  }

  record OfFeature(Feature feature) implements Subject {
    @Override
    public String section() {
      return "features";
    }

    @Override
    public String toString() {
      return feature.toString();
    }
  }
}
