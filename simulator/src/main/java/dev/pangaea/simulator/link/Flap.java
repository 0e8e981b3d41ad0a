package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.fault.LinkFault;
import io.netty.util.concurrent.Future;

/** A flapping that runs: its clock began when it was made. Confined to the loop. */
final class Flap {
  private final LinkLoop loop;
  private final LinkFault.Flapping flapping;
  private final Runnable changed;
  private final long sinceNanos;
  private Future<?> next;

  Flap(LinkLoop loop, LinkFault.Flapping flapping, Runnable changed) {
    this.loop = loop;
    this.flapping = flapping;
    this.changed = changed;
    this.sinceNanos = loop.nanos();
    this.next = timer();
  }

  Cut cut() {
    return flapping.cutAt(elapsedNanos());
  }

  LinkFault.Flapping flapping() {
    return flapping;
  }

  void stop() {
    next.cancel(false);
  }

  private void turn() {
    next = timer();
    changed.run();
  }

  private Future<?> timer() {
    return loop.at(loop.nanos() + flapping.untilChangeNanos(elapsedNanos()), this::turn);
  }

  private long elapsedNanos() {
    return loop.nanos() - sinceNanos;
  }
}
