package dev.pangaea.regionnode.trigger.run;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.stream.ShardRead;
import dev.pangaea.regionnode.stream.StreamReader;
import dev.pangaea.regionnode.stream.StreamRecord;
import dev.pangaea.regionnode.trigger.CallOutcome;
import dev.pangaea.regionnode.trigger.Effect;
import dev.pangaea.regionnode.trigger.EventRecord;
import dev.pangaea.regionnode.trigger.Trigger;
import dev.pangaea.regionnode.trigger.TriggerCounts;
import dev.pangaea.regionnode.trigger.Worker;
import dev.pangaea.regionnode.trigger.json.DeadLetter;
import dev.pangaea.regionnode.trigger.json.EventJson;
import dev.pangaea.regionnode.trigger.json.JsonValues;
import dev.pangaea.regionnode.trigger.json.WorkerAnswer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for a shard in its turn: records are read while they are wanted, and what is due is
 * done. A turn is asked for by the stream, by an answer, or by time; it does a bounded amount and
 * waits for nothing but the store.
 */
final class ShardTurns {
  private static final Logger LOG = LoggerFactory.getLogger(ShardTurns.class);
  private static final int PAGES_PER_TURN = 8;
  private static final int PAGE_RECORDS_MAX = 500;
  private static final long PAGE_BYTES_MAX = 1 << 20;
  private static final long AFTER_FAILURE_MILLIS = 1000;

  /** So many calls a trigger has under way at most. */
  private static final int CALLS_MAX = 64;

  private final StreamReader streams;
  private final Worker worker;
  private final DeadLetters letters;
  private final String region;
  private final Function<Trigger, String> arns;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final ScheduledExecutorService thread;
  private final Consumer<TriggerRun> onQuiet;
  private final EventJson events = new EventJson();

  /** Makes turns for a thread. */
  interface Making {
    ShardTurns of(ScheduledExecutorService thread, Consumer<TriggerRun> onQuiet);
  }

  /**
   * @param arns the resource name of a trigger's stream
   * @param onQuiet told when nothing is under way any more for a trigger that was retired
   */
  ShardTurns(
      StreamReader streams,
      Worker worker,
      DeadLetters letters,
      String region,
      Function<Trigger, String> arns,
      InstantSource clock,
      DoubleSupplier random,
      ScheduledExecutorService thread,
      Consumer<TriggerRun> onQuiet) {
    this.streams = streams;
    this.worker = worker;
    this.letters = letters;
    this.region = region;
    this.arns = arns;
    this.clock = clock;
    this.random = random;
    this.thread = thread;
    this.onQuiet = onQuiet;
  }

  long nowMillis() {
    return clock.millis();
  }

  /** Asks for a shard's turn. Any thread may; it is quick. */
  void ask(TriggerRun run, ShardRun shard) {
    if (shard.asked.compareAndSet(false, true)) {
      post(
          () -> {
            shard.asked.set(false);
            take(run, shard);
          });
    }
  }

  private void take(TriggerRun run, ShardRun shard) {
    if (run.retiring) {
      return;
    }
    try {
      boolean more = read(run, shard);
      perform(run, shard);
      if (more) {
        ask(run, shard);
      }
      remind(run, shard, shard.work.nextMillis().orElse(Long.MAX_VALUE));
    } catch (RuntimeException failure) {
      LOG.error("{}: {} cannot go on now", run.trigger.name(), shard.shard.text(), failure);
      remind(run, shard, clock.millis() + AFTER_FAILURE_MILLIS);
    }
  }

