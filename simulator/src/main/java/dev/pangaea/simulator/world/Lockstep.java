package dev.pangaea.simulator.world;

import java.util.concurrent.Semaphore;

/**
 * Code that blocks, on a thread of its own that runs only while the world stands still for it: so
 * the world stays one thing after the other. Whoever blocks does so through {@link #block}.
 */
final class Lockstep {
  private final Semaphore ofWorld = new Semaphore(0);
  private final Semaphore ofWork = new Semaphore(0);
  private boolean busy;
  private boolean ended;
  private RuntimeException failure;

  /** Unwinds the stack of work that will never go on. */
  private static final class EndedError extends Error {
    private static final long serialVersionUID = 1L;

    EndedError() {
      super(null, null, false, false);
    }
  }

  /** Whether work has begun that is not done. */
  boolean isBusy() {
    return busy;
  }

  /** Returns once it blocks or is done. Nothing else may be under way. */
  void begin(Runnable work) {
    busy = true;
    Thread.ofVirtual().start(() -> run(work));
    goOn();
  }

  /** What blocks goes on; returns once it blocks again or is done. */
  void goOn() {
    ofWork.release();
    ofWorld.acquireUninterruptibly();
    if (failure != null) {
      throw failure;
    }
  }

  /** Called by the work: returns once it is to go on. */
  void block() {
    ofWorld.release();
    ofWork.acquireUninterruptibly();
    if (ended) {
      throw new EndedError();
    }
  }

  /** What is under way never goes on. */
  void end() {
    ended = true;
    if (busy) {
      goOn();
    }
  }

  private void run(Runnable work) {
    ofWork.acquireUninterruptibly();
    try {
      work.run();
    } catch (EndedError over) {
      ended = true;
    } catch (RuntimeException thrown) {
      failure = thrown;
    } finally {
      busy = false;
      ofWorld.release();
    }
  }
}
