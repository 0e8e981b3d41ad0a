package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.scaler.Scaler;
import dev.pangaea.regionnode.topic.run.ChangeTopics;
import dev.pangaea.regionnode.trigger.run.Triggers;

/** What follows the region's tables beside its requests, each on a thread of its own. */
record Followers(Triggers triggers, Scaler scaler, ChangeTopics topics) implements AutoCloseable {
  void start() {
    triggers.start();
    scaler.start();
    topics.start();
  }

  @Override
  public void close() {
    triggers.close();
    scaler.close();
    topics.close();
  }
}
