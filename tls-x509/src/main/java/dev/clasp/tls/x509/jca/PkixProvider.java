package dev.clasp.tls.x509.jca;

import dev.clasp.tls.crypto.CryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;

/**
 * Our validator behind {@code java.security.cert}: {@code CertPathValidator} and {@code
 * CertPathBuilder} of type PKIX. Never installs itself; hand it to {@code getInstance}:
 *
 * <pre>{@code
 * CertPathBuilder.getInstance("PKIX", new PkixProvider(crypto))
 * }</pre>
 *
 * <p>What of {@code PKIXParameters} is honoured, and what is refused rather than ignored, is told
 * in {@link PkixRequest}.
 */
public final class PkixProvider extends Provider {
  private static final long serialVersionUID = 1L;
  private static final String TYPE = "PKIX";

  /**
   * @param crypto whose verifiers check signatures
   */
  public PkixProvider(CryptoProvider crypto) {
    super("ClaspPKIX", "0.1", "RFC 5280 path building and validation by Clasp");
    putService(
        new PkixService(
            this, "CertPathValidator", () -> new PkixPathValidator(crypto.verifiers())));
    putService(
        new PkixService(this, "CertPathBuilder", () -> new PkixPathBuilder(crypto.verifiers())));
  }

  private interface Maker {
    Object make();
  }

  /** A service that is made by a call, not by the name of its class. */
  private static final class PkixService extends Service {
    private final Maker maker;

    PkixService(Provider provider, String engine, Maker maker) {
      super(provider, engine, TYPE, PkixProvider.class.getName(), List.of(), null);
      this.maker = maker;
    }

    @Override
    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
      return maker.make();
    }
  }
}
