package dev.pangaea.simulator.workload.lag;

import dev.pangaea.simulator.workload.LoadLoop;
import dev.pangaea.simulator.workload.Outcome;
import dev.pangaea.simulator.workload.Pacer;
import dev.pangaea.simulator.workload.Progress;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.Window;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * All probes from one endpoint to another: what to write next, what to poll next, and what came of
 * it. Confined to one thread; times are nanoseconds of the caller's clock.
 *
 * <p>Keys are few and used again and again; the stamp tells one write from the one before.
 */
public final class LagProbes {
  private final Pacer pacer;
  private final Window window;
  private final long timeoutNanos;
  private final long stampBase;
  private final PollInterval interval;
  private final Consumer<ProbeEnd> listener;
  private final LagTally tally = new LagTally();
  private final ArrayDeque<Integer> freeSlots = new ArrayDeque<>();
  private final ArrayDeque<Probe> toWrite = new ArrayDeque<>();
  private final PriorityQueue<Probe> toPoll =
      new PriorityQueue<>(Comparator.comparingLong(Probe::nextPollNanos));
  private final int slots;
  private long made;

  /**
   * @param stampBase the first stamp: a number that no earlier run on the same table has reached
   */
  public LagProbes(Pacer pacer, Window window, int slots, long timeoutNanos, long stampBase) {
    this(pacer, window, slots, timeoutNanos, stampBase, PollInterval.FINE, end -> {});
  }

  /**
   * @param listener told of each probe that saw its write or was given up
   */
  public LagProbes(
      Pacer pacer,
      Window window,
      int slots,
      long timeoutNanos,
      long stampBase,
      PollInterval interval,
      Consumer<ProbeEnd> listener) {
    this.interval = interval;
    this.listener = listener;
    this.pacer = pacer;
    this.window = window;
    this.slots = slots;
    this.timeoutNanos = timeoutNanos;
    this.stampBase = stampBase;
    for (int slot = 0; slot < slots; slot++) {
      freeSlots.add(slot);
    }
  }

  /**
   * Makes the probes that are due, as far as slots are free, and gives up those that no connection
   * took in time.
   */
  public void tick(long nowNanos) {
    giveUp(nowNanos);
    while (pacer.due(nowNanos)) {
      long intended = pacer.take(nowNanos);
      if (!freeSlots.isEmpty()) {
        toWrite.add(new Probe(freeSlots.remove(), stampBase + made++, intended));
      } else if (window.holds(intended)) {
        tally.skipped();
      }
    }
  }

  private void giveUp(long nowNanos) {
    while (!toWrite.isEmpty() && nowNanos - toWrite.peek().intendedNanos() >= timeoutNanos) {
      Probe probe = toWrite.remove();
      failed(probe, "write", new Outcome.Lost(LoadLoop.NEVER_SENT));
      listener.accept(new ProbeEnd(probe.intendedNanos(), nowNanos, false));
      freeSlots.add(probe.slot());
    }
    while (hasPoll(nowNanos) && nowNanos - toPoll.peek().writeReplyNanos() >= timeoutNanos) {
      timedOut(toPoll.remove(), nowNanos);
    }
  }

  private void timedOut(Probe probe, long nowNanos) {
    if (measured(probe)) {
      tally.timedOut(probe, nowNanos);
    }
    listener.accept(new ProbeEnd(probe.intendedNanos(), nowNanos, false));
    freeSlots.add(probe.slot());
  }

  /** When {@link #tick} or a poll has work; {@link Long#MAX_VALUE} if never. */
  public long nextDueNanos() {
    return toPoll.isEmpty()
        ? pacer.nextDueNanos()
        : Math.min(pacer.nextDueNanos(), toPoll.peek().nextPollNanos());
  }

  public boolean hasWrite() {
    return !toWrite.isEmpty();
  }

  /** Takes the next probe to write; the caller sends its write now. */
  public Probe takeWrite(long nowNanos) {
    Probe probe = toWrite.remove();
    probe.writing(nowNanos);
    return probe;
  }

  public boolean hasPoll(long nowNanos) {
    return !toPoll.isEmpty() && toPoll.peek().nextPollNanos() <= nowNanos;
  }

  /** Takes the next probe to poll; the caller sends a read of its key now. */
  public Probe takePoll() {
    return toPoll.remove();
  }

  /** The write of a probe ended. */
  public void writeEnded(Probe probe, long nowNanos, Outcome outcome) {
    if (outcome instanceof Outcome.Answered) {
      probe.written(nowNanos);
      toPoll.add(probe);
      if (measured(probe)) {
        tally.written(probe);
      }
    } else {
      failed(probe, "write", outcome);
      freeSlots.add(probe.slot());
    }
  }

  /** A poll ended. Visible means that the reply carried the probe's stamp. */
  public void pollEnded(
      Probe probe, long pollStartNanos, long nowNanos, Outcome outcome, boolean visible) {
    if (measured(probe)) {
      tally.polled();
    }
    boolean answered = outcome instanceof Outcome.Answered || outcome instanceof Outcome.Missed;
    if (answered && visible) {
      tally.seenLately(nowNanos - probe.writeReplyNanos());
      if (measured(probe)) {
        tally.seen(probe, nowNanos);
      }
      listener.accept(new ProbeEnd(probe.intendedNanos(), nowNanos, true));
      freeSlots.add(probe.slot());
      return;
    }
    if (answered) {
      probe.unseen(pollStartNanos);
    } else {
      failed(probe, "poll", outcome);
    }
    pollAgain(probe, nowNanos);
  }

  private void pollAgain(Probe probe, long nowNanos) {
    long age = nowNanos - probe.writeReplyNanos();
    if (age >= timeoutNanos) {
      timedOut(probe, nowNanos);
    } else {
      probe.pollAt(nowNanos + interval.nanos(age));
      toPoll.add(probe);
    }
  }

  private void failed(Probe probe, String step, Outcome outcome) {
    if (!measured(probe)) {
      return;
    }
    switch (outcome) {
      case Outcome.Refused(String error, String message) ->
          tally.error(step + " " + error, message);
      case Outcome.Lost(String reason) -> tally.error(step + " " + reason, "");
      case Outcome.Answered() -> {}
      case Outcome.Found(long items) -> {}
      case Outcome.Missed() -> {}
    }
  }

  private boolean measured(Probe probe) {
    return window.holds(probe.intendedNanos());
  }

  /** Whether no probe comes any more and none is in flight. */
  public boolean finished(long nowNanos) {
    return pacer.over(nowNanos) && freeSlots.size() == slots;
  }

  /** Moves what came since the last call into a collector. */
  public void drainInto(Progress progress) {
    tally.drainInto(progress, slots - freeSlots.size());
  }

  public Report.Lag lag() {
    return tally.lag();
  }
}
