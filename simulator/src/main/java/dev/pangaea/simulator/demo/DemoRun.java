package dev.pangaea.simulator.demo;

import dev.pangaea.regionnode.broker.BrokerFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The demo from start to Ctrl-C, as a person sees it in a terminal. */
public final class DemoRun {
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
    AtomicReference<Throwable> failure = new AtomicReference<>();
    // Before anything starts, so that an early Ctrl-C leaves nothing behind either.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(told, ended)));
    try (RunningDemo running =
        RunningDemo.start(
            settings,
            reason -> {
              failure.set(reason);
              told.countDown();
            })) {
      out.println(running.welcome());
      out.flush();
      follow(
          new StatusLine(settings.table(), running.demo().regions(), System.nanoTime()), told, out);
      out.println();
      out.println(failure.get() == null ? "stopping" : "a region cannot go on: " + failure.get());
      out.flush();
    } finally {
      if (removeFolder) {
        remove(settings.folder());
      }
      ended.countDown();
    }
    return failure.get() == null ? 0 : 1;
  }

  /**
   * On a terminal the line is written over itself; in a file or a pipe it comes less often, line
   * after line.
   */
  private static void follow(StatusLine line, CountDownLatch told, PrintWriter out)
      throws InterruptedException {
    boolean terminal = System.console() != null && System.console().isTerminal();
    int seconds = terminal ? STATUS_SECONDS : STATUS_SECONDS_WITHOUT_TERMINAL;
    while (!told.await(seconds, TimeUnit.SECONDS)) {
      String text = line.next(System.nanoTime());
      out.print(terminal ? "\r\u001b[K" + text : text + System.lineSeparator());
      out.flush();
    }
  }

  private static void end(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      ended.await();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }
}
