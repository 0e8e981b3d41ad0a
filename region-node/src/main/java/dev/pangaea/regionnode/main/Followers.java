package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.control.ConflictFeed;
import dev.pangaea.regionnode.scaler.Scaler;
import dev.pangaea.regionnode.topic.run.ChangeTopics;
import dev.pangaea.regionnode.trigger.http.HttpWorker;
import dev.pangaea.regionnode.trigger.run.Triggers;
import java.util.Optional;

/** What follows the region's tables beside its requests, each on a thread of its own. */
record Followers(
    Triggers triggers, Scaler scaler, ChangeTopics topics, Optional<ConflictFeed> conflicts)
    implements AutoCloseable {
  static Followers of(NodeCore core, Started started) {
    RegionNodeSettings settings = core.settings();
    Triggers triggers =
        started.and(
            new Triggers(
                settings.region(),
                core.tables(),
                core.store(),
                core.leaders(),
                core.streams(),
                core.logs(),
                core.identity()::tableArn,
                new HttpWorker(),
                core.clock(),
                core.random()::nextDouble,
                settings.retention()));
    Scaler scaler =
        started.and(
            new Scaler(
                settings.region(),
                core.tables(),
                core.throughputs(),
                core.clock(),
                NodeCore::newId));
    ChangeTopics topics =
        started.and(
            new ChangeTopics(
                settings.region(),
                core.tables(),
                core.streams(),
                core.logs(),
                core.identity()::tableArn,
                settings.retention(),
                core.clock()));
    Optional<ConflictFeed> conflicts =
        settings.conflictTopic()
            ? Optional.of(
                started.and(
                    new ConflictFeed(
                        settings.region(),
                        core.logs(),
                        core.store(),
                        core.leaders(),
                        settings.conflictRetention())))
            : Optional.empty();
    return new Followers(triggers, scaler, topics, conflicts);
  }

  void start() {
    triggers.start();
    scaler.start();
    topics.start();
    conflicts.ifPresent(ConflictFeed::start);
  }

  @Override
  public void close() {
    conflicts.ifPresent(ConflictFeed::close);
    triggers.close();
    scaler.close();
    topics.close();
  }
}
