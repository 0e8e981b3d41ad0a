package dev.pangaea.simulator.workload.lag;

import dev.pangaea.simulator.workload.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** Two endpoints in virtual time, with a fixed lag between them and any number of connections. */
final class World {
  private static final long WRITE_NANOS = 2_000_000;
  private static final long POLL_NANOS = 1_000_000;

  private record Request(Probe probe, long startNanos, long endNanos, boolean write) {}

  private final LagProbes probes;
  private final long lagNanos;
  private final LongPredicate writeSucceeds;
  private final List<Request> underWay = new ArrayList<>();
  private final Map<Long, Long> writtenNanos = new HashMap<>();

  World(LagProbes probes, long lagNanos, LongPredicate writeSucceeds) {
    this.probes = probes;
    this.lagNanos = lagNanos;
    this.writeSucceeds = writeSucceeds;
  }

  void step(long nowNanos) {
    for (Iterator<Request> all = underWay.iterator(); all.hasNext(); ) {
      Request request = all.next();
      if (request.endNanos <= nowNanos) {
        all.remove();
        end(request, nowNanos);
      }
    }
    probes.tick(nowNanos);
    while (probes.hasWrite()) {
      Probe probe = probes.takeWrite(nowNanos);
      underWay.add(new Request(probe, nowNanos, nowNanos + WRITE_NANOS, true));
    }
    while (probes.hasPoll(nowNanos)) {
      Probe probe = probes.takePoll();
      underWay.add(new Request(probe, nowNanos, nowNanos + POLL_NANOS, false));
    }
  }

  private void end(Request request, long nowNanos) {
    Probe probe = request.probe;
    if (request.write) {
      boolean written = writeSucceeds.test(probe.stamp());
      writtenNanos.put(probe.stamp(), nowNanos);
      probes.writeEnded(
          probe,
          nowNanos,
          written ? Outcome.ANSWERED : new Outcome.Refused("InternalServerError", "no"));
    } else {
      boolean visible = nowNanos - writtenNanos.get(probe.stamp()) >= lagNanos;
      probes.pollEnded(probe, request.startNanos, nowNanos, Outcome.ANSWERED, visible);
    }
  }
}
