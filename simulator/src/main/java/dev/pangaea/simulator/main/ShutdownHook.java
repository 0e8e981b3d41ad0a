package dev.pangaea.simulator.main;

import java.util.concurrent.atomic.AtomicBoolean;

/** What is done if the process ends before this is closed, as by Ctrl-C. */
final class ShutdownHook implements AutoCloseable {
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread;

  private ShutdownHook(Runnable work) {
    this.thread =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  if (!over.get()) {
                    work.run();
                  }
                });
  }

  static ShutdownHook add(Runnable work) {
    ShutdownHook hook = new ShutdownHook(work);
    Runtime.getRuntime().addShutdownHook(hook.thread);
    return hook;
  }

  @Override
  public void close() {
    over.set(true);
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException ending) {
      // The process ends already: the hook finds that nothing is to be done.
    }
  }
}
