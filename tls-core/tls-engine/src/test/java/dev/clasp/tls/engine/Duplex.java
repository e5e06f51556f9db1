package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;

/** Two connections and the way bytes go between them. */
record Duplex(End client, End server) {
  /** How what was written together arrives. */
  @FunctionalInterface
  interface Delivery {
    Delivery WHOLE = (flight, number) -> List.of(flight);
    Delivery BYTE_BY_BYTE = (flight, number) -> cut(flight, 1);

    List<Bytes> pieces(Bytes flight, int number);

    /** Cuts one flight in two, and leaves the others whole. */
    static Delivery cutting(int flightNumber, int at) {
      return (flight, number) ->
          number == flightNumber
              ? List.of(flight.first(at), flight.slice(at, flight.size()))
              : List.of(flight);
    }

    static List<Bytes> cut(Bytes flight, int length) {
      List<Bytes> pieces = new ArrayList<>();
      for (int from = 0; from < flight.size(); from += length) {
        pieces.add(flight.slice(from, Math.min(from + length, flight.size())));
      }
      return pieces;
    }
  }

  static Duplex of(Step client, Step server, ConnectionOptions options) throws TlsException {
    return new Duplex(
        new End(TlsConnection.start(MiniHandshake.CRYPTO, client, options)),
        new End(TlsConnection.start(MiniHandshake.CRYPTO, server, options)));
  }

  static Duplex mini(ConnectionOptions options) throws TlsException {
    return of(
        MiniHandshake.client(MiniHandshake.SUITE),
        MiniHandshake.server(MiniHandshake.SUITE),
        options);
  }

  /** After the mini handshake. */
  static Duplex established() throws TlsException {
    Duplex duplex = mini(ConnectionOptions.standard());
    duplex.run(Delivery.WHOLE);
    return duplex;
  }

  /** Carries flights back and forth until nobody has anything to say; gives them in order. */
  List<Bytes> run(Delivery delivery) throws TlsException {
    List<Bytes> flights = new ArrayList<>();
    int silent = 0;
    for (boolean fromClient = true; silent < 2; fromClient = !fromClient) {
      Bytes flight = (fromClient ? client : server).flush();
      silent = flight.isEmpty() ? silent + 1 : 0;
      if (flight.isEmpty()) {
        continue;
      }
      for (Bytes piece : delivery.pieces(flight, flights.size())) {
        (fromClient ? server : client).deliver(piece);
      }
      flights.add(flight);
    }
    return flights;
  }
}
