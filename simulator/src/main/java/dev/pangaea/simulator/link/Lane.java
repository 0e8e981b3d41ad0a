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
 * they are held in order until their instant has come, the lane is not cut and the receiver can
 * take them:
 *
 * <pre>
 *   source ── receive ──┬─────────── whole, nothing held ───────────┬── destination
 *                       └─ shaper: instants ─ held ─ drain, in order ┘
 * </pre>
 *
 * <p>What is held is bounded: at the bound the lane stops reading. Confined to the loop.
 */
final class Lane {
  private final Direction direction;
  private final Wire wire;
  private final Side source;
  private final Side destination;
  private final LaneEnds ends;
  private final Shaper shaper;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private long heldWeight;
  private boolean cut;
  private boolean draining;
  private boolean finished;
  private long wakeNanos = Segment.NEVER;
  private Optional<ScheduledFuture<?>> wake = Optional.empty();

  /** What a lane tells its connection. */
  interface LaneEnds {
    /** The sender's end has arrived: the receiver will get no more. */
    void ended();

    /** The connection is to be reset. */
    void reset();

    /** The connection is to be closed behind what was sent. */
    void close();
  }

  Lane(Direction direction, Wire wire, Side source, Side destination, LaneEnds ends) {
    this.direction = direction;
    this.wire = wire;
    this.source = source;
    this.destination = destination;
    this.ends = ends;
    this.shaper = new Shaper(wire.draws());
    this.cut = wire.cut().covers(direction);
    shaper.become(wire.toxics(direction), now());
  }

  /** Takes what the source has sent. */
  void receive(ByteBuf bytes) {
    if (finished) {
      bytes.release();
    } else if (held.isEmpty() && shaper.idle() && !cut && destination.writable()) {
      wire.bytes(direction).add(bytes.readableBytes());
      destination.write(bytes);
    } else {
      long now = now();
      hold(new Segment.Data(bytes.readableBytes(), now), Held.compact(bytes), now);
      if (!below()) {
        source.read(false);
      }
    }
  }

  /** The source will send no more. */
  void end() {
    long now = now();
    hold(new Segment.End(now), Unpooled.EMPTY_BUFFER, now);
    drain();
  }

  /** The source is gone. */
  void broken() {
    long now = now();
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

  /** Stops or resumes the stream. What was held meanwhile sets out when it resumes. */
  void cut(boolean cutNow) {
    if (cut != cutNow) {
      cut = cutNow;
      if (!cut) {
        long now = now();
        shaper.restart(now);
        retime(now);
      }
      drain();
    }
  }

  /** Other toxics from now on. */
  void become(List<Toxic> toxics) {
    if (finished) {
      return;
    }
    if (shaper.become(toxics, now())) {
      ends.close();
      return;
    }
    retime(0);
    drain();
  }

  /** Hands on what may leave now, and sees to it that the rest will. */
  void drain() {
    if (draining || finished) {
      return;
    }
    draining = true;
    long now = now();
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
    return !cut
        && !held.isEmpty()
        && destination.writable()
        && held.peek().segment().atNanos() <= now;
  }

  /**
   * A receiver that is slow slows its sender down; one that is not there yet, or cut off, does not.
   */
  private boolean flows() {
    return cut || destination.writable() || !destination.ready();
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
    if (!cut && ending.atNanos() <= now) {
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

  /** Gives what is held new instants, as if it had come no earlier than {@code earliestNanos}. */
  private void retime(long earliestNanos) {
    List<Held> before = List.copyOf(held);
    held.clear();
    for (Held old : before) {
      release(old);
      long from = Math.max(old.arrivedNanos(), earliestNanos);
      shaper.retime(old.segment().at(from), passed -> keep(passed, old.bytes(), from));
      old.bytes().release();
    }
  }

  private void wakeUp() {
    long due = cut ? Segment.NEVER : Math.min(shaper.ending().atNanos(), headNanos());
    if (due < wakeNanos || wake.isEmpty()) {
      wake.ifPresent(timer -> timer.cancel(false));
      wakeNanos = due;
      wake =
          due == Segment.NEVER ? Optional.empty() : Optional.of(wire.loop().at(due, this::woken));
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

  private long now() {
    return wire.loop().nanos();
  }
}
