package dev.pangaea.regionnode.api.http;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections of one event loop, and how many there are on all. Confined to its thread. */
final class Connections {
  private final Map<HttpConnection, Watch> watches = new IdentityHashMap<>();
  private final AtomicInteger onAllLoops;
  private final ApiServerSettings settings;

  Connections(AtomicInteger onAllLoops, ApiServerSettings settings) {
    this.onAllLoops = onAllLoops;
    this.settings = settings;
  }

  /** Takes a connection in, or closes it where there are enough. */
  void opened(HttpConnection connection, long nowNanos) {
    if (onAllLoops.incrementAndGet() > settings.connectionsMax()) {
      onAllLoops.decrementAndGet();
      connection.close();
      return;
    }
    watches.put(connection, new Watch(connection, nowNanos));
    connection.closeHandler(
        closed -> {
          watches.remove(connection);
          onAllLoops.decrementAndGet();
        });
  }

  /** The connection's watch; a connection turned away has one that nobody looks at. */
  Watch watch(HttpConnection connection) {
    Watch watch = watches.get(connection);
    return watch == null ? new Watch(connection, 0) : watch;
  }

  void closeOverdue(long nowNanos) {
    long idleNanos = settings.idleTimeout().toNanos();
    long requestNanos = settings.requestTimeout().toNanos();
    for (Watch watch : new ArrayList<>(watches.values())) {
      watch.closeIfOverdue(nowNanos, idleNanos, requestNanos);
    }
  }
}
