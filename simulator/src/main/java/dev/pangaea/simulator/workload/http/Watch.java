package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Waits for workers and says once a second how they do. Blocks its caller. */
final class Watch {
  private static final long SECOND = 1_000_000_000L;
  private static final long DRAIN_SECONDS_MAX = 5;

  private final Clock clock;
  private final List<Watched> watched = new ArrayList<>();
  private final Consumer<String> lines;
  private long beganNanos;
  private long lineNanos;
  private long drainedNanos;
  private long answersLately;

  Watch(Clock clock, Consumer<String> lines) {
    this.clock = clock;
    this.lines = lines;
  }

  /** Asks one more for its news from now on. */
  void over(Watched more) {
    watched.add(more);
  }

  /** Counts seconds from here on. */
  void begin(long nanos) {
    beganNanos = nanos;
    lineNanos = nanos;
    drainedNanos = nanos;
  }

  /** Waits until a time. */
  void until(long nanos, String phase) throws BenchException, InterruptedException {
    CompletableFuture<Void> never = new CompletableFuture<>();
    while (clock.nanos() < nanos) {
      done(never, Math.min(nanos, lineNanos + SECOND), phase);
    }
  }

  /** Waits for a result, as long as replies come. */
  <T> T result(CompletableFuture<T> future, Duration silenceMax, String phase)
      throws BenchException, InterruptedException {
    long silentSince = clock.nanos();
    while (!done(future, lineNanos + SECOND, phase)) {
      if (answersLately > 0) {
        silentSince = clock.nanos();
      } else if (clock.nanos() - silentSince > silenceMax.toNanos()) {
        throw new BenchException("No successful reply for " + silenceMax.toSeconds() + " s.");
      }
    }
    return future.join();
  }

  private boolean done(CompletableFuture<?> future, long nanos, String phase)
      throws BenchException, InterruptedException {
    try {
      future.get(Math.max(0, nanos - clock.nanos()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      if (clock.nanos() >= lineNanos + SECOND) {
        line(phase);
      }
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A worker failed.", e.getCause());
    }
  }

  private void line(String phase) throws BenchException, InterruptedException {
    CompletableFuture<Progress> all = CompletableFuture.completedFuture(new Progress());
    for (Watched each : watched) {
      all = all.thenCompose(each::drainInto);
    }
    try {
      Progress progress = all.get(DRAIN_SECONDS_MAX, TimeUnit.SECONDS);
      long now = clock.nanos();
      answersLately = progress.answers();
      lines.accept(progress.line((now - beganNanos) / 1e9, (now - drainedNanos) / 1e9, phase));
      drainedNanos = now;
      lineNanos += (now - lineNanos) / SECOND * SECOND;
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchException("An event loop does not answer: this client is overloaded.", e);
    }
  }
}