  /** Returns whether there may be more that is wanted. */
  private boolean read(TriggerRun run, ShardRun shard) {
    for (int page = 0; page < PAGES_PER_TURN; page++) {
      int wanted = Math.min(PAGE_RECORDS_MAX, shard.work.recordsWanted());
      if (wanted == 0) {
        return false;
      }
      long bytes = Math.min(PAGE_BYTES_MAX, shard.work.bytesWanted());
      switch (streams.read(shard.shard, shard.work.next(), wanted, bytes)) {
        case ShardRead.NotFound() -> {
          return false;
        }
        case ShardRead.Trimmed() -> {
          LOG.warn("{}: records of {} are gone unread", run.trigger.name(), shard.shard.text());
          run.count(TriggerCounts.ofTrimmed());
          streams
              .oldest(shard.shard)
              .ifPresent(oldest -> shard.work.take(List.of(), oldest, false, clock.millis()));
        }
        case ShardRead.Page found -> {
          boolean moved = !found.records().isEmpty();
          boolean ends = found.atEnd();
          shard.work.take(wanted(run, found), found.next(), ends, clock.millis());
          run.unkept |= moved || ends;
          if (!moved) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private List<EventRecord> wanted(TriggerRun run, ShardRead.Page page) {
    String arn = arns.apply(run.trigger);
    List<EventRecord> wanted = new ArrayList<>();
    for (StreamRecord record : page.records()) {
      EventRecord event = events.event(record, region, arn);
      boolean takes =
          run.trigger.rules().filter().takesAll()
              || run.trigger.rules().filter().takes(JsonValues.read(event.json().shared()));
      if (takes) {
        wanted.add(event);
      }
    }
    int filtered = page.records().size() - wanted.size();
    if (filtered > 0) {
      run.count(TriggerCounts.ofFiltered(filtered));
    }
    return wanted;
  }

  private void perform(TriggerRun run, ShardRun shard) {
    while (true) {
      int callsMax = CALLS_MAX - run.calls;
      List<Effect> effects = shard.work.due(clock.millis(), callsMax);
      shard.heldBack = effects.isEmpty() && callsMax == 0;
      if (effects.isEmpty()) {
        return;
      }
      for (Effect effect : effects) {
        switch (effect) {
          case Effect.Call call -> call(run, shard, call);
          case Effect.GiveUp gone -> giveUp(run, shard, gone);
        }
      }
    }
  }

  private void call(TriggerRun run, ShardRun shard, Effect.Call call) {
    run.calls++;
    Trigger trigger = run.trigger;
    worker.call(
        new Worker.Call(
            trigger.url(),
            trigger.name(),
            trigger.id(),
            shard.shard.text(),
            call.attempt(),
            trigger.rules().timeoutMillis(),
            call.records().stream().map(EventRecord::json).toList()),
        answer ->
            post(
                () ->
                    answered(
                        run,
                        shard,
                        call,
                        WorkerAnswer.outcome(answer, trigger.rules().reportsFailures()))));
  }

  private void answered(TriggerRun run, ShardRun shard, Effect.Call call, CallOutcome outcome) {
    run.calls--;
    shard.retrying = !(outcome instanceof CallOutcome.Done);
    switch (outcome) {
      case CallOutcome.Done() -> {}
      case CallOutcome.Failed(String reason, boolean byWorker) ->
          shard.lastError = Optional.of(reason);
      case CallOutcome.FailedFrom failed ->
          shard.lastError =
              Optional.of(failed.sequenceNumbers().size() + " records were reported as failed");
    }
    int done = shard.work.answered(call.number(), outcome, clock.millis(), random.getAsDouble());
    run.count(TriggerCounts.ofCall(shard.retrying).plus(TriggerCounts.ofDelivered(done)));
    goOn(run, shard);
  }

  private void giveUp(TriggerRun run, ShardRun shard, Effect.GiveUp gone) {
    Trigger trigger = run.trigger;
    LOG.warn(
        "{}: {} records of {} are given up: {}",
        trigger.name(),
        gone.records().size(),
        shard.shard.text(),
        gone.reason().condition());
    if (!trigger.rules().deadLetters()) {
      post(() -> gaveUp(run, shard, gone, true, false));
      return;
    }
    Bytes letter =
        DeadLetter.of(
            trigger,
            arns.apply(trigger),
            shard.shard.text(),
            gone,
            shard.lastError.orElse(""),
            clock.millis());
    letters.keep(trigger.name(), letter, kept -> post(() -> gaveUp(run, shard, gone, kept, kept)));
  }

  private void gaveUp(
      TriggerRun run, ShardRun shard, Effect.GiveUp gone, boolean done, boolean kept) {
    int records = shard.work.gaveUp(gone.number(), done, clock.millis(), random.getAsDouble());
    if (records > 0) {
      run.count(TriggerCounts.ofGivenUp(records, kept));
    }
    goOn(run, shard);
  }

  private void goOn(TriggerRun run, ShardRun shard) {
    if (run.retiring) {
      onQuiet.accept(run);
      return;
    }
    take(run, shard);
    for (ShardRun each : run.shards.values()) {
      if (each.heldBack && run.calls < CALLS_MAX) {
        take(run, each);
      }
    }
  }

  private void remind(TriggerRun run, ShardRun shard, long atMillis) {
    shard.timer.ifPresent(waiting -> waiting.cancel(false));
    shard.timer = Optional.empty();
    long wait = atMillis - clock.millis();
    if (atMillis != Long.MAX_VALUE && (wait > 0 || !shard.heldBack)) {
      shard.timer =
          Optional.of(
              thread.schedule(() -> ask(run, shard), Math.max(1, wait), TimeUnit.MILLISECONDS));
    }
  }

  private void post(Runnable step) {
    try {
      thread.execute(
          () -> {
            try {
              step.run();
            } catch (RuntimeException failure) {
              LOG.error("a step of the triggers failed", failure);
            }
          });
    } catch (RejectedExecutionException closing) {
      LOG.trace("triggers end", closing);
    }
  }
}
