package dev.pangaea.simulator.demo;

import dev.pangaea.regionnode.broker.BrokerFailedException;
import dev.pangaea.simulator.terminal.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The demo from start to Ctrl-C, as a person sees it in a terminal. */
public final class DemoRun {
  private static final int END_SECONDS_MAX = 30;
  private static final int STATUS_SECONDS = 1;
  private static final int STATUS_SECONDS_WITHOUT_TERMINAL = 10;

  private DemoRun() {}

  /**
   * Returns when the process is told to end, with its exit code: not zero when a region could not
   * go on.
   */
  public static int run(DemoSettings settings, boolean removeFolder, PrintWriter out)
      throws IOException, BrokerFailedException, InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    // Before anything starts, so that an early Ctrl-C leaves nothing behind either.
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> end(told, ended, out)));
    try {
      return runUntilTold(settings, told, out);
    } finally {
      try {
        if (removeFolder) {
          remove(settings.folder(), out);
        }
      } finally {
        ended.countDown();
      }
    }
  }

  private static int runUntilTold(DemoSettings settings, CountDownLatch told, PrintWriter out)
      throws IOException, BrokerFailedException, InterruptedException {
    AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
    Optional<RunningDemo> started =
        RunningDemo.start(
            settings,
            told,
            reason -> {
              failure.set(Optional.of(reason));
              told.countDown();
            });
    if (started.isPresent()) {
      try (RunningDemo running = started.get()) {
        out.println(running.welcome());
        out.flush();
        StatusLine line =
            new StatusLine(settings.table(), running.demo().regions(), System.nanoTime());
        follow(line, told, out);
        out.println();
        sayWhyItEnds(failure.get(), out);
      }
    } else {
      sayWhyItEnds(failure.get(), out);
    }
    return failure.get().isPresent() ? 1 : 0;
  }

  private static void sayWhyItEnds(Optional<Throwable> failure, PrintWriter out) {
    out.println(failure.map(reason -> "a region cannot go on: " + reason).orElse("stopping"));
    out.flush();
  }

  /** In a file or a pipe the line comes less often. */
  private static void follow(StatusLine line, CountDownLatch told, PrintWriter out)
      throws InterruptedException {
    Screen screen = new Screen(out);
    int seconds = screen.isTerminal() ? STATUS_SECONDS : STATUS_SECONDS_WITHOUT_TERMINAL;
    while (!told.await(seconds, TimeUnit.SECONDS)) {
      screen.status(line.next(System.nanoTime()));
    }
  }

  /** The process ends when this returns: it waits for the rest to be put away, but not for ever. */
  private static void end(CountDownLatch told, CountDownLatch ended, PrintWriter out) {
    told.countDown();
    try {
      if (!ended.await(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        out.println("not all of it ended within " + END_SECONDS_MAX + " s");
        out.flush();
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Path folder, PrintWriter out) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException failure) {
      out.println("could not be removed: " + folder + " (" + failure.getMessage() + ")");
      out.flush();
    }
  }
}
