package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.Ending;
import dev.pangaea.simulator.fault.Segment;
import dev.pangaea.simulator.fault.Shaper;
import dev.pangaea.simulator.fault.Toxic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * One direction of one connection. Without a fault, bytes go straight from socket to socket. Else
 * they are held in order until their instant has come, the flow is not cut and the receiver can
 * take them:
 *
 * <pre>
 *   source ── receive ──┬─────────── whole, nothing held ───────────┬── destination
 *                       └─ shaper: instants ─ held ─ drain, in order ┘
 * </pre>
 *
 * <p>What is held is bounded: at the bound the flow stops reading. Confined to the loop.
 */
final class Flow {
  private final Direction direction;
  private final Wire wire;
  private final Side source;
  private final Side destination;
  private final FlowEnds ends;
  private final Shaper shaper;
  private final FlowClock clock;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private long heldWeight;
  private boolean draining;
  private boolean finished;
  private long wakeNanos = Segment.NEVER;
  private Optional<ScheduledFuture<?>> wake = Optional.empty();

  /** What a flow tells its connection. */
  interface FlowEnds {
    /** The sender's end has arrived: the receiver will get no more. */
    void ended();

    /** The connection is to be reset. */
    void reset();

    /** The connection is to be closed behind what was sent. */
    void close();
  }

  Flow(Direction direction, Wire wire, Side source, Side destination, FlowEnds ends) {
    this.direction = direction;
    this.wire = wire;
    this.source = source;
    this.destination = destination;
    this.ends = ends;
    this.shaper = new Shaper(wire.draws());
    this.clock = new FlowClock(wire.loop()::nanos);
    cut(wire.cut().covers(direction));
    shaper.become(wire.toxics(direction), clock.nanos());
  }

  /** Takes what the source has sent. */
  void receive(ByteBuf bytes) {
    if (finished) {
      bytes.release();
    } else if (held.isEmpty() && shaper.idle() && !clock.stopped() && destination.writable()) {
      wire.bytes(direction).add(bytes.readableBytes());
      destination.write(bytes);
    } else {
      long now = clock.nanos();
      hold(new Segment.Data(bytes.readableBytes(), now), Held.compact(bytes), now);
      if (!below()) {
        source.read(false);
      }
    }
  }

  /** The source will send no more. */
  void end() {
    long now = clock.nanos();
    hold(new Segment.End(now), Unpooled.EMPTY_BUFFER, now);
    drain();
  }

  /** The source is gone. */
  void broken() {
    long now = clock.nanos();
    hold(new Segment.Reset(now), Unpooled.EMPTY_BUFFER, now);
    drain();
  }

  /** Drops what is held and everything that still comes. */
  void finish() {
    finished = true;
    wake.ifPresent(timer -> timer.cancel(false));
    wake = Optional.empty();
    while (!held.isEmpty()) {
      release(held.poll()).bytes().release();
    }
    source.read(true);
  }

  boolean finished() {
    return finished;
  }

  boolean stopped() {
    return clock.stopped();
  }

  /** Stops the stream, or lets it go on from where it stood. */
  void cut(boolean cut) {
    if (cut) {
      clock.stop();
    } else {
      clock.go();
    }
    drain();
  }

  /** Other toxics from now on. */
  void become(List<Toxic> toxics) {
    if (finished) {
      return;
    }
    if (shaper.become(toxics, clock.nanos())) {
      ends.close();
      return;
    }
    retime();
    drain();
  }

  /** Hands on what may leave now, and sees to it that the rest will. */
  void drain() {
    if (draining || finished) {
      return;
    }
    draining = true;
    long now = clock.nanos();
    while (!finished && leaves(now)) {
      deliver(release(held.poll()));
    }
    destination.flush();
    draining = false;
    if (!finished) {
      endInTime(now);
    }
    if (!finished) {
      source.read(below() && flows());
      wakeUp();
    }
  }

  private boolean below() {
    return heldWeight < wire.settings().heldBytesMax();
  }

  private boolean leaves(long now) {
    return !clock.stopped()
        && !held.isEmpty()
        && destination.writable()
        && held.peek().segment().atNanos() <= now;
  }

  /**
   * A receiver that is slow slows its sender down; one that is not there yet, or cut off, does not.
   */
  private boolean flows() {
    return clock.stopped() || destination.writable() || !destination.ready();
  }

  private void deliver(Held next) {
    switch (next.segment()) {
      case Segment.Data data -> {
        wire.bytes(direction).add(data.bytes());
        destination.write(next.bytes());
        if (shaper.slices()) {
          destination.flush();
        }
      }
      case Segment.Lost _ -> throw new IllegalStateException("lost bytes are not held");
      case Segment.End _ -> {
        finish();
        destination.end();
        ends.ended();
      }
      case Segment.Reset _ -> ends.reset();
      case Segment.Close _ -> ends.close();
    }
  }

  private void endInTime(long now) {
    Ending ending = shaper.ending();
    if (!clock.stopped() && ending.atNanos() <= now) {
      if (ending.reset()) {
        ends.reset();
      } else {
        ends.close();
      }
    }
  }

  private void hold(Segment arriving, ByteBuf bytes, long arrivedNanos) {
    if (!finished) {
      shaper.pass(arriving, passed -> keep(passed, bytes, arrivedNanos));
    }
    bytes.release();
  }

  private void keep(Segment segment, ByteBuf bytes, long arrivedNanos) {
    switch (segment) {
      case Segment.Data data -> {
        Held slice = new Held(data, bytes.readRetainedSlice(data.bytes()), arrivedNanos);
        heldWeight += slice.weight();
        wire.held(direction).add(data.bytes());
        held.add(slice);
      }
      case Segment.Lost lost -> bytes.skipBytes(lost.bytes());
      case Segment.End _, Segment.Reset _, Segment.Close _ -> {
        Held end = new Held(segment, Unpooled.EMPTY_BUFFER, arrivedNanos);
        heldWeight += end.weight();
        held.add(end);
      }
    }
  }

  private Held release(Held next) {
    heldWeight -= next.weight();
    wire.held(direction).add(-next.bytes().readableBytes());
    return next;
  }

  /** Gives what is held the instants that it would have with the toxics of now. */
  private void retime() {
    List<Held> before = List.copyOf(held);
    held.clear();
    for (Held old : before) {
      release(old);
      Segment arrived = old.segment().at(old.arrivedNanos());
      shaper.retime(arrived, passed -> keep(passed, old.bytes(), old.arrivedNanos()));
      old.bytes().release();
    }
  }

  private void wakeUp() {
    long due = clock.stopped() ? Segment.NEVER : Math.min(shaper.ending().atNanos(), headNanos());
    if (due < wakeNanos || wake.isEmpty()) {
      wake.ifPresent(timer -> timer.cancel(false));
      wakeNanos = due;
      wake =
          due == Segment.NEVER
              ? Optional.empty()
              : Optional.of(wire.loop().at(clock.byLoop(due), this::woken));
    }
  }

  private void woken() {
    wake = Optional.empty();
    wakeNanos = Segment.NEVER;
    drain();
  }

  /** When the first held segment leaves, if it is its instant that it waits for. */
  private long headNanos() {
    return held.isEmpty() || !destination.writable()
        ? Segment.NEVER
        : held.peek().segment().atNanos();
  }
}
