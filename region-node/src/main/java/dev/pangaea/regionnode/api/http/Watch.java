package dev.pangaea.regionnode.api.http;

import io.vertx.core.http.HttpConnection;

/**
 * What a connection is at, and since when.
 *
 * <pre>
 *   waiting ── a request begins ──▶ receiving ── its last byte ──▶ answering ── reply ──▶ waiting
 * </pre>
 *
 * Bytes that do not begin or end a request do not count as progress, so a sender that trickles them
 * is closed as an idle one is. Confined to one thread.
 */
final class Watch {
  private enum Phase {
    WAITING,
    RECEIVING,
    ANSWERING
  }

  private final HttpConnection connection;
  private Phase phase = Phase.WAITING;
  private long sinceNanos;

  Watch(HttpConnection connection, long nowNanos) {
    this.connection = connection;
    this.sinceNanos = nowNanos;
  }

  void receiving(long nowNanos) {
    enter(Phase.RECEIVING, nowNanos);
  }

  void answering(long nowNanos) {
    enter(Phase.ANSWERING, nowNanos);
  }

  void waiting(long nowNanos) {
    enter(Phase.WAITING, nowNanos);
  }

  void closeIfOverdue(long nowNanos, long idleNanos, long requestNanos) {
    long passed = nowNanos - sinceNanos;
    boolean overdue =
        switch (phase) {
          case WAITING -> passed > idleNanos;
          case RECEIVING -> passed > requestNanos;
          case ANSWERING -> false;
        };
    if (overdue) {
      connection.close();
    }
  }

  private void enter(Phase next, long nowNanos) {
    phase = next;
    sinceNanos = nowNanos;
  }
}
