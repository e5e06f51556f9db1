package dev.clasp.tls.conformance.endpoint;

import java.io.IOException;
import java.util.List;

/** The ways to get at a target. */
public final class Sources {
  /** Each lane starts its own process; two cores are busy with so many. */
  private static final int STARTED_LANES = 4;

  private static final int EMBEDDED_LANES = 4;

  private Sources() {}

  /** Somebody's server; one connection at a time unless its profile says more. */
  public static TargetSource running(TargetProfile profile, String host, int port) {
    return source(profile, host + ":" + port, 1, () -> new RunningServer(host, port));
  }

  /** A command that every lane starts anew, on its own port. */
  public static TargetSource started(TargetProfile profile, RunCertificates certificates) {
    return source(
        profile, profile.title(), STARTED_LANES, () -> new InFolder(profile.start(), certificates));
  }

  /** Clasp's own server. */
  public static TargetSource embedded(TargetProfile profile, RunCertificates certificates) {
    return source(
        profile,
        profile.title(),
        EMBEDDED_LANES,
        () -> EmbeddedServer.start(profile, certificates));
  }

  /** The platform's server. */
  public static TargetSource jsse(TargetProfile profile, RunCertificates certificates) {
    return source(
        profile, profile.title(), EMBEDDED_LANES, () -> JsseServer.start(profile, certificates));
  }

  /** A client program that is started for each connection. */
  public static TargetSource startedClient(TargetProfile profile, RunCertificates certificates) {
    return source(
        profile,
        profile.title(),
        STARTED_LANES,
        () -> AwaitedClient.with(StartedClient.of(profile.start(), certificates)));
  }

  /** Clasp's own client. */
  public static TargetSource embeddedClient(TargetProfile profile, RunCertificates certificates) {
    return source(
        profile,
        profile.title(),
        EMBEDDED_LANES,
        () -> AwaitedClient.with(EmbeddedClient.of(profile, certificates)));
  }

  /** A client of the caller's in this process. */
  public static TargetSource client(TargetProfile profile, EmbeddedClient.Connections connections) {
    return source(
        profile,
        profile.title(),
        EMBEDDED_LANES,
        () -> AwaitedClient.with(new EmbeddedClient(connections)));
  }

  @FunctionalInterface
  private interface Opener {
    Target open() throws IOException;
  }

  private static TargetSource source(TargetProfile profile, String name, int lanes, Opener opener) {
    return new TargetSource() {
      @Override
      public TargetProfile profile() {
        return profile;
      }

      @Override
      public String describe() {
        return name;
      }

      @Override
      public int lanes() {
        return lanes;
      }

      @Override
      public Target open() throws IOException {
        return opener.open();
      }
    };
  }

  /** A started server whose files lie in a folder that goes when it goes. */
  private static final class InFolder extends ForwardingTarget {
    private final TemporaryFolder folder;

    InFolder(List<String> command, RunCertificates certificates) throws IOException {
      this(command, certificates, TemporaryFolder.create());
    }

    private InFolder(List<String> command, RunCertificates certificates, TemporaryFolder folder)
        throws IOException {
      super(StartedServer.start(command, folder.path(), certificates));
      this.folder = folder;
    }

    @Override
    public void close() throws IOException {
      super.close();
      folder.close();
    }
  }
}
