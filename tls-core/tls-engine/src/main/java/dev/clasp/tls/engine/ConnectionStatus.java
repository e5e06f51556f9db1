package dev.clasp.tls.engine;

import dev.clasp.tls.handshake.PendingWork;
import java.util.Optional;

/**
 * What a connection waits for.
 *
 * @param wantsRead records of the peer are expected
 * @param wantsWrite records are ready for {@link TlsConnection#write}; a driver sends them before
 *     it waits for the peer
 * @param pendingWork to run and to hand to {@link TlsConnection#complete}
 * @param established the handshake is complete, be the connection closed since or not
 */
public record ConnectionStatus(
    boolean wantsRead, boolean wantsWrite, Optional<PendingWork> pendingWork, boolean established) {
  /**
   * Whether nothing more happens by itself: the peer has ended its direction, or the connection
   * failed, and all is written. The application may still write when only the peer has closed.
   */
  public boolean isOver() {
    return !wantsRead && !wantsWrite && pendingWork.isEmpty();
  }
}
