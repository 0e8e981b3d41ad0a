package dev.pangaea.replicator.deliver;

import java.time.Duration;

/** Lets time pass. In tests it is moved by hand. */
@FunctionalInterface
public interface Pause {
  void of(Duration time) throws InterruptedException;
}
