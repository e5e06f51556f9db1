package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.EarlyDataPolicy;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.config.TlsConfig;
import dev.clasp.tls.handshake.session.InMemoryReplayGuard;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.TrustStore;
import java.time.InstantSource;
import java.util.List;

/**
 * Clasp's two sides of a scenario.
 *
 * @param sessions where the client keeps its tickets; unused where nothing is resumed
 */
record ClaspConfigs(ClientConfig client, ServerConfig server, InMemorySessions sessions) {
  /** Early data a ticket allows, in bytes. */
  private static final int MAX_EARLY_DATA = 1 << 14;

  /** More than the handshakes of a window: a guard that is full lets no early data in. */
  private static final int MAX_HELLOS = 1 << 20;

  static ClaspConfigs of(Scenario scenario) throws DerException {
    CryptoProvider crypto = CryptoProviders.standard();
    InstantSource clock = InstantSource.system();
    Identities identities = Identities.of(scenario.certificate());
    TrustStore trust = TrustStore.of(Certificate.parse(identities.root()));
    Credential credential = identities.server().credential(crypto);
    InMemorySessions sessions = InMemorySessions.standard(clock);

    ClientConfig.Builder client = ClientConfig.builder(crypto).trust(trust);
    ServerConfig.Builder server = ServerConfig.builder(crypto, CredentialSelector.of(credential));
    agree(client, scenario);
    client.keyShares(List.of(scenario.group()));
    agree(server, scenario);
    if (scenario.clientAuth()) {
      client.credentials(CredentialSelector.of(credential));
      server.clientAuthentication(ClientAuthentication.NEEDED, trust);
    }
    if (scenario.resumes()) {
      client.sessions(sessions);
      server
          .tickets(new TicketProtector(crypto, TicketKeys.rotating(crypto, clock), clock))
          .ticketCount(1);
    }
    if (scenario.kind() == Scenario.Kind.EARLY_DATA) {
      client.offerEarlyData();
      server.earlyData(
          new EarlyDataPolicy(
              MAX_EARLY_DATA,
              InMemoryReplayGuard.forOwnTickets(MAX_HELLOS, clock),
              EarlyDataPolicy.WINDOW));
    }
    return new ClaspConfigs(client.build(), server.build(), sessions);
  }

  private static void agree(TlsConfig.Builder<?> builder, Scenario scenario) {
    builder.versions(List.of(scenario.version())).groups(scenario.groups());
    if (scenario.suite() instanceof Suite13 suite) {
      builder.suites(List.of(suite));
    } else if (scenario.suite() instanceof Suite12 suite) {
      if (suite.isLegacy()) {
        builder.legacy();
      }
      builder.suites12(List.of(suite));
    }
  }
}
