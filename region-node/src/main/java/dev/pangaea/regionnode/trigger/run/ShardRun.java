package dev.pangaea.regionnode.trigger.run;

import dev.pangaea.regionnode.stream.ShardId;
import dev.pangaea.regionnode.stream.StreamReader.Watch;
import dev.pangaea.regionnode.trigger.ShardWork;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A shard that is being worked on. Confined to the triggers' thread, but for {@link #asked}. */
final class ShardRun {
  final ShardId shard;
  final ShardWork work;

  /** Whether its turn is asked for already. */
  final AtomicBoolean asked = new AtomicBoolean();

  Optional<Watch> watch = Optional.empty();
  Optional<ScheduledFuture<?>> timer = Optional.empty();
  Optional<String> lastError = Optional.empty();
  boolean retrying;

  /** Whether it could call, if its trigger had not so many calls under way. */
  boolean heldBack;

  ShardRun(ShardId shard, ShardWork work) {
    this.shard = shard;
    this.work = work;
  }

  void retire() {
    work.retire();
    watch.ifPresent(Watch::close);
    watch = Optional.empty();
    timer.ifPresent(waiting -> waiting.cancel(false));
    timer = Optional.empty();
  }
}
