package dev.pangaea.regionnode.trigger.run;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RegionLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what triggers gave up, on a topic each: {@code REGION.triggers.NAME.failed}. At least once:
 * an append in doubt is made again. Topics are made on a thread of their own, since that may take
 * seconds.
 */
final class DeadLetters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final RegionName region;
  private final RegionLog logs;
  private final Duration retention;
  private final ExecutorService thread;
  private final Map<String, PartitionLog> open = new HashMap<>();

  DeadLetters(RegionName region, RegionLog logs, Duration retention) {
    this.region = region;
    this.logs = logs;
    this.retention = retention;
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("dead-letters-" + region).factory());
  }

  String topic(String trigger) {
    return region + ".triggers." + trigger + ".failed";
  }

  /**
   * Returns at once.
   *
   * @param listener told once whether the letter is kept, on any thread
   */
  void keep(String trigger, Bytes letter, Consumer<Boolean> listener) {
    try {
      thread.execute(() -> keepNow(trigger, letter, listener));
    } catch (RejectedExecutionException closing) {
      listener.accept(false);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void keepNow(String trigger, Bytes letter, Consumer<Boolean> listener) {
    try {
      PartitionLog log = open.get(trigger);
      if (log == null) {
        logs.create(topic(trigger), 1, Optional.of(retention));
        log = logs.partition(topic(trigger), 0);
        open.put(trigger, log);
      }
      log.append(letter, outcome -> listener.accept(outcome instanceof AppendOutcome.Appended));
    } catch (LogUnavailableException | RuntimeException failure) {
      LOG.warn("{}: a dead letter cannot be kept now: {}", topic(trigger), failure.getMessage());
      listener.accept(false);
    }
  }
}
